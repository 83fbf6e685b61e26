using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>A ticket in a list: what item.md's front matter says, and what its thread comes to.</summary>
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

    /// <summary>Who it is assigned to.</summary>
    public string? Assignee { get; init; }

    /// <summary>What may go wrong with it.</summary>
    public IReadOnlyList<string> RiskFlags { get; init; } = [];

    /// <summary>Who wrote the first event of its thread; null where there is none or it does not say.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>How many events its thread holds.</summary>
    public int EventCount { get; init; }

    /// <summary>The kind of the last of them.</summary>
    public string? LastEvent { get; init; }

    /// <summary>Who wrote the last of them.</summary>
    public string? LastAuthor { get; init; }

    /// <summary>Whether the last review asks for changes.</summary>
    public bool HasOpenChangeRequest { get; init; }

    /// <summary>Whether it is reported as implemented since its last attempt began, and neither done nor closed.</summary>
    public bool IsReported { get; init; }

    /// <summary>Why item.md cannot be read (<c>ticket_unreadable</c>, <c>too_large</c>, <c>store_failed</c>); null where it can.</summary>
    public Fault? Diagnostic { get; init; }
}
