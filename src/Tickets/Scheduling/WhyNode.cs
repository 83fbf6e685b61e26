using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Where a branch of the tree ends although more lies below.</summary>
public enum WhyCut
{
    /// <summary>It is not cut.</summary>
    None,

    /// <summary>The ticket is above itself on this branch: tickets wait for each other in a circle.</summary>
    Cycle,

    /// <summary>What the ticket waits for stands further up.</summary>
    Shown,
}

/// <summary>A ticket in the tree of what another waits for.</summary>
public sealed record WhyNode
{
    /// <summary>0 for the ticket that was asked about.</summary>
    public required int Depth { get; init; }

    /// <summary>The ticket.</summary>
    public required TicketId Ticket { get; init; }

    /// <summary>Its title; null where there is no such ticket.</summary>
    public string? Title { get; init; }

    /// <summary>Its state; null where there is no such ticket.</summary>
    public TicketState? State { get; init; }

    /// <summary>Why the one above waits for it; null at the root.</summary>
    public WaitReason? Reason { get; init; }

    /// <summary>How many tickets it waits for itself; they follow, unless it is cut.</summary>
    public required int WaitsFor { get; init; }

    /// <summary>Whether the branch ends here although it waits for something.</summary>
    public WhyCut Cut { get; init; }

    /// <summary>What has to happen next to the ticket itself, in a few words.</summary>
    public required string Next { get; init; }
}
