using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>A plan record to add. Its texts are at most <see cref="Limits.PlanText"/> bytes each.</summary>
public sealed record NewPlanRecord
{
    /// <summary>One of <see cref="PlanKinds"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>Who records it.</summary>
    public required string Author { get; init; }

    /// <summary>A remark; required for <see cref="PlanKinds.WaitingCapacityNote"/>.</summary>
    public string? Note { get; init; }

    /// <summary>The other ticket, which must exist; required for <see cref="PlanKinds.Related"/>.</summary>
    public TicketId? RelatedTicket { get; init; }

    /// <summary>Required for <see cref="PlanKinds.AcceptedPlan"/>; its worktree is relative to the workspace root.</summary>
    public AcceptedPlan? AcceptedPlan { get; init; }

    /// <summary>The intended change: the same again writes nothing.</summary>
    public OperationId? Operation { get; init; }
}
