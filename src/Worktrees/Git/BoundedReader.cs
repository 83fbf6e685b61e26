using System.Buffers;

namespace Yoi.Worktrees;

/// <summary>Streams of a child process.</summary>
internal static class BoundedReader
{
    /// <summary>Reads to the end, or to the limit and one byte more, which says that something was cut.</summary>
    public static async Task<(ReadOnlyMemory<byte> Bytes, bool Cut)> ReadAsync(Stream stream, int limit, CancellationToken cancellationToken)
    {
        var kept = new ArrayBufferWriter<byte>();
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, cancellationToken)) > 0)
        {
            var room = Math.Min(read, limit - kept.WrittenCount);
            kept.Write(buffer.AsSpan(0, room));
            if (room < read) return (kept.WrittenMemory, true);
        }

        return (kept.WrittenMemory, false);
    }

    /// <summary>Writes the child's input; one that ends early is judged by its exit code.</summary>
    public static async Task FeedAsync(Stream stream, ReadOnlyMemory<byte> input, CancellationToken cancellationToken)
    {
        try
        {
            await stream.WriteAsync(input, cancellationToken);
            await stream.DisposeAsync();
        }
        catch (IOException)
        {
            // The reader is gone.
        }
    }
}
