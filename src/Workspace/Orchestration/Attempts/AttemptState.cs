using System.Collections.Immutable;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>An attempt as its events tell it.</summary>
internal sealed record AttemptState
{
    public required AttemptId Id { get; init; }
    public long Version { get; init; }
    public DateTimeOffset OpenedAt { get; init; }
    public int Queued { get; init; }
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

    /// <summary>The commit the reviewer was last asked about.</summary>
    public string? ReviewAsked { get; init; }

    /// <summary>The commit for which it stands on the ticket that it waits for a reviewer's place.</summary>
    public string? WaitsToReview { get; init; }

    /// <summary>Times the work went back to the coder.</summary>
    public int Rounds { get; init; }

    /// <summary>What the coder is to be told next.</summary>
    public AttemptEvent.ReworkAsked? Rework { get; init; }
    public string? LastSubmitted { get; init; }
    public AttemptEvent.MergeConflicted? Conflict { get; init; }
    public AttemptEvent.IntegrationBroughtIn? BroughtIn { get; init; }
    public AttemptEvent.Blocked? Blocked { get; init; }
    public bool Returned { get; init; }
    public AttemptEvent.GivenUp? GivenUp { get; init; }
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

    /// <summary>True once nothing will happen to it any more.</summary>
    public bool Over => Closed is not null || GivenUp is not null || Returned;

    /// <summary>True while it goes on by itself.</summary>
    public bool Open => !Over && Parked is null;

    /// <summary>True while it takes one of the places for coders: once its work is merged its Workers only wait to be stopped.</summary>
    public bool HoldsSlot => Open && BranchMoved is null;

    /// <summary>True while another Worker reads its work, or is about to.</summary>
    public bool IsInReview => Open && Step == "review";

    /// <summary>True from its approval until the integration branch holds it, or it goes back.</summary>
    public bool IsMerging => Open && Reviewed is not null && MergeChecks is not null && Conflict is null && BranchMoved is null;

    /// <summary>The commit of the integration branch that the work branch holds: where it was cut, or what was brought in since.</summary>
    public string BaseCommit => BroughtIn?.Ours ?? Worktree!.Commit;

    /// <summary>The step's name, as screens show it.</summary>
    public string Step => this switch
    {
        { Closed: not null } => "closed",
        { Returned: true } => "returned",
        { GivenUp: not null } => "given_up",
        { Parked: not null } => "parked",
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
/// <param name="Crashes">How many of them asked it to go on after the process died under its run.</param>
internal sealed record AttemptWorker(WorkerRef Ref, string Name, bool Created = false, int Inputs = 0, int Crashes = 0)
{
    /// <summary>Times a run of the work at hand failed in a way that passes by itself.</summary>
    public int Failures { get; init; }

    /// <summary>When it is told to go on after such a failure.</summary>
    public AttemptEvent.RetryPlanned? Retry { get; init; }

    /// <summary>It was silent and was asked how it goes.</summary>
    public bool Asked { get; init; }

    /// <summary>How far its restart for silence has come.</summary>
    public Restart Restart { get; init; }
}

/// <summary>A silent Worker's restart.</summary>
internal enum Restart
{
    /// <summary>There was none for the work at hand.</summary>
    None,

    /// <summary>Its run was ended.</summary>
    Ended,

    /// <summary>It was told to go on.</summary>
    BegunAnew,
}

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
