using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>An objective: what tickets are for. <c>objectives/&lt;ID&gt;/item.md</c> as it stands.</summary>
public sealed record Objective
{
    /// <summary>Its directory's name.</summary>
    public required ObjectiveId Id { get; init; }

    /// <summary>One line.</summary>
    public required string Title { get; init; }

    /// <summary>How far it is.</summary>
    public required ObjectiveState State { get; init; }

    /// <summary>The Markdown behind the front matter and its blank line; usually with the sections of <see cref="ObjectiveSections"/>.</summary>
    public required string Body { get; init; }

    /// <summary>When it was created; the id's time where the file does not say.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it changed last; <see cref="CreatedAt"/> where the file does not say.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>The tickets it is about, in the file's order and as written; they need not exist. Context only: no order, no gate.</summary>
    public required IReadOnlyList<string> LinkedTickets { get; init; }

    /// <summary>Keys this program has no meaning for, with their value as written; kept through every change.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Unknown { get; init; } = [];

    /// <summary>16 hex digits that change with title, body, state and links: two editors that saw the same one saw the same text.</summary>
    public string Revision => Tickets.Revision.Of([Title, State.Text(), Body, .. LinkedTickets]);
}

/// <summary>An objective in a list.</summary>
/// <param name="Id">Its directory's name.</param>
/// <param name="Objective">What it holds; null where it cannot be read.</param>
/// <param name="Diagnostic">Why it cannot be read (<c>ticket_unreadable</c>, <c>too_large</c>, <c>store_failed</c>); null where it can.</param>
public sealed record ObjectiveListing(ObjectiveId Id, Objective? Objective, Fault? Diagnostic);

/// <summary>A ticket that an objective is about.</summary>
/// <param name="Ticket">What the file says.</param>
/// <param name="Title">Its title; null where it is unknown or cannot be read.</param>
/// <param name="State">Its state; null where it is unknown or cannot be read.</param>
public sealed record ObjectiveLink(string Ticket, string? Title, TicketState? State);
