using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>One record of artifacts/orchestration-plan.jsonl.</summary>
public sealed record PlanRecord
{
    /// <summary><c>orch-plan-YYYYMMDD-HHMMSS-N</c>, N being its line.</summary>
    public required string Id { get; init; }

    /// <summary>The ticket it belongs to.</summary>
    public required TicketId TicketId { get; init; }

    /// <summary>One of <see cref="PlanKinds"/>, or one this program does not know.</summary>
    public required string Kind { get; init; }

    /// <summary>The other ticket, where the kind speaks of one.</summary>
    public TicketId? RelatedTicket { get; init; }

    /// <summary>A remark.</summary>
    public string? Note { get; init; }

    /// <summary>The plan, where the kind is <see cref="PlanKinds.AcceptedPlan"/>.</summary>
    public AcceptedPlan? AcceptedPlan { get; init; }

    /// <summary>Who recorded it.</summary>
    public required string Author { get; init; }

    /// <summary>When.</summary>
    public required DateTimeOffset At { get; init; }
}

/// <summary>How a ticket is to be implemented.</summary>
/// <param name="Summary">The plan in a few sentences.</param>
/// <param name="Branch">The work branch.</param>
/// <param name="Worktree">The worktree; written relative to the workspace root, though older records hold absolute paths.</param>
/// <param name="RolePlan">Which role does what.</param>
public sealed record AcceptedPlan(string Summary, string? Branch = null, string? Worktree = null, string? RolePlan = null);
