using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>A thread as a whole.</summary>
internal static class ThreadChecks
{
    public static IEnumerable<DoctorFinding> Of(ExaminedTicket ticket)
    {
        if (ticket.Thread is null) return ticket.Unread.Contains("thread.md") ? [] : [ThreadCodes.ThreadMissing.At($"{ticket.Id}/thread.md", null, "There is no thread.md.")];
        if (ticket.Thread.Conflicts.Count > 0) return [];
        var path = ticket.Thread.Path;
        var events = ticket.Events.SelectMany((e, i) => EventChecks.Of(path, e, i == ticket.Events.Count - 1));
        return Unowned(ticket, path).Concat(events).Concat(Almost(ticket, path)).Concat(Times(ticket.Events, path)).Concat(Operations(ticket.Events, path)).Concat(End(ticket, path));
    }

    private static IEnumerable<DoctorFinding> Unowned(ExaminedTicket ticket, string path)
    {
        var lines = ticket.Thread!.Lines;
        var first = lines.NextText(0);
        if (first < ticket.UnownedLines) yield return ThreadCodes.TextUnowned.At(path, first + 1, $"Text of {Count(ticket.UnownedLines - first)} stands before the first event.");
    }

    /// <summary>Lines that were meant as events.</summary>
    private static IEnumerable<DoctorFinding> Almost(ExaminedTicket ticket, string path)
    {
        var lines = ticket.Thread!.Lines;
        foreach (var line in Prose.OfThread(lines, ticket.UnownedLines, ticket.Events))
        {
            if (lines[line].IndexOf("<!--"u8) < 0) continue;
            if (EventChecks.IsAlmost(lines.Text(line, line + 1))) yield return ThreadCodes.EventUnread.At(path, line + 1, "The line looks like the beginning of an event and is none.");
        }
    }

    private static IEnumerable<DoctorFinding> Times(IReadOnlyList<ExaminedEvent> events, string path)
    {
        ThreadEvent? last = null;
        foreach (var e in events.Select(e => e.Event).Where(e => e.At is not null))
        {
            if (last is not null && e.At < last.At)
                yield return ThreadCodes.TimeBackwards.At(path, e.Line, $"The event is of {RecordTime.Text(e.At!.Value)}, the one before it, in line {last.Line}, of {RecordTime.Text(last.At!.Value)}.");
            last = e;
        }
    }

    private static IEnumerable<DoctorFinding> Operations(IReadOnlyList<ExaminedEvent> events, string path)
    {
        Dictionary<OperationId, int> seen = [];
        foreach (var e in events.Select(e => e.Event))
        {
            if (e.Operation is { } operation && !seen.TryAdd(operation, e.Line))
                yield return ThreadCodes.OperationRepeated.At(path, e.Line, $"The event carries the same operation as that of line {seen[operation]}.");
        }
    }

    private static IEnumerable<DoctorFinding> End(ExaminedTicket ticket, string path)
    {
        var lines = ticket.Thread!.Lines;
        if (ticket.Events is [.., { HasRule: true }] && !lines.EndsWithNewline)
            yield return ThreadCodes.NewlineMissing.At(path, lines.Count, "The file does not end in a line feed.", fixable: true);
    }

    private static string Count(int lines) => lines == 1 ? "1 line" : $"{lines} lines";
}
