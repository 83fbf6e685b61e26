namespace Yoi.Protocol.Browser;

/// <summary>One page of tickets, in order of their ids.</summary>
/// <param name="Items">The tickets, at most 200.</param>
/// <param name="Next">What the next page is asked for with, as <c>after</c>; null behind the last one.</param>
/// <param name="Unsearched">Of a search: how many tickets' texts could not be searched.</param>
public sealed record TicketListPage(IReadOnlyList<TicketRow> Items, TicketId? Next, int Unsearched = 0);

/// <summary>A ticket in a list.</summary>
public sealed record TicketRow
{
    /// <summary>The ticket.</summary>
    public required TicketId Id { get; init; }

    /// <summary>Its title; the id where its files cannot be read.</summary>
    public required string Title { get; init; }

    /// <summary>Its state; <c>unreadable</c> where its files cannot be read.</summary>
    public required string State { get; init; }

    /// <summary>Its priority as written.</summary>
    public string? Priority { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>When it changed last.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>When it was queued.</summary>
    public DateTimeOffset? QueuedAt { get; init; }

    /// <summary>Who queued it.</summary>
    public string? QueuedBy { get; init; }

    /// <summary>Who it is assigned to.</summary>
    public string? Assignee { get; init; }

    /// <summary>Who wrote the first event of its thread.</summary>
    public string? CreatedBy { get; init; }

    /// <summary>How many events its thread holds.</summary>
    public int Events { get; init; }

    /// <summary>The kind of the last of them.</summary>
    public string? LastEvent { get; init; }

    /// <summary>Who wrote the last of them.</summary>
    public string? LastAuthor { get; init; }

    /// <summary>Whether its last review asks for changes.</summary>
    public bool ChangeRequested { get; init; }

    /// <summary>Whether it is reported as implemented, and neither done nor closed.</summary>
    public bool Reported { get; init; }

    /// <summary>Of a search: how many lines hold one of the texts.</summary>
    public int? HitCount { get; init; }

    /// <summary>Of a search: the first of them, at most 5.</summary>
    public IReadOnlyList<HitLineView>? Hits { get; init; }

    /// <summary>Why its files cannot be read.</summary>
    public Notice? Diagnostic { get; init; }
}

/// <summary>A line that holds a text that was searched.</summary>
/// <param name="File">item.md, thread.md or resolution.md.</param>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Text">Its text, cut to at most 400 characters around the find.</param>
public sealed record HitLineView(string File, int Line, string Text);
