namespace Yoi.Protocol.Browser;

/// <summary>One Worker as people see it, over all runtimes.</summary>
public sealed record WorkerView
{
    /// <summary>Which runtime.</summary>
    public required RuntimeId Runtime { get; init; }

    /// <summary>Which Worker.</summary>
    public required WorkerId Worker { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>Its role.</summary>
    public required string Role { get; init; }

    /// <summary>What is wanted of it.</summary>
    public required DesiredState Desired { get; init; }

    /// <summary>What it does.</summary>
    public required RunState State { get; init; }

    /// <summary>The ticket it works on.</summary>
    public TicketId? Ticket { get; init; }

    /// <summary>When it was created.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Tokens used so far.</summary>
    public required TokenCount Tokens { get; init; }

    /// <summary>How the last finished run ended.</summary>
    public RunOutcome? LastOutcome { get; init; }

    /// <summary>Why that run ended so, or what has gone wrong since.</summary>
    public Notice? LastProblem { get; init; }

    /// <summary>The model it talks to.</summary>
    public string? Model { get; init; }

    /// <summary>Calls that wait for a person's word.</summary>
    public IReadOnlyList<ApprovalView> Approvals { get; init; } = [];

    /// <summary>The branch of its worktree.</summary>
    public string? Branch { get; init; }

    /// <summary>The stable code of why it cannot act; of a runtime that is away, why that does not answer.</summary>
    public string? Problem { get; init; }

    /// <summary>True where it is only shown, from an older program's records: nothing here has authority over it.</summary>
    public bool ReadOnly { get; init; }
}
