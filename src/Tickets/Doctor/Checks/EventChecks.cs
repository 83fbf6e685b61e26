using System.Text.RegularExpressions;

namespace Yoi.Tickets;

/// <summary>The form of one event.</summary>
internal static partial class EventChecks
{
    private static readonly string[] Kinds =
    [
        EventKinds.Create, EventKinds.Comment, EventKinds.Plan, EventKinds.Decision, EventKinds.ImplementationReport, EventKinds.Review, EventKinds.StateChanged,
        EventKinds.IntakeSummary, EventKinds.ItemEdit, EventKinds.Close, "closed", EventKinds.RelationAdded, EventKinds.RelationRemoved, EventKinds.PlanRecorded,
    ];

    public static IEnumerable<DoctorFinding> Of(string path, ExaminedEvent examined, bool isLast)
    {
        var e = examined.Event;
        if (Malformed(examined.Comment) is { } malformed) yield return ThreadCodes.CommentMalformed.At(path, e.Line, malformed);
        foreach (var key in Needed(e.Kind).Where(key => string.IsNullOrWhiteSpace(e.Attribute(key))))
            yield return ThreadCodes.AttributeMissing.At(path, e.Line, $"The event of kind {Shown.Of(e.Kind)} has no {key}.");
        if (e.At is null && !string.IsNullOrWhiteSpace(e.Attribute("at")))
            yield return ItemCodes.TimeInvalid.At(path, e.Line, $"The event's time is '{Shown.Of(e.Attribute("at")!)}', which is none.");
        if (!Kinds.Contains(e.Kind)) yield return ThreadCodes.KindUnknown.At(path, e.Line, $"The kind '{Shown.Of(e.Kind)}' is unknown.");
        if (e.Heading.Length == 0) yield return ThreadCodes.HeadingMissing.At(path, e.Line, "The event has no heading.");
        if (examined.LengthHolds == false)
            yield return ThreadCodes.LinesWrong.At(path, e.Line, $"The event's text has {Lines(e)} and its comment says {Shown.Of(e.Attribute("lines")!)}.");
        if (!examined.HasRule) yield return ThreadCodes.RuleMissing.At(path, examined.LastText, $"No line --- ends the event of line {e.Line}.", isLast);
        if (e.Kind == EventKinds.Review && e.Attribute("status") is not (EventKinds.Approve or EventKinds.RequestChanges))
            yield return ThreadCodes.ReviewStatusInvalid.At(path, e.Line, e.Attribute("status") is { } status ? $"The review's status is '{Shown.Of(status)}'." : "The review has no status.");
    }

    /// <summary>Whether a line would begin an event but for its form.</summary>
    public static bool IsAlmost(string line) => AlmostEvent().IsMatch(line);

    private static string? Malformed(string comment)
    {
        var match = StrictEvent().Match(comment.TrimEnd());
        if (!match.Success) return "The comment's attributes are not of the form key: value, with values in double quotes where they hold spaces.";
        var keys = match.Groups["key"].Captures.Select(c => c.Value).ToList();
        return keys.GroupBy(key => key).FirstOrDefault(g => g.Count() > 1) is { } repeated ? $"The comment gives {Shown.Of(repeated.Key)} more than once; the first counts." : null;
    }

    private static string[] Needed(string kind) => kind == EventKinds.StateChanged ? ["author", "at", "from", "to"] : ["author", "at"];

    private static string Lines(ThreadEvent e) => e.Body.AsSpan().Count('\n') + 1 is > 1 and var lines ? $"{lines} lines" : "1 line";

    [GeneratedRegex("""^\uFEFF?<!-- event: [A-Za-z0-9_]+(?: (?<key>[a-z0-9_-]+): (?:"(?:[^"\\]|\\["\\])*"|[^\s"\\]+))* -->$""")]
    private static partial Regex StrictEvent();

    [GeneratedRegex("""^ {0,3}<!--\s*event\s*:\s*[A-Za-z0-9_]""")]
    private static partial Regex AlmostEvent();
}
