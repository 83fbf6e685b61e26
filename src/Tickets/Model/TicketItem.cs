namespace Yoi.Tickets;

/// <summary>item.md: front matter and body.</summary>
public sealed record TicketItem
{
    /// <summary>One line.</summary>
    public required string Title { get; init; }

    /// <summary>Where it is on its way.</summary>
    public required TicketState State { get; init; }

    /// <summary>The Markdown behind the front matter and its blank line.</summary>
    public required string Body { get; init; }

    /// <summary>When it was created; the id's time where the file does not say.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When anything of it changed last; <see cref="CreatedAt"/> where the file does not say.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>Who it is assigned to.</summary>
    public string? Assignee { get; init; }

    /// <summary>A free word on how ready it is.</summary>
    public string? Readiness { get; init; }

    /// <summary>What may go wrong with it.</summary>
    public IReadOnlyList<string> RiskFlags { get; init; } = [];

    /// <summary>Its priority, such as <c>P1</c>.</summary>
    public string? Priority { get; init; }

    /// <summary>Who queued it.</summary>
    public string? QueuedBy { get; init; }

    /// <summary>When it was queued.</summary>
    public DateTimeOffset? QueuedAt { get; init; }

    /// <summary>The repository it is implemented in.</summary>
    public string? RepositoryId { get; init; }

    /// <summary>The branch or other reference it is implemented on.</summary>
    public string? RefSelector { get; init; }

    /// <summary>
    /// 16 hex digits that change with what a <see cref="TicketEdit"/> can change, and with nothing else: two editors that saw the same one saw the same text, whatever was said
    /// in the thread meanwhile.
    /// </summary>
    public string Revision => Tickets.Revision.Of([Title, Body, Assignee, Readiness, Priority, RepositoryId, RefSelector, .. RiskFlags]);

    /// <summary>Keys this program has no meaning for, obsolete ones included, with their value as written; kept through every change.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Unknown { get; init; } = [];
}
