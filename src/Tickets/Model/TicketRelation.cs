using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>One record of artifacts/relations.json: what its ticket says of another.</summary>
/// <param name="Kind">One of <see cref="RelationKinds.All"/>, or one this program does not know.</param>
/// <param name="Target">The other ticket, which need not exist.</param>
/// <param name="Note">Why.</param>
/// <param name="Author">Who recorded it.</param>
/// <param name="At">When, where it says so in a form that can be read.</param>
public sealed record TicketRelation(string Kind, TicketId Target, string? Note, string Author, DateTimeOffset? At);

/// <summary>A relation as one of its two tickets sees it.</summary>
public sealed record RelationView
{
    /// <summary>Its kind; seen from the target the inverse: dependency_of, blocked_by, related, superseded_by, duplicated_by.</summary>
    public required string Kind { get; init; }

    /// <summary>The ticket at the other end.</summary>
    public required TicketId Other { get; init; }

    /// <summary>The other's title; null where it does not exist or cannot be read.</summary>
    public string? Title { get; init; }

    /// <summary>The other's state; null where it does not exist or cannot be read, which counts as planning.</summary>
    public TicketState? State { get; init; }

    /// <summary>Whether the other ticket recorded it, so that only it can remove it.</summary>
    public required bool IsDerived { get; init; }

    /// <summary>Why.</summary>
    public string? Note { get; init; }

    /// <summary>Who recorded it.</summary>
    public required string Author { get; init; }

    /// <summary>When, where it says so in a form that can be read.</summary>
    public DateTimeOffset? At { get; init; }
}
