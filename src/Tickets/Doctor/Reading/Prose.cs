namespace Yoi.Tickets;

/// <summary>Lines that a person wrote as text: outside code fences.</summary>
/// <param name="lines">The file.</param>
/// <param name="isStart">Lines at which something new begins, so that no fence reaches across them.</param>
internal sealed class Prose(LineIndex lines, Func<int, bool> isStart)
{
    private readonly Fences _fences = new(lines, isStart);

    /// <summary>The lines of [first, last), from 0, that are in no fence. Nothing begins between the two.</summary>
    public IEnumerable<int> Outside(int first, int last)
    {
        for (var line = first; line < last; line++)
        {
            var close = _fences.CloseOf(line);
            if (close >= 0) line = close;
            else yield return line;
        }
    }

    /// <summary>Those of a thread that no event vouches for: one whose length holds was written as it is, so all of it is text.</summary>
    public static IEnumerable<int> OfThread(LineIndex lines, int unownedLines, IReadOnlyList<ExaminedEvent> events)
    {
        var starts = events.Select(e => e.Event.Line - 1).ToHashSet();
        var prose = new Prose(lines, starts.Contains);
        return prose.Outside(0, unownedLines).Concat(events.Where(e => e.LengthHolds != true).SelectMany(e => prose.Outside(e.Event.Line, e.End - 1)));
    }
}
