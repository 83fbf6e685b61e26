namespace Yoi.Protocol.Browser;

/// <summary>One page of objectives, in order of their ids.</summary>
/// <param name="Items">The objectives, at most 200.</param>
/// <param name="Next">What the next page is asked for with, as <c>after</c>; null behind the last one.</param>
public sealed record ObjectivePage(IReadOnlyList<ObjectiveRow> Items, string? Next);

/// <summary>An objective in a list.</summary>
/// <param name="Id">The objective.</param>
/// <param name="Title">Its title; the id where its file cannot be read.</param>
/// <param name="State">active, paused, done or archived; <c>unreadable</c> where its file cannot be read.</param>
/// <param name="Tickets">How many tickets it is about.</param>
/// <param name="UpdatedAt">When it changed last.</param>
/// <param name="Diagnostic">Why it cannot be read.</param>
public sealed record ObjectiveRow(string Id, string Title, string State, int Tickets, DateTimeOffset? UpdatedAt, Notice? Diagnostic);

/// <summary>An objective whole.</summary>
/// <param name="Id">The objective.</param>
/// <param name="Title">One line.</param>
/// <param name="State">active, paused, done or archived.</param>
/// <param name="Body">Markdown; at most 256 KiB, cut with a last line that says so.</param>
/// <param name="CreatedAt">When it was created.</param>
/// <param name="UpdatedAt">When it changed last.</param>
/// <param name="Revision">What an edit's If-Match takes.</param>
/// <param name="Links">The tickets it is about, at most 200.</param>
/// <param name="More">True where more links are left out.</param>
public sealed record ObjectiveView(
    string Id, string Title, string State, string Body, DateTimeOffset CreatedAt, DateTimeOffset UpdatedAt, string Revision, IReadOnlyList<ObjectiveLinkView> Links, bool More);

/// <summary>A ticket that an objective is about.</summary>
/// <param name="Ticket">What the file says; it need not exist.</param>
/// <param name="Title">Its title; null where it is unknown or cannot be read.</param>
/// <param name="State">Its state; null where it is unknown or cannot be read.</param>
public sealed record ObjectiveLinkView(string Ticket, string? Title, string? State);

/// <summary>An objective to be written.</summary>
/// <param name="Title">One line, at most 1,024 bytes.</param>
/// <param name="Body">Markdown, at most 1 MiB; where it is left out, the empty sections of an objective.</param>
/// <param name="Tickets">The tickets it is about, at most 200; each must exist.</param>
public sealed record NewObjectiveDraft(string Title, string? Body = null, IReadOnlyList<TicketId>? Tickets = null);

/// <summary>Changes an objective. What is left out stays as it is.</summary>
public sealed record ObjectiveEdits
{
    /// <summary>One line, at most 1,024 bytes; never empty.</summary>
    public string? Title { get; init; }

    /// <summary>Markdown, at most 1 MiB.</summary>
    public string? Body { get; init; }

    /// <summary>active, paused, done or archived.</summary>
    public string? State { get; init; }

    /// <summary>The state that was seen; another one is refused as <c>stale_state</c>.</summary>
    public string? Expected { get; init; }

    /// <summary>The revision that was seen, where no If-Match is sent; another one is refused as <c>conflict</c>, which names the one it has now.</summary>
    public string? Revision { get; init; }
}

/// <summary>Links an objective to a ticket.</summary>
/// <param name="Ticket">The ticket, which must exist; one that is linked already stays.</param>
public sealed record NewObjectiveLink(TicketId Ticket);
