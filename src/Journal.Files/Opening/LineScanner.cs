namespace Yoi.Journal.Files;

/// <summary>Walks the lines of a file with one buffer, as large as the longest line and no larger than <see cref="LongestLine"/>.</summary>
internal sealed class LineScanner(IDiskFile handle, long from = 0)
{
    /// <summary>Longer than any line an append can make; more without a line break is no line.</summary>
    public const int LongestLine = 32 * 1024 * 1024;

    private byte[] _buffer = new byte[1024 * 1024];
    private long _bufferAt = from;
    private int _filled;
    private int _used;
    private int _length;

    /// <summary>The line without its line break; its beginning where it is too long.</summary>
    public ReadOnlySpan<byte> Line => _buffer.AsSpan(_used - _length, Terminated ? _length - 1 : _length);

    /// <summary>Where the line starts.</summary>
    public long Offset { get; private set; }

    /// <summary>Bytes of the line with its line break.</summary>
    public long Length { get; private set; }

    /// <summary>From 1.</summary>
    public long Number { get; private set; }

    /// <summary>False for a last line without line break.</summary>
    public bool Terminated { get; private set; }

    public bool Next()
    {
        Number++;
        var searched = 0;
        while (true)
        {
            var at = _buffer.AsSpan(_used + searched, _filled - _used - searched).IndexOf((byte)'\n');
            if (at >= 0) return Take(searched + at + 1, terminated: true);
            searched = _filled - _used;
            if (searched >= LongestLine) return SkipLong();
            if (!Fill()) return searched > 0 && Take(searched, terminated: false);
        }
    }

    private bool Take(int length, bool terminated)
    {
        (Offset, Length, Terminated) = (_bufferAt + _used, length, terminated);
        _length = length;
        _used += length;
        return true;
    }

    private bool Fill()
    {
        if (_used > 0)
        {
            _buffer.AsSpan(_used, _filled - _used).CopyTo(_buffer);
            (_bufferAt, _filled, _used) = (_bufferAt + _used, _filled - _used, 0);
        }

        if (_filled == _buffer.Length) Array.Resize(ref _buffer, _buffer.Length * 2);
        var read = handle.Read(_buffer.AsSpan(_filled), _bufferAt + _filled);
        _filled += read;
        return read > 0;
    }

    private bool SkipLong()
    {
        var start = _bufferAt + _used;
        var (chunk, at) = (new byte[1024 * 1024], _bufferAt + _filled);
        for (int read; (read = handle.Read(chunk, at)) > 0; at += read)
        {
            var end = chunk.AsSpan(0, read).IndexOf((byte)'\n');
            if (end < 0) continue;
            return TakeLong(start, at + end + 1, chunk, terminated: true);
        }

        return TakeLong(start, at, chunk, terminated: false);
    }

    private bool TakeLong(long start, long end, byte[] spare, bool terminated)
    {
        // Its first bytes still tell which stream it was; a line break of its own stands behind them.
        _buffer.AsSpan(_used, 1024).CopyTo(spare);
        spare[1024] = (byte)'\n';
        _buffer = spare;
        (Offset, Length, Terminated) = (start, end - start, terminated);
        _length = terminated ? 1025 : 1024;
        (_bufferAt, _filled, _used) = (end - _length, _length, _length);
        return true;
    }
}
