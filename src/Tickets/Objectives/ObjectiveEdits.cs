using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>An objective to create. It begins active.</summary>
public sealed record NewObjective
{
    /// <summary>One line without control characters, at most <see cref="Limits.Field"/> bytes.</summary>
    public required string Title { get; init; }

    /// <summary>Markdown, at most <see cref="Limits.Body"/> bytes; where it is blank, the empty sections of <see cref="ObjectiveSections"/>.</summary>
    public string Body { get; init; } = "";

    /// <summary>The tickets it is about; each must exist.</summary>
    public IReadOnlyList<TicketId> Links { get; init; } = [];
}

/// <summary>Changes to an objective. What is null or empty stays as it is.</summary>
public sealed record ObjectiveEdit
{
    /// <summary>One line without control characters, at most <see cref="Limits.Field"/> bytes; never empty.</summary>
    public string? Title { get; init; }

    /// <summary>Markdown, at most <see cref="Limits.Body"/> bytes. One that differs from what is there only in line endings or its final line feed changes nothing.</summary>
    public string? Body { get; init; }

    /// <summary>The state to reach.</summary>
    public ObjectiveState? State { get; init; }

    /// <summary>Tickets to add to its links; each must exist, one that is there already stays.</summary>
    public IReadOnlyList<TicketId> Link { get; init; } = [];

    /// <summary>Links to remove, as written; each must be there.</summary>
    public IReadOnlyList<string> Unlink { get; init; } = [];

    /// <summary>The state the caller saw; in any other the edit is refused as <c>stale_state</c>.</summary>
    public ObjectiveState? ExpectedState { get; init; }

    /// <summary>The <see cref="Objective.Revision"/> the caller saw; any other is refused as <c>conflict</c>.</summary>
    public string? ExpectedRevision { get; init; }
}
