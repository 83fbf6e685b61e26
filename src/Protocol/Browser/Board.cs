using System.Text.Json.Serialization;

namespace Yoi.Protocol.Browser;

/// <summary>Everything a board shows, as of now.</summary>
/// <param name="Workspace">The workspace.</param>
/// <param name="Cards">One a ticket, in order of id.</param>
public sealed record BoardSnapshot(WorkspaceView Workspace, IReadOnlyList<BoardCard> Cards);

/// <summary>A workspace as people see it.</summary>
/// <param name="Id">Its id in routes.</param>
/// <param name="DisplayName">Its name.</param>
/// <param name="TargetBranch">The branch that finished work is meant for.</param>
/// <param name="IntegrationBranch">The branch that merges land on.</param>
/// <param name="Notices">What a person should know: settings that wait for trust, a missing sandbox.</param>
public sealed record WorkspaceView(string Id, string DisplayName, string TargetBranch, string IntegrationBranch, IReadOnlyList<Notice> Notices);

/// <summary>Something a person should know.</summary>
public sealed record Notice(string Code, string Message);

/// <summary>One ticket on the board.</summary>
public sealed record BoardCard
{
    /// <summary>The ticket.</summary>
    public required TicketId Id { get; init; }

    /// <summary>Its title.</summary>
    public required string Title { get; init; }

    /// <summary>Its state: planning, ready, queued, inprogress, done or closed; <c>unreadable</c> where its files cannot be read.</summary>
    public required string State { get; init; }

    /// <summary>Its priority, where it has one.</summary>
    public string? Priority { get; init; }

    /// <summary>When it last changed.</summary>
    public required DateTimeOffset UpdatedAt { get; init; }

    /// <summary>What it waits for, where it is queued and nothing works on it: the first reason, in words.</summary>
    public Notice? Waits { get; init; }

    /// <summary>The newest attempt at it.</summary>
    public AttemptView? Attempt { get; init; }

    /// <summary>Why it cannot be read.</summary>
    public Notice? Diagnostic { get; init; }

    /// <summary>Opaque: another one where something changed that only the ticket's page shows, such as its thread, a receipt or what one of its Workers asks.</summary>
    public string Revision { get; init; } = "";
}

/// <summary>One attempt as a card shows it.</summary>
public sealed record AttemptView
{
    /// <summary>1 for the first attempt at the ticket.</summary>
    public required int Number { get; init; }

    /// <summary>The step it is at: route, accept, worktree, code, check, review, integrate, done, clean, close, closed or parked.</summary>
    public required string Step { get; init; }

    /// <summary>Since when.</summary>
    public required DateTimeOffset Since { get; init; }

    /// <summary>Who works on it now.</summary>
    public WorkerBadge? Worker { get; init; }

    /// <summary>Why it parked.</summary>
    public Notice? Parked { get; init; }

    /// <summary>The work branch.</summary>
    public string? Branch { get; init; }

    /// <summary>The merge commit on the integration branch.</summary>
    public string? Merge { get; init; }

    /// <summary>Receipts that passed, of those made.</summary>
    public required ReceiptTally Receipts { get; init; }

    /// <summary>Times the work went back to its coder.</summary>
    public int Rounds { get; init; }

    /// <summary>Tokens of all its Workers.</summary>
    public required TokenCount Tokens { get; init; }
}

/// <summary>A Worker by name.</summary>
public sealed record WorkerBadge(WorkerId Id, RuntimeId Runtime, string Name, string Role, RunState State);

/// <summary>How many receipts passed, of how many.</summary>
public sealed record ReceiptTally(int Passed, int Total);

/// <summary>A frame of the board's stream: a snapshot first, then whole cards as they change.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "frame")]
[JsonDerivedType(typeof(BoardSnapshotFrame), "snapshot")]
[JsonDerivedType(typeof(CardFrame), "card")]
[JsonDerivedType(typeof(GoneFrame), "gone")]
public abstract record BoardFrame;

/// <summary>The whole board; replaces all that came before.</summary>
public sealed record BoardSnapshotFrame(BoardSnapshot Board) : BoardFrame;

/// <summary>One card as it now is.</summary>
public sealed record CardFrame(BoardCard Card) : BoardFrame;

/// <summary>The ticket's folder is gone.</summary>
public sealed record GoneFrame(TicketId Id) : BoardFrame;
