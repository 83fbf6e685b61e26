using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>A ticket in a list: what item.md's front matter says.</summary>
public sealed record TicketListing
{
    /// <summary>The ticket.</summary>
    public required TicketId Id { get; init; }

    /// <summary>Its title; the id where it cannot be read.</summary>
    public required string Title { get; init; }

    /// <summary>Its state; without meaning where <see cref="Diagnostic"/> is set.</summary>
    public required TicketState State { get; init; }

    /// <summary>Its priority.</summary>
    public string? Priority { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it changed last.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Who queued it.</summary>
    public string? QueuedBy { get; init; }

    /// <summary>When it was queued.</summary>
    public DateTimeOffset? QueuedAt { get; init; }

    /// <summary>Why it cannot be read (<c>ticket_unreadable</c>, <c>too_large</c>, <c>store_failed</c>); null where it can.</summary>
    public Fault? Diagnostic { get; init; }
}
