namespace Yoi.Tickets;

/// <summary>
/// Code fences (``` or ~~~) between lines of a thread. One that never closes is no fence. All are found in one pass from the end, so that a file full of
/// openings is not searched once for each.
/// </summary>
internal sealed class Fences
{
    private readonly List<(int Line, int Close)> _fences = [];

    /// <param name="lines">The file.</param>
    /// <param name="isBarrier">Lines that no fence reaches across: events whose length is known and holds.</param>
    public Fences(LineIndex lines, Func<int, bool> isBarrier)
    {
        // Closing lines behind the present one: each is longer than those nearer than it, for any other is never the first that is long enough.
        List<(int Length, int Line)> backticks = [];
        List<(int Length, int Line)> tildes = [];
        for (var line = lines.Count - 1; line >= 0; line--)
        {
            if (isBarrier(line))
            {
                backticks.Clear();
                tildes.Clear();
                continue;
            }

            var (mark, length) = Run(lines[line], out var rest);
            if (length < 3) continue;
            var closing = mark == (byte)'`' ? backticks : tildes;
            var mayOpen = mark != (byte)'`' || !rest.Contains((byte)'`');
            if (mayOpen && FirstOf(closing, length) is { } close) _fences.Add((line, close));
            if (!rest.Trim(" \t\r"u8).IsEmpty) continue;
            while (closing.Count > 0 && closing[^1].Length <= length) closing.RemoveAt(closing.Count - 1);
            closing.Add((length, line));
        }

        _fences.Reverse();
    }

    /// <summary>The line that closes the fence opened here, or -1 where none is opened or it never closes.</summary>
    public int CloseOf(int line)
    {
        var (low, high) = (0, _fences.Count - 1);
        while (low <= high)
        {
            var middle = (low + high) / 2;
            if (_fences[middle].Line == line) return _fences[middle].Close;
            if (_fences[middle].Line < line) low = middle + 1;
            else high = middle - 1;
        }

        return -1;
    }

    /// <summary>The nearest closing line of at least this length. They lie with the farthest and longest first.</summary>
    private static int? FirstOf(List<(int Length, int Line)> closing, int length)
    {
        var (low, high) = (0, closing.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (closing[middle].Length >= length) low = middle + 1;
            else high = middle;
        }

        return low == 0 ? null : closing[low - 1].Line;
    }

    private static (byte Mark, int Length) Run(ReadOnlySpan<byte> line, out ReadOnlySpan<byte> rest)
    {
        rest = line;
        var indent = 0;
        while (indent < line.Length && indent < 4 && line[indent] == (byte)' ') indent++;
        if (indent > 3 || indent == line.Length || line[indent] is not ((byte)'`' or (byte)'~')) return default;
        var mark = line[indent];
        var length = line.Length - indent - line[indent..].TrimStart(mark).Length;
        rest = line[(indent + length)..];
        return (mark, length);
    }
}
