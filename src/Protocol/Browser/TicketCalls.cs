namespace Yoi.Protocol.Browser;

/// <summary>Changes what a ticket asks for. What is left out stays as it is; an empty text or list removes what was there.</summary>
public sealed record TicketEdits
{
    /// <summary>One line, at most 1,024 bytes; never empty.</summary>
    public string? Title { get; init; }

    /// <summary>Markdown, at most 1 MiB.</summary>
    public string? Body { get; init; }

    /// <summary>Its priority.</summary>
    public string? Priority { get; init; }

    /// <summary>Who it is assigned to.</summary>
    public string? Assignee { get; init; }

    /// <summary>A free word on how ready it is.</summary>
    public string? Readiness { get; init; }

    /// <summary>What may go wrong with it, whole; at most 32 words.</summary>
    public IReadOnlyList<string>? RiskFlags { get; init; }

    /// <summary>The state that was seen; another one is refused as <c>stale_state</c>.</summary>
    public string? Expected { get; init; }

    /// <summary>The revision that was seen, where no If-Match is sent; another one is refused as <c>conflict</c>, which names the one it has now.</summary>
    public string? Revision { get; init; }
}

/// <summary>A person's verdict on a ticket's work.</summary>
/// <param name="Verdict">approve or request_changes.</param>
/// <param name="Body">Markdown, at most 256 KiB; needed where changes are asked for.</param>
public sealed record NewReview(string Verdict, string? Body = null);

/// <summary>Relates a ticket to another.</summary>
/// <param name="Kind">depends_on, blocks, related, supersedes or duplicate_of.</param>
/// <param name="Ticket">The other ticket, which must exist.</param>
/// <param name="Note">Why, at most 16 KiB.</param>
public sealed record NewTicketRelation(string Kind, TicketId Ticket, string? Note = null);

/// <summary>A ticket's relations, its own and those of others to it.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Items">The relations, at most 1,000.</param>
/// <param name="More">True where more are left out.</param>
public sealed record RelationPage(TicketId Ticket, IReadOnlyList<RelatedTicketView> Items, bool More);

/// <summary>Adds a plan record.</summary>
/// <param name="Kind">accepted_plan, waiting_capacity_note, before, after, blocked_by, blocks, conflicts_with or do_not_parallelize.</param>
/// <param name="Ticket">The other ticket, for every kind that names one.</param>
/// <param name="Note">A remark, at most 16 KiB; needed for waiting_capacity_note.</param>
/// <param name="Summary">The plan in a few sentences, at most 16 KiB; needed for accepted_plan.</param>
public sealed record NewPlan(string Kind, TicketId? Ticket = null, string? Note = null, string? Summary = null);

/// <summary>One plan record. Where its worktree lies is not shown.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Kind">Its kind, known or not.</param>
/// <param name="Ticket">The other ticket, where the kind speaks of one.</param>
/// <param name="Note">A remark.</param>
/// <param name="Summary">The plan, where it is one.</param>
/// <param name="Branch">The work branch of that plan.</param>
/// <param name="Author">Who recorded it.</param>
/// <param name="At">When.</param>
public sealed record PlanView(string Id, string Kind, TicketId? Ticket, string? Note, string? Summary, string? Branch, string Author, DateTimeOffset At);

/// <summary>A ticket's plan records, oldest first.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Items">The records; of more than 200 the last 200.</param>
/// <param name="Omitted">How many are left out before those shown.</param>
public sealed record PlanPage(TicketId Ticket, IReadOnlyList<PlanView> Items, int Omitted);

/// <summary>A file under a ticket's artifacts.</summary>
/// <param name="Name">Its name, with <c>/</c> between its parts.</param>
/// <param name="Bytes">Its size.</param>
public sealed record ArtifactView(string Name, long Bytes);

/// <summary>A ticket's artifacts, in order of their names.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Items">The files, at most 1,000.</param>
/// <param name="More">True where more are left out.</param>
public sealed record ArtifactPage(TicketId Ticket, IReadOnlyList<ArtifactView> Items, bool More);
