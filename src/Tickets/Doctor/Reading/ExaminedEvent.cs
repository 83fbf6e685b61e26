namespace Yoi.Tickets;

/// <summary>An event with how it is written.</summary>
/// <param name="Event">The event.</param>
/// <param name="Comment">Its first line.</param>
/// <param name="LengthHolds">Whether its text is as long as its comment says; null where the comment does not say.</param>
/// <param name="HasRule">Whether a line --- ends it.</param>
/// <param name="LastText">Its last line that is not blank, from 1.</param>
internal sealed record ExaminedEvent(ThreadEvent Event, string Comment, bool? LengthHolds, bool HasRule, int LastText)
{
    /// <summary>The line behind its last, from 1.</summary>
    public int End => Event.Line + Event.LineCount;

    public static ExaminedEvent Of(ThreadEvent e, LineIndex lines)
    {
        var first = e.Line - 1;
        var last = first + e.LineCount - 1;
        while (last > first && lines.IsBlank(last)) last--;
        var said = e.Attribute("lines");
        bool? holds = said is null ? null : EventComment.Parse(lines[first]).Lines == e.Body.AsSpan().Count('\n') + 1;
        return new(e, lines.Text(first, first + 1), holds, last > first && lines.IsRule(last), last + 1);
    }
}
