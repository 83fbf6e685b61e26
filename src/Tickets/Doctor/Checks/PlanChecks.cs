using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>artifacts/orchestration-plan.jsonl, without a look at other tickets.</summary>
internal static partial class PlanChecks
{
    public static IEnumerable<DoctorFinding> Of(ExaminedTicket ticket)
    {
        if (ticket.Plans is not { Conflicts.Count: 0 } file) yield break;
        HashSet<string> ids = [];
        foreach (var finding in ticket.PlanRecords.Records.SelectMany(plan => Of(file.Path, ticket.Id, plan, ids))) yield return finding;
        if (!file.IsDamaged)
            foreach (var line in ticket.PlanRecords.Unreadable) yield return LinkCodes.PlanUnreadable.At(file.Path, line, "The line is no plan record.");
        if (LacksNewline(ticket))
            yield return ThreadCodes.NewlineMissing.At(file.Path, file.Lines.Count, "The file does not end in a line feed.", fixable: true);
    }

    /// <summary>Whether the last line is a whole record without a line feed.</summary>
    public static bool LacksNewline(ExaminedTicket ticket) =>
        ticket.Plans is { Lines: { EndsWithNewline: false } lines } && ticket.PlanRecords.Records is [.., var last] && last.Line == lines.Count;

    private static IEnumerable<DoctorFinding> Of(string path, TicketId ticket, PlacedPlan plan, HashSet<string> ids)
    {
        var (line, record) = plan;
        if (record.TicketId != ticket) yield return LinkCodes.PlanForeign.At(path, line, $"The record says that it is of {record.TicketId}.");
        if (!ids.Add(record.Id)) yield return LinkCodes.PlanIdWrong.At(path, line, $"The id {Shown.Of(record.Id)} is there already.", advice: "Number it by its line.");
        else if (NumberOf(record.Id) != line) yield return LinkCodes.PlanIdWrong.At(path, line, $"The id {Shown.Of(record.Id)} does not end in its line's number.");
        if (record.Kind is not (PlanKinds.AcceptedPlan or PlanKinds.WaitingCapacityNote) && !PlanKinds.Related.Contains(record.Kind))
            yield return LinkCodes.PlanKindUnknown.At(path, line, $"The kind '{Shown.Of(record.Kind)}' is unknown.");
        if (Lacking(record) is { } lacking) yield return LinkCodes.PlanIncomplete.At(path, line, $"The record of kind {record.Kind} has no {lacking}.");
        if (record.RelatedTicket == ticket) yield return LinkCodes.PlanSelf.At(path, line, $"The record {Shown.Of(record.Kind)} names the ticket itself.");
        if (Texts(record).Any(text => Encoding.UTF8.GetByteCount(text ?? "") > Limits.PlanText))
            yield return FileCodes.TooLarge.At(path, line, $"A text of the record is larger than {Limits.PlanText} bytes.");
    }

    private static string? Lacking(PlanRecord record) => record.Kind switch
    {
        PlanKinds.AcceptedPlan => string.IsNullOrWhiteSpace(record.AcceptedPlan?.Summary) ? "accepted_plan with a summary" : null,
        PlanKinds.WaitingCapacityNote => string.IsNullOrWhiteSpace(record.Note) ? "note" : null,
        _ => PlanKinds.Related.Contains(record.Kind) && record.RelatedTicket is null ? "related_ticket" : null,
    };

    private static string?[] Texts(PlanRecord record) =>
        [record.Note, record.AcceptedPlan?.Summary, record.AcceptedPlan?.Branch, record.AcceptedPlan?.Worktree, record.AcceptedPlan?.RolePlan];

    private static int? NumberOf(string id) =>
        Id().Match(id) is { Success: true } match && int.TryParse(match.Groups[1].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;

    [GeneratedRegex("^orch-plan-[0-9]{8}-[0-9]{6}-([0-9]+)$")]
    private static partial Regex Id();
}
