using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Changes to what a ticket asks for. What is null stays as it is; an empty text or list removes what was there.</summary>
public sealed record TicketEdit
{
    /// <summary>Who edits.</summary>
    public required string Author { get; init; }

    /// <summary>One line without control characters, at most <see cref="Limits.Field"/> bytes; never empty.</summary>
    public string? Title { get; init; }

    /// <summary>Markdown, at most <see cref="Limits.Body"/> bytes. One that differs from what is there only in line endings or its final line feed changes nothing.</summary>
    public string? Body { get; init; }

    /// <summary>Who it is assigned to.</summary>
    public string? Assignee { get; init; }

    /// <summary>A free word on how ready it is.</summary>
    public string? Readiness { get; init; }

    /// <summary>What may go wrong with it, whole.</summary>
    public IReadOnlyList<string>? RiskFlags { get; init; }

    /// <summary>Its priority.</summary>
    public string? Priority { get; init; }

    /// <summary>The repository it is to be implemented in.</summary>
    public string? RepositoryId { get; init; }

    /// <summary>The branch or other reference it is to be implemented on.</summary>
    public string? RefSelector { get; init; }

    /// <summary>The state the caller saw; in any other the edit is refused as <c>stale_state</c>.</summary>
    public TicketState? ExpectedState { get; init; }

    /// <summary>The <see cref="TicketItem.Revision"/> the caller saw; any other is refused as <c>conflict</c>, so that no editor overwrites another.</summary>
    public string? ExpectedRevision { get; init; }

    /// <summary>The intended change: the same again writes nothing.</summary>
    public OperationId? Operation { get; init; }
}
