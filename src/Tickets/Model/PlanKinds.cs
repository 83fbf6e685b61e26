namespace Yoi.Tickets;

/// <summary>The kinds of plan record.</summary>
public static class PlanKinds
{
    /// <summary>The plan a ticket is implemented by.</summary>
    public const string AcceptedPlan = "accepted_plan";

    /// <summary>Why it waits for capacity; needs a note.</summary>
    public const string WaitingCapacityNote = "waiting_capacity_note";

    /// <summary>Every kind that names a related ticket: before, after, blocked_by, blocks, conflicts_with, do_not_parallelize.</summary>
    public static IReadOnlyList<string> Related { get; } = ["before", "after", "blocked_by", "blocks", "conflicts_with", "do_not_parallelize"];
}
