using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Plan records and the event that tells of them.</summary>
internal static class RecordPlan
{
    public static Fault? Check(TicketId id, NewPlanRecord record, Func<TicketId, bool> exists) => Tickets.Check.First(
        Tickets.Check.Author(record.Author),
        Tickets.Check.Size("note", record.Note ?? "", Limits.PlanText),
        Kind(record),
        record.RelatedTicket is { } related ? Related(id, related, exists) : null,
        record.AcceptedPlan is { } plan ? Plan(plan) : null);

    public static Draft Decide(NewPlanRecord record, Headings headings, TicketWriter.Scene scene)
    {
        var (written, bytes) = PlanFile.Append(scene.Bytes.Plans, new()
        {
            Id = "",
            TicketId = scene.Ticket.Id,
            Kind = record.Kind,
            RelatedTicket = record.RelatedTicket,
            Note = record.Note,
            AcceptedPlan = record.AcceptedPlan,
            Author = record.Author,
            At = scene.Now,
        });
        return new()
        {
            Plan = bytes,
            Events =
            [
                new()
                {
                    Kind = EventKinds.PlanRecorded,
                    Author = record.Author,
                    At = scene.Now,
                    Heading = headings.Of(EventKinds.PlanRecorded),
                    Body = Text(written),
                    Extra = [new("plan", written.Id), new("kind", written.Kind)],
                    Operation = record.Operation,
                },
            ],
        };
    }

    private static string Text(PlanRecord record)
    {
        List<string> lines = [record.RelatedTicket is { } related ? $"{record.Kind} {related}" : record.Kind];
        if (record.AcceptedPlan is { } plan)
        {
            lines.Add(plan.Summary);
            if (plan.Branch is not null) lines.Add($"Branch: {plan.Branch}");
            if (plan.Worktree is not null) lines.Add($"Worktree: {plan.Worktree}");
            if (plan.RolePlan is not null) lines.Add($"Roles: {plan.RolePlan}");
        }

        if (record.Note is not null) lines.Add(record.Note);
        return string.Join("\n\n", lines);
    }

    private static Fault? Kind(NewPlanRecord record)
    {
        if (record.Kind == PlanKinds.AcceptedPlan)
            return record.AcceptedPlan is null ? Tickets.Check.Invalid("An accepted plan needs a summary.") : null;
        if (record.AcceptedPlan is not null) return Tickets.Check.Invalid($"A plan record of kind {record.Kind} holds no accepted plan.");
        if (record.Kind == PlanKinds.WaitingCapacityNote)
            return string.IsNullOrWhiteSpace(record.Note) ? Tickets.Check.Invalid("A capacity note needs its note.") : null;
        if (!PlanKinds.Related.Contains(record.Kind))
            return Tickets.Check.Invalid($"'{record.Kind}' is no kind of plan record; use accepted_plan, waiting_capacity_note, {string.Join(", ", PlanKinds.Related)}.");
        return record.RelatedTicket is null ? Tickets.Check.Invalid($"A plan record of kind {record.Kind} needs the related ticket.") : null;
    }

    private static Fault? Related(TicketId id, TicketId related, Func<TicketId, bool> exists)
    {
        if (related == id) return Tickets.Check.Invalid("A ticket cannot be planned against itself.");
        return exists(related) ? null : TicketReader.NotFound(related);
    }

    private static Fault? Plan(AcceptedPlan plan)
    {
        var escapes = plan.Worktree is { } path && (Path.IsPathRooted(path) || path.Split('/', '\\').Contains(".."));
        return Tickets.Check.First(
            string.IsNullOrWhiteSpace(plan.Summary) ? Tickets.Check.Invalid("An accepted plan needs a summary.") : null,
            Tickets.Check.Size("summary", plan.Summary, Limits.PlanText),
            Tickets.Check.Size("branch", plan.Branch ?? "", Limits.PlanText),
            Tickets.Check.Size("worktree", plan.Worktree ?? "", Limits.PlanText),
            Tickets.Check.Size("role plan", plan.RolePlan ?? "", Limits.PlanText),
            escapes ? Tickets.Check.Invalid("The worktree is written relative to the workspace root, without '..'.") : null);
    }
}
