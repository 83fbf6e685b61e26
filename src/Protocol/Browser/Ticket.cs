namespace Yoi.Protocol.Browser;

/// <summary>A ticket with all that is recorded of it.</summary>
public sealed record TicketView
{
    /// <summary>The same as its card on the board.</summary>
    public required BoardCard Card { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Who it is assigned to.</summary>
    public string? Assignee { get; init; }

    /// <summary>What it asks for, as Markdown; at most 256 KiB, cut with a last line that says so.</summary>
    public required string Body { get; init; }

    /// <summary>Its thread in order; of a longer one the last 500 events.</summary>
    public required IReadOnlyList<ThreadEventView> Thread { get; init; }

    /// <summary>Events of the thread that are left out before those shown.</summary>
    public int Omitted { get; init; }

    /// <summary>Its relations, its own and those of others to it.</summary>
    public required IReadOnlyList<RelatedTicketView> Relations { get; init; }

    /// <summary>What it waits for now; empty where nothing holds it back.</summary>
    public required IReadOnlyList<WaitView> Waits { get; init; }

    /// <summary>What a person may do now, and why each other thing is refused.</summary>
    public required IReadOnlyList<TicketActionView> Actions { get; init; }

    /// <summary>The newest attempt, whole.</summary>
    public AttemptDetailView? Attempt { get; init; }

    /// <summary>How it was settled.</summary>
    public string? Resolution { get; init; }

    /// <summary>What an edit's If-Match takes: another one where title, body or fields have changed. Empty where its files cannot be read.</summary>
    public string Revision { get; init; } = "";
}

/// <summary>One event of a thread.</summary>
/// <param name="Index">Its place in the thread, from 0; links name it.</param>
/// <param name="Kind">Its kind, known or not.</param>
/// <param name="Author">Who wrote it.</param>
/// <param name="At">When.</param>
/// <param name="Heading">Its heading.</param>
/// <param name="Body">Its text as Markdown, at most 64 KiB, cut with a last line that says so.</param>
/// <param name="Attributes">Its other attributes, such as from, to, reason, status, commit, merge, receipts, step.</param>
public sealed record ThreadEventView(
    int Index, string Kind, string? Author, DateTimeOffset? At, string Heading, string Body, IReadOnlyDictionary<string, string> Attributes);

/// <summary>Another ticket that this one is related to.</summary>
/// <param name="Kind">As seen from this one: depends_on, dependency_of, blocks, blocked_by, related, supersedes, superseded_by, duplicate_of, duplicated_by.</param>
/// <param name="Ticket">The other one.</param>
/// <param name="Title">Its title; null where there is no such ticket.</param>
/// <param name="State">Its state; null where there is no such ticket.</param>
/// <param name="Note">What was noted with the relation.</param>
public sealed record RelatedTicketView(string Kind, TicketId Ticket, string? Title, string? State, string? Note);

/// <summary>One thing a ticket waits for.</summary>
/// <param name="Code">Such as dependency_blocked, conflict_blocked, ordered_after, capacity.</param>
/// <param name="Text">For people.</param>
/// <param name="Release">What would release it.</param>
/// <param name="On">The ticket waited for.</param>
public sealed record WaitView(string Code, string Text, string Release, TicketId? On);

/// <summary>Something a person may do with a ticket.</summary>
/// <param name="To">The state it leads to: ready, queued, planning or closed.</param>
/// <param name="Name">The word on the button: Mark ready, Queue, Queue again, Take back, Back to planning, Close, Reopen.</param>
/// <param name="Needs">What must be sent with it: reason, body, resolution.</param>
/// <param name="Refused">Why the gate would refuse it now; null where it would not.</param>
public sealed record TicketActionView(string To, string Name, IReadOnlyList<string> Needs, Notice? Refused);

/// <summary>Moves a ticket. Compare-and-set on the state the sender saw.</summary>
/// <param name="Expected">The state that was seen; another one is refused as <c>stale_state</c>.</param>
/// <param name="To">The state wanted.</param>
/// <param name="Reason">Why, where the step needs it; one line, at most 1,024 bytes.</param>
/// <param name="Body">Back to planning: what is missing.</param>
/// <param name="Resolution">To closed: how it was settled.</param>
/// <param name="Force">Override the gate to ready or done; needs a reason.</param>
public sealed record TicketMove(string Expected, string To, string? Reason = null, string? Body = null, string? Resolution = null, bool Force = false);

/// <summary>A person's words on a ticket.</summary>
/// <param name="Body">Markdown, 1 byte to 256 KiB.</param>
public sealed record NewComment(string Body);

/// <summary>A ticket to be written.</summary>
/// <param name="Title">One line.</param>
/// <param name="Body">Markdown; to be queued it needs Requirements and Acceptance criteria.</param>
/// <param name="Priority">Such as high.</param>
public sealed record TicketDraft(string Title, string? Body = null, string? Priority = null);
