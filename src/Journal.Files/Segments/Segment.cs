using System.Globalization;

namespace Yoi.Journal.Files;

/// <summary>One file of the log. Only the writer changes it; readers read below <see cref="Length"/>.</summary>
internal sealed class Segment(IDisk disk, int number, string path, IDiskFile handle, long length) : IDisposable
{
    private IDiskFile _handle = handle;

    public int Number { get; } = number;

    public string Path { get; } = path;

    /// <summary>The file's name as people see it: relative to the journal's root.</summary>
    public string Name => $"log/{System.IO.Path.GetFileName(Path)}";

    /// <summary>Bytes that are acknowledged; what lies behind is not part of the log.</summary>
    public long Length { get; set; } = length;

    /// <summary>Length of the last acknowledged line, its line break included.</summary>
    public int LastLine { get; set; }

    public IDiskFile Handle => Volatile.Read(ref _handle);

    public static string FileName(int number) => number.ToString("D8", CultureInfo.InvariantCulture) + ".jsonl";

    /// <summary>The number in a name that <see cref="FileName"/> made; null for any other name.</summary>
    public static int? NumberOf(string fileName) =>
        fileName.EndsWith(".jsonl", StringComparison.Ordinal)
        && int.TryParse(fileName.AsSpan(0, fileName.Length - 6), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && number > 0 && FileName(number) == fileName
            ? number
            : null;

    public static Segment Open(IDisk disk, int number, string path, FileMode mode)
    {
        var handle = OpenHandle(disk, path, mode);
        return new(disk, number, path, handle, handle.Length);
    }

    /// <summary>Takes a fresh handle. Reads under way keep the old one open until they are done.</summary>
    public void Reopen()
    {
        var fresh = OpenHandle(disk, Path, FileMode.Open);
        Interlocked.Exchange(ref _handle, fresh).Dispose();
    }

    /// <summary>Reads until the buffer is full or the file ends; answers how much there was.</summary>
    public async ValueTask<int> ReadAsync(Memory<byte> buffer, long offset, CancellationToken cancellationToken)
    {
        var total = 0;
        while (total < buffer.Length)
        {
            var handle = Handle;
            try
            {
                var read = await handle.ReadAsync(buffer[total..], offset + total, cancellationToken);
                if (read == 0) break;
                total += read;
            }
            catch (ObjectDisposedException) when (handle != Handle)
            {
                // The writer took a fresh handle between the two lines above; what is acknowledged is the same through it.
            }
        }

        return total;
    }

    public void Dispose() => Handle.Dispose();

    private static IDiskFile OpenHandle(IDisk disk, string path, FileMode mode) =>
        disk.Open(path, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
}
