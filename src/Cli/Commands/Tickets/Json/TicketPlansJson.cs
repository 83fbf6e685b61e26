using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary>What <c>yoi ticket plan list --json</c> prints.</summary>
/// <param name="Ticket">The ticket that was asked about.</param>
/// <param name="Plans">Its plan records, in order.</param>
internal sealed record TicketPlansJson(TicketId Ticket, IReadOnlyList<TicketPlanJson> Plans);

/// <summary>A plan record.</summary>
/// <param name="Id">Such as orch-plan-20260501-120000-1.</param>
/// <param name="Kind">accepted_plan, waiting_capacity_note, before, after, blocked_by, blocks, conflicts_with, do_not_parallelize, or one that is not known here.</param>
/// <param name="RelatedTicket">The other ticket, for a kind that names one.</param>
/// <param name="Note">A remark.</param>
/// <param name="AcceptedPlan">The plan, for accepted_plan.</param>
/// <param name="Author">Who recorded it.</param>
/// <param name="At">When.</param>
internal sealed record TicketPlanJson(string Id, string Kind, TicketId? RelatedTicket, string? Note, AcceptedPlanJson? AcceptedPlan, string Author, DateTimeOffset At)
{
    public static TicketPlanJson Of(PlanRecord record) => new(
        record.Id, record.Kind, record.RelatedTicket, record.Note, record.AcceptedPlan is { } plan ? new(plan.Summary, plan.Branch, plan.Worktree, plan.RolePlan) : null, record.Author, record.At);
}

/// <summary>How a ticket is to be implemented.</summary>
/// <param name="Summary">The plan in a few sentences.</param>
/// <param name="Branch">The work branch.</param>
/// <param name="Worktree">The worktree, relative to the workspace root; older records hold absolute paths.</param>
/// <param name="RolePlan">Which role does what.</param>
internal sealed record AcceptedPlanJson(string Summary, string? Branch, string? Worktree, string? RolePlan);
