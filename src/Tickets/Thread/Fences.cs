namespace Yoi.Tickets;

/// <summary>Code fences (``` or ~~~) between lines of a thread. One that never closes is no fence.</summary>
/// <param name="lines">The file.</param>
/// <param name="isBarrier">Lines that no fence reaches across: events whose length is known and holds.</param>
internal sealed class Fences(LineIndex lines, Func<int, bool> isBarrier)
{
    // "No line before Until closes a fence of Length or more characters": keeps a file full of openings from being searched once for each.
    private (int Length, int Until) _noBacktick;
    private (int Length, int Until) _noTilde;

    /// <summary>The line that closes the fence opened here, or -1 where none is opened or it never closes.</summary>
    public int CloseOf(int line)
    {
        var (mark, length) = Run(lines[line], out var rest);
        if (length < 3 || (mark == (byte)'`' && rest.Contains((byte)'`'))) return -1;
        ref var none = ref mark == (byte)'`' ? ref _noBacktick : ref _noTilde;
        if (line < none.Until && length >= none.Length) return -1;
        var at = line + 1;
        for (; at < lines.Count && !isBarrier(at); at++)
        {
            var (other, run) = Run(lines[at], out var tail);
            if (other == mark && run >= length && tail.Trim(" \t\r"u8).IsEmpty) return at;
        }

        none = (length, at);
        return -1;
    }

    private static (byte Mark, int Length) Run(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> rest)
    {
        rest = line;
        var indent = line.Length - line.TrimStart((byte)' ').Length;
        if (indent > 3 || indent == line.Length || line[indent] is not ((byte)'`' or (byte)'~')) return default;
        var mark = line[indent];
        var length = line[indent..].Length - line[indent..].TrimStart(mark).Length;
        rest = line[(indent + length)..];
        return (mark, length);
    }
}
