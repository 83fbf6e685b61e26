using System.Buffers;

namespace Yoi.Sandbox;

/// <summary>Reads a stream to its end and keeps its first and its last half of a limit.</summary>
internal sealed class OutputCapture(int limit)
{
    private readonly int _headLimit = limit / 2, _tailLimit = limit - (limit / 2);
    private readonly ArrayBufferWriter<byte> _head = new();
    private byte[] _tail = [];
    private long _total;

    /// <summary>Drains the stream whatever its size, so that its writer never blocks.</summary>
    public static async Task<CapturedOutput> DrainAsync(Stream stream, int limit)
    {
        var capture = new OutputCapture(limit);
        var buffer = new byte[16 * 1024];
        int read;
        while ((read = await stream.ReadAsync(buffer, CancellationToken.None)) > 0) capture.Add(buffer.AsSpan(0, read));
        return capture.Finish();
    }

    /// <summary>Writes what the command reads; a command that ends without reading it all is no failure.</summary>
    public static async Task FeedAsync(Stream stream, ReadOnlyMemory<byte> input)
    {
        try
        {
            await stream.WriteAsync(input, CancellationToken.None);
            await stream.DisposeAsync();
        }
        catch (IOException)
        {
            // The reader is gone.
        }
    }

    private void Add(ReadOnlySpan<byte> bytes)
    {
        var toHead = (int)Math.Min(bytes.Length, _headLimit - _head.WrittenCount);
        _head.Write(bytes[..toHead]);
        _total += toHead;
        bytes = bytes[toHead..];
        if (bytes.IsEmpty) return;
        if (_tail.Length == 0) _tail = new byte[_tailLimit];
        if (bytes.Length > _tailLimit)
        {
            _total += bytes.Length - _tailLimit;
            bytes = bytes[^_tailLimit..];
        }

        // The tail is a ring: position = what went past the head, modulo its size.
        var at = (int)((_total - _headLimit) % _tailLimit);
        var first = Math.Min(bytes.Length, _tailLimit - at);
        bytes[..first].CopyTo(_tail.AsSpan(at));
        bytes[first..].CopyTo(_tail);
        _total += bytes.Length;
    }

    private CapturedOutput Finish()
    {
        var past = _total - _head.WrittenCount;
        if (past == 0) return new(_head.WrittenSpan.ToArray());
        if (past <= _tailLimit) return new((byte[])[.. _head.WrittenSpan, .. _tail.AsSpan(0, (int)past)]);
        var oldest = (int)(past % _tailLimit);
        return new((byte[])[.. _head.WrittenSpan, .. _tail.AsSpan(oldest), .. _tail.AsSpan(0, oldest)], _headLimit, past - _tailLimit);
    }
}
