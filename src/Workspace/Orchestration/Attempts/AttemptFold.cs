using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>Folds an attempt's events into its state.</summary>
internal static class AttemptFold
{
    /// <summary>The state after one more event.</summary>
    public static AttemptState Apply(AttemptState state, AttemptEvent e)
    {
        var before = state.Step;
        state = Change(state with { Version = state.Version + 1 }, e);
        return state.Step == before && state.Version > 1 ? state : state with { StepSince = e.At };
    }

    private static AttemptState Change(AttemptState state, AttemptEvent e) => e switch
    {
        AttemptEvent.Opened opened => state with { OpenedAt = opened.At, Queued = opened.Queued },
        AttemptEvent.Routed routed => state with { Routed = routed },
        AttemptEvent.PacketBuilt packet => state with { Packet = packet },
        AttemptEvent.Accepted => state with { Accepted = true },
        AttemptEvent.TargetSynced synced => state with { Target = synced },
        AttemptEvent.WorktreeIntended intended => state with { Worktree = intended },
        AttemptEvent.WorktreeReady => state with { WorktreeReady = true },
        AttemptEvent.CoderReserved coder => state with { Coder = new(coder.Worker, coder.Name) },
        AttemptEvent.CoderCreated => state with { Coder = state.Coder! with { Created = true } },
        AttemptEvent.KickoffRecorded => state with { KickoffRecorded = true },
        AttemptEvent.RetryPlanned { Role: Roles.Coder } retry => state with { Coder = Later(state.Coder!, retry) },
        AttemptEvent.RetryPlanned retry => state with { Reviewer = Later(state.Reviewer!, retry) },
        AttemptEvent.WorkerRestarted { Role: Roles.Coder } => state with { Coder = state.Coder! with { Restart = Restart.Ended } },
        AttemptEvent.WorkerRestarted => state with { Reviewer = state.Reviewer! with { Restart = Restart.Ended } },
        AttemptEvent.WaitRecorded wait => state with { WaitsToReview = wait.Commit },
        AttemptEvent.InputSent { Role: Roles.Coder } sent => state with { Coder = Told(state.Coder!, sent), Rework = null },
        AttemptEvent.InputSent sent => state with { Reviewer = Told(state.Reviewer!, sent), ReviewAsked = state.Submitted?.Commit },
        AttemptEvent.Submitted submitted => state with { Submitted = submitted, LastSubmitted = submitted.Commit },
        AttemptEvent.ReworkAsked rework => Back(state) with { Rework = rework, Rounds = state.Rounds + 1 },
        AttemptEvent.MergeConflicted conflict => state with { Conflict = conflict },
        AttemptEvent.IntegrationBroughtIn brought => state with { BroughtIn = brought },
        AttemptEvent.Blocked blocked => state with { Blocked = blocked },
        AttemptEvent.Returned => state with { Returned = true },
        AttemptEvent.GivenUp given => state with { GivenUp = given },
        AttemptEvent.ChecksIntended { Purpose: CheckPurpose.Submit } checks => state with { SubmitChecks = new(checks, []) },
        AttemptEvent.ChecksIntended checks => state with { MergeChecks = new(checks, []), Merge = null, MergeRounds = state.MergeRounds + 1 },
        AttemptEvent.ReceiptMade receipt => Receive(state, receipt),
        AttemptEvent.ReviewerReserved reviewer => state with { Reviewer = new(reviewer.Worker, reviewer.Name) },
        AttemptEvent.ReviewerCreated => state with { Reviewer = state.Reviewer! with { Created = true } },
        AttemptEvent.Reviewed reviewed => state with { Reviewed = reviewed },
        AttemptEvent.MergeBuilt merge => state with { Merge = merge },
        AttemptEvent.BranchMoved moved => state with { BranchMoved = moved },
        AttemptEvent.Done => state with { Done = true },
        AttemptEvent.WorkersStopped => state with { WorkersStopped = true },
        AttemptEvent.WorktreeRemoved removed => state with { WorktreeRemoved = removed },
        AttemptEvent.Cleaned => state with { Cleaned = true },
        AttemptEvent.Closed closed => state with { Closed = closed },
        AttemptEvent.Parked parked => state with { Parked = parked },
        _ => state,
    };

    /// <summary>Before the submission: what was found about it no longer counts.</summary>
    private static AttemptState Back(AttemptState state) => state with
    {
        Submitted = null,
        SubmitChecks = null,
        Reviewed = null,
        MergeChecks = null,
        Merge = null,
        Conflict = null,
        MergeRounds = 0,
    };

    private static AttemptWorker Told(AttemptWorker worker, AttemptEvent.InputSent sent)
    {
        worker = worker with { Inputs = worker.Inputs + 1, Crashes = worker.Crashes + (sent.AfterCrash ? 1 : 0), Retry = null };
        return sent.Kind switch
        {
            InputKind.Steer => worker with { Asked = true },
            InputKind.User => worker with { Asked = false, Restart = Restart.None, Failures = 0 },
            _ when worker.Restart == Restart.Ended => worker with { Restart = Restart.BegunAnew },
            _ => worker,
        };
    }

    private static AttemptWorker Later(AttemptWorker worker, AttemptEvent.RetryPlanned retry) => worker with { Retry = retry, Failures = worker.Failures + 1 };

    private static AttemptState Receive(AttemptState state, AttemptEvent.ReceiptMade receipt) =>
        state.MergeChecks is { } merge && Holds(merge, receipt) ? state with { MergeChecks = Add(merge, receipt) }
        : state.SubmitChecks is { } submit && Holds(submit, receipt) ? state with { SubmitChecks = Add(submit, receipt) }
        : state;

    private static bool Holds(CheckRound round, AttemptEvent.ReceiptMade receipt) => round.Intended.Checks.Any(c => c.Receipt == receipt.Receipt);

    private static CheckRound Add(CheckRound round, AttemptEvent.ReceiptMade receipt) => round with { Receipts = round.Receipts.Add(receipt) };
}
