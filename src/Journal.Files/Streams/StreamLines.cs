namespace Yoi.Journal.Files;

/// <summary>Walks the whole lines of a stream's file from a place on, forward or backward, a piece at a time. No line longer than <see cref="LineScanner.LongestLine"/> is taken for one.</summary>
internal sealed class StreamLines(IDiskFile handle, long end)
{
    private const int Piece = 64 * 1024;

    /// <summary>The lines from an offset on, with where each begins; empty at the end; null where there is no line break where one must be.</summary>
    public async ValueTask<IReadOnlyList<FileLine>?> ForwardAsync(long offset, CancellationToken ct)
    {
        for (long size = Piece; offset < end; size *= 4)
        {
            var bytes = await ReadAsync(offset, Math.Min(size, end - offset), ct);
            var lines = Cut(bytes, offset, skipFirst: false);
            if (lines.Count > 0) return lines;
            if (bytes.Length < Math.Min(size, end - offset) || size > LineScanner.LongestLine || offset + bytes.Length >= end) return null;
        }

        return [];
    }

    /// <summary>The lines before an offset, which is the end of one, the last first; empty at the beginning; null where that is no end of a line.</summary>
    public async ValueTask<IReadOnlyList<FileLine>?> BackwardAsync(long before, CancellationToken ct)
    {
        for (long size = Piece; before > 0; size *= 4)
        {
            var from = Math.Max(0, before - size);
            var bytes = await ReadAsync(from, before - from, ct);
            if (bytes.Length < before - from || bytes.Span[^1] != (byte)'\n') return null;
            var lines = Cut(bytes, from, skipFirst: from > 0);
            lines.Reverse();
            if (lines.Count > 0) return lines;
            if (size > LineScanner.LongestLine || from == 0) return null;
        }

        return [];
    }

    /// <summary>Where the line begins that holds a version, by halving: lines stand in order of version. Null where the file is damaged on the way there.</summary>
    public async ValueTask<long?> FindAsync(long version, CancellationToken ct)
    {
        long low = 0, high = end;
        // Invariant: the line that is sought begins in [low, high).
        while (high - low > Piece)
        {
            var middle = low + ((high - low) / 2);
            if (await NextLineAsync(middle, ct) is not { } line) return null;
            if (line.Offset >= high)
            {
                high = middle;
                continue;
            }

            if (LineReader.IsWhole(line.Bytes.Span) && LineReader.TryReadPrefix(line.Bytes.Span, out var prefix))
            {
                if (prefix.Version > version) high = middle;
                else low = line.Offset;
            }
            else
            {
                return null;
            }
        }

        while (await ForwardAsync(low, ct) is { Count: > 0 } lines)
        {
            foreach (var line in lines)
            {
                if (!LineReader.IsWhole(line.Bytes.Span) || !LineReader.TryReadPrefix(line.Bytes.Span, out var prefix)) return null;
                if (prefix.Version + Math.Max(prefix.Count, 1) - 1 >= version) return line.Offset;
                low = line.Offset + line.Bytes.Length + 1;
            }
        }

        return null;
    }

    /// <summary>The first line that begins behind an offset; at the end one that begins there.</summary>
    private async ValueTask<FileLine?> NextLineAsync(long offset, CancellationToken ct)
    {
        for (long size = Piece; ; size *= 4)
        {
            var bytes = await ReadAsync(offset, Math.Min(size, end - offset), ct);
            var isAll = offset + bytes.Length >= end;
            var first = bytes.Span.IndexOf((byte)'\n');
            if (first >= 0)
            {
                var lines = Cut(bytes[(first + 1)..], offset + first + 1, skipFirst: false);
                if (lines.Count > 0) return lines[0];
                if (isAll) return new(end, default);
            }

            if (isAll || size > LineScanner.LongestLine) return null;
        }
    }

    private static List<FileLine> Cut(ReadOnlyMemory<byte> bytes, long offset, bool skipFirst)
    {
        List<FileLine> lines = [];
        var at = skipFirst ? bytes.Span.IndexOf((byte)'\n') + 1 : 0;
        for (int length; at < bytes.Length && (length = bytes.Span[at..].IndexOf((byte)'\n')) >= 0; at += length + 1) lines.Add(new(offset + at, bytes.Slice(at, length)));
        return lines;
    }

    private async ValueTask<ReadOnlyMemory<byte>> ReadAsync(long offset, long length, CancellationToken ct)
    {
        var buffer = new byte[length];
        var total = 0;
        while (total < buffer.Length)
        {
            var read = await handle.ReadAsync(buffer.AsMemory(total), offset + total, ct);
            if (read == 0) break;
            total += read;
        }

        return buffer.AsMemory(0, total);
    }
}

/// <summary>A line without its line break, and where it begins.</summary>
internal readonly record struct FileLine(long Offset, ReadOnlyMemory<byte> Bytes);
