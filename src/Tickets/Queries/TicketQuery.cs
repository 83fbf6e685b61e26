using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Which tickets to list: those that fit everything that is set. A ticket that cannot be read fits only a query that sets no filter.</summary>
public sealed record TicketQuery
{
    /// <summary>In one of these states; null or empty for any.</summary>
    public IReadOnlyCollection<TicketState>? States { get; init; }

    /// <summary>With all of these texts, each somewhere in item.md, thread.md or resolution.md, in capitals or not.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>With an event by this author.</summary>
    public string? Author { get; init; }

    /// <summary>With an event of this kind.</summary>
    public string? EventKind { get; init; }

    /// <summary>With this priority as written.</summary>
    public string? Priority { get; init; }

    /// <summary>Neither done nor closed, and waiting for another ticket (true) or for none (false).</summary>
    public bool? IsBlocked { get; init; }

    /// <summary>Whether the last review since it was last planned asks for changes.</summary>
    public bool? HasOpenChangeRequest { get; init; }

    /// <summary>Whether it is reported as implemented, and neither done nor closed.</summary>
    public bool? IsReported { get; init; }

    /// <summary>Last changed at this time or before.</summary>
    public DateTimeOffset? ChangedUntil { get; init; }

    /// <summary>Last changed at this time or later.</summary>
    public DateTimeOffset? ChangedSince { get; init; }

    /// <summary>The newest ticket first instead of the oldest.</summary>
    public bool NewestFirst { get; init; }

    /// <summary>The last ticket of the page before; it need not exist any more, nor fit.</summary>
    public TicketId? After { get; init; }

    /// <summary>The most tickets on the page; 1 or more.</summary>
    public int Limit { get; init; } = int.MaxValue;
}

/// <summary>One page of an answer.</summary>
/// <param name="Tickets">The tickets, in order.</param>
/// <param name="Next">The cursor of the page behind: its last ticket; null where nothing more fits.</param>
public sealed record TicketPage(IReadOnlyList<TicketListing> Tickets, TicketId? Next);
