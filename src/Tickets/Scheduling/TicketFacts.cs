using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>What the order of work depends on, of one ticket.</summary>
public sealed record TicketFacts
{
    /// <summary>The ticket.</summary>
    public required TicketId Id { get; init; }

    /// <summary>Its title; the id where item.md cannot be read.</summary>
    public required string Title { get; init; }

    /// <summary>Its state; planning where item.md cannot be read.</summary>
    public required TicketState State { get; init; }

    /// <summary>Its priority as written.</summary>
    public string? Priority { get; init; }

    /// <summary>When it was queued.</summary>
    public DateTimeOffset? QueuedAt { get; init; }

    /// <summary>What it says of others.</summary>
    public IReadOnlyList<TicketRelation> Relations { get; init; } = [];

    /// <summary>Its plan records that bear on order.</summary>
    public IReadOnlyList<PlanLink> Plans { get; init; } = [];

    /// <summary>Why one of its files cannot be read (<c>ticket_unreadable</c>, <c>too_large</c>, <c>store_failed</c>); it may not start until that is mended.</summary>
    public Fault? Diagnostic { get; init; }
}
