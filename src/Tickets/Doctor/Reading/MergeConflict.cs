namespace Yoi.Tickets;

/// <summary>The markers of one merge that nobody finished.</summary>
/// <param name="Line">The line of the first marker, from 1.</param>
/// <param name="Text">Which sides there are and where.</param>
internal sealed record MergeConflict(int Line, string Text)
{
    /// <summary>Those in Markdown, outside code fences.</summary>
    public static IReadOnlyList<MergeConflict> InText(LineIndex lines) => Find(lines, new Prose(lines, _ => false).Outside(0, lines.Count));

    /// <summary>Those in JSON.</summary>
    public static IReadOnlyList<MergeConflict> InData(LineIndex lines) => Find(lines, Enumerable.Range(0, lines.Count));

    /// <summary>Those in a thread. In an event whose length holds a marker is a quotation.</summary>
    public static IReadOnlyList<MergeConflict> InThread(LineIndex lines, int unownedLines, IReadOnlyList<ExaminedEvent> events) =>
        Find(lines, Prose.OfThread(lines, unownedLines, events));

    private static List<MergeConflict> Find(LineIndex lines, IEnumerable<int> candidates)
    {
        List<MergeConflict> found = [];
        Sides? open = null;
        foreach (var line in candidates)
        {
            var mark = Mark(lines[line]);
            // Seven equals signs alone underline a heading; seven of the others mean nothing else.
            if (mark == 0 || (mark == '=' && open is null)) continue;
            if (mark == '<')
            {
                if (open is not null) found.Add(open.Broken());
                open = new(line, lines.Text(line, line + 1)[7..].Trim());
            }
            else if (open is null)
            {
                found.Add(new(line + 1, $"A marker of a git merge is left over: {new string(mark, 7)}."));
            }
            else if (mark == '>')
            {
                found.Add(open.Closed(line, lines.Text(line, line + 1)[7..].Trim()));
                open = null;
            }
            else
            {
                open = mark == '|' ? open with { Base = line } : open with { Middle = line };
            }
        }

        if (open is not null) found.Add(open.Broken());
        return found;
    }

    /// <summary>The character of a marker: seven of it, then a space or nothing; NUL for any other line.</summary>
    private static char Mark(ReadOnlySpan<byte> line)
    {
        line = line.TrimEnd((byte)'\r');
        if (line.Length < 7 || line[0] is not ((byte)'<' or (byte)'|' or (byte)'=' or (byte)'>')) return '\0';
        var isMarker = !line[..7].ContainsAnyExcept(line[0]) && (line.Length == 7 || line[7] == (byte)' ');
        return isMarker ? (char)line[0] : '\0';
    }

    /// <summary>A merge that was begun; lines from 0.</summary>
    private sealed record Sides(int First, string Ours)
    {
        public int? Base { get; init; }

        public int? Middle { get; init; }

        public MergeConflict Broken() => new(First + 1, "A git merge was left unfinished here, and a part of its markers is gone.");

        public MergeConflict Closed(int last, string theirs)
        {
            if (Middle is not { } middle) return Broken();
            var ancestor = Base is { } at ? $", their common ancestor {Lines(at, middle)}" : "";
            return new(First + 1, $"A git merge was left unfinished here: {Name(Ours, "one side")} has {Lines(First, Base ?? middle)}, {Name(theirs, "the other")} {Lines(middle, last)}{ancestor}.");
        }

        private static string Name(string label, string otherwise) => label.Length == 0 ? otherwise : $"'{label}'";

        /// <summary>The lines between two markers.</summary>
        private static string Lines(int marker, int next) => (next - marker) switch
        {
            1 => "nothing",
            2 => $"line {marker + 2}",
            _ => $"lines {marker + 2} to {next}",
        };
    }
}
