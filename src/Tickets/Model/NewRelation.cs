using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>A relation to add.</summary>
public sealed record NewRelation
{
    /// <summary>One of <see cref="RelationKinds.All"/>.</summary>
    public required string Kind { get; init; }

    /// <summary>The other ticket, which must exist.</summary>
    public required TicketId Target { get; init; }

    /// <summary>Why, at most <see cref="Limits.RelationNote"/> bytes; a blank one is none.</summary>
    public string? Note { get; init; }

    /// <summary>Who adds it.</summary>
    public required string Author { get; init; }

    /// <summary>The intended change: the same again writes nothing.</summary>
    public OperationId? Operation { get; init; }
}
