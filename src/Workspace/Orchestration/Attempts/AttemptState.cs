using System.Collections.Immutable;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>An attempt as its events tell it.</summary>
internal sealed record AttemptState
{
    public required AttemptId Id { get; init; }
    public long Version { get; init; }
    public DateTimeOffset OpenedAt { get; init; }
    public DateTimeOffset? QueuedAt { get; init; }
    public AttemptEvent.Routed? Routed { get; init; }
    public AttemptEvent.PacketBuilt? Packet { get; init; }
    public bool Accepted { get; init; }
    public AttemptEvent.TargetSynced? Target { get; init; }
    public AttemptEvent.WorktreeIntended? Worktree { get; init; }
    public bool WorktreeReady { get; init; }
    public AttemptWorker? Coder { get; init; }
    public bool KickoffRecorded { get; init; }
    public AttemptEvent.Submitted? Submitted { get; init; }
    public CheckRound? SubmitChecks { get; init; }
    public AttemptWorker? Reviewer { get; init; }
    public AttemptEvent.Reviewed? Reviewed { get; init; }
    public CheckRound? MergeChecks { get; init; }
    public int MergeRounds { get; init; }
    public AttemptEvent.MergeBuilt? Merge { get; init; }
    public AttemptEvent.BranchMoved? BranchMoved { get; init; }
    public bool Done { get; init; }
    public bool WorkersStopped { get; init; }
    public AttemptEvent.WorktreeRemoved? WorktreeRemoved { get; init; }
    public bool Cleaned { get; init; }
    public AttemptEvent.Closed? Closed { get; init; }
    public AttemptEvent.Parked? Parked { get; init; }

    /// <summary>When the step at hand began.</summary>
    public DateTimeOffset StepSince { get; init; }

    /// <summary>True while the reconciler still has something to do with it.</summary>
    public bool Open => Closed is null && Parked is null;

    /// <summary>True while it takes one of the places for coders.</summary>
    public bool HoldsSlot => Open && !Cleaned;

    /// <summary>The commit the coder's branch was cut from.</summary>
    public string BaseCommit => Worktree!.Commit;

    /// <summary>The step's name, as screens show it.</summary>
    public string Step => this switch
    {
        { Parked: not null } => "parked",
        { Closed: not null } => "closed",
        { Cleaned: true } => "close",
        { Done: true } => "clean",
        { BranchMoved: not null } => "done",
        { Reviewed: not null } => "integrate",
        { SubmitChecks.Complete: true } => "review",
        { Submitted: not null } => "check",
        { Coder.Created: true } => "code",
        { Accepted: true } => "worktree",
        { Routed: not null } => "accept",
        _ => "route",
    };
}

/// <summary>One of an attempt's Workers.</summary>
/// <param name="Ref">The Worker.</param>
/// <param name="Name">For people.</param>
/// <param name="Created">True once it exists.</param>
/// <param name="Inputs">How many inputs it accepted.</param>
internal sealed record AttemptWorker(WorkerRef Ref, string Name, bool Created = false, int Inputs = 0);

/// <summary>A round of checks: what was intended, and the receipts so far.</summary>
internal sealed record CheckRound(AttemptEvent.ChecksIntended Intended, ImmutableArray<AttemptEvent.ReceiptMade> Receipts)
{
    /// <summary>The next command to run; null where all ran or one failed.</summary>
    public IntendedCheck? Next => Failed is null ? Intended.Checks.FirstOrDefault(c => Receipts.All(r => r.Receipt != c.Receipt)) : null;

    /// <summary>The first that failed.</summary>
    public AttemptEvent.ReceiptMade? Failed => Receipts.FirstOrDefault(r => r.ExitCode != 0);

    /// <summary>True where all ran and passed.</summary>
    public bool Complete => Failed is null && Next is null;
}
