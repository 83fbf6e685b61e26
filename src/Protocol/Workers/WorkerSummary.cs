namespace Yoi.Protocol;

/// <summary>One Worker in a list: what is wanted of it, and what it is doing. Neither is guessed from the other.</summary>
public sealed record WorkerSummary
{
    /// <summary>The Worker.</summary>
    public required WorkerId Id { get; init; }

    /// <summary>For people.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The profile's name.</summary>
    public required string Profile { get; init; }

    /// <summary>The profile's role.</summary>
    public required string Role { get; init; }

    /// <summary>What is wanted.</summary>
    public required DesiredState Desired { get; init; }

    /// <summary>What it does.</summary>
    public required RunState State { get; init; }

    /// <summary>The run under way.</summary>
    public RunId? Run { get; init; }

    /// <summary>How the last finished run ended.</summary>
    public RunOutcome? LastOutcome { get; init; }

    /// <summary>Why the last finished run did not complete.</summary>
    public Fault? LastFault { get; init; }

    /// <summary>Its worktree's name.</summary>
    public string? Worktree { get; init; }

    /// <summary>Labels given at creation.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Its newest event's sequence number.</summary>
    public required long LastSeq { get; init; }

    /// <summary>When its newest event was committed.</summary>
    public DateTimeOffset LastEventAt { get; init; }

    /// <summary>Calls that wait for a person's word; null where none does.</summary>
    public IReadOnlyList<ApprovalRequested>? Approvals { get; init; }

    /// <summary>Tokens used so far, over all runs.</summary>
    public required TokenCount Tokens { get; init; }

    /// <summary>Why it cannot act, where it cannot.</summary>
    public Fault? Diagnostic { get; init; }
}
