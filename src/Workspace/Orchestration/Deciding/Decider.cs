using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Workspace;

/// <summary>Decides what an attempt does next. Pure: the same state and facts always give the same action.</summary>
internal static class Decider
{
    /// <summary>Times a Worker is asked to go on after the process died under its run before a person is asked: its work may be what kills the process. Stopping the server does not count.</summary>
    public const int MostCrashes = 10;

    /// <summary>Times work goes back to its coder before a person is asked.</summary>
    public const int MostRounds = 3;

    /// <summary>Times a merge is built again because the integration branch moved.</summary>
    public const int MostMergeRounds = 6;

    public static AttemptAction Decide(AttemptState attempt, AttemptFacts facts)
    {
        if (attempt.Over) return new AttemptAction.Wait("nothing: the attempt is over");
        if (attempt.Blocked is not null || attempt.Routed is { Classification: Classifications.ReturnToPlanning }) return DecideReturn(attempt);
        if (IsDisplaced(attempt, facts.Ticket)) return DecideGivingUp(attempt, facts.Ticket);
        if (attempt.Parked is { } parked) return new AttemptAction.Wait($"a person: {parked.Reason.Message}");
        if (attempt.Done) return DecideEnding(attempt, facts);
        if (attempt.Reviewed is not null) return DecideIntegration(attempt, facts);
        if (attempt.SubmitChecks is { Complete: true }) return DecideReview(attempt, facts);
        return attempt.KickoffRecorded ? DecideCoding(attempt, facts) : DecidePreparation(attempt);
    }

    /// <summary>Whether a person or another program took the ticket out of the state the attempt left it in.</summary>
    private static bool IsDisplaced(AttemptState attempt, TicketState ticket)
    {
        return !(attempt switch
        {
            { Done: true } => ticket is TicketState.Done or TicketState.Closed,
            // Both states are right until the fact behind the transition is in the stream; a person may even have closed the done ticket meanwhile.
            { Accepted: true } => ticket == TicketState.Inprogress || (attempt.BranchMoved is not null && ticket is TicketState.Done or TicketState.Closed),
            { Packet: not null } => ticket is TicketState.Queued or TicketState.Inprogress,
            _ => ticket == TicketState.Queued,
        });
    }

    private static AttemptAction DecideGivingUp(AttemptState attempt, TicketState ticket) =>
        Release(attempt) ?? new AttemptAction.GiveUp($"The ticket was moved to {ticket.Text()} while attempt {attempt.Id.Number} was at step {attempt.Step}.");

    private static AttemptAction DecideReturn(AttemptState attempt) => Release(attempt) ?? new AttemptAction.ReturnTicket();

    /// <summary>What has to go before an attempt can end early; null where it holds nothing.</summary>
    private static AttemptAction? Release(AttemptState attempt) => attempt switch
    {
        { WorkersStopped: false, Coder: not null } => new AttemptAction.StopWorkers(),
        { WorktreeRemoved: null, Worktree: not null } => new AttemptAction.RemoveWorktree(),
        _ => null,
    };

    private static AttemptAction DecidePreparation(AttemptState attempt) => attempt switch
    {
        { Routed: null } => new AttemptAction.RecordRoute(),
        { Routed.Classification: not Classifications.ImplementationReady } =>
            new AttemptAction.Park(new(FaultCodes.GateRefused, $"{attempt.Routed.Classification}: {attempt.Routed.Reason}.")),
        { Packet: null } => new AttemptAction.BuildPacket(),
        { Accepted: false } => new AttemptAction.Accept(),
        { Target: null } => new AttemptAction.SyncTarget(),
        { Worktree: null } => new AttemptAction.IntendWorktree(),
        { WorktreeReady: false } => new AttemptAction.AddWorktree(),
        { Coder: null } => new AttemptAction.ReserveWorker(Roles.Coder),
        { Coder.Created: false } => new AttemptAction.CreateWorker(Roles.Coder),
        _ => new AttemptAction.RecordKickoff(),
    };

    private static AttemptAction DecideCoding(AttemptState attempt, AttemptFacts facts)
    {
        if (attempt.Submitted is null)
        {
            return attempt.Rework is not null && facts.Coder is { State: RunState.Idle }
                ? new AttemptAction.SendInput(Roles.Coder, InputKind.User)
                : WorkerDecision.Decide(Roles.Coder, attempt.Coder!, facts.Coder, facts, Client.TicketTool.SubmitWork);
        }

        if (attempt.SubmitChecks is not { } checks) return new AttemptAction.IntendSubmitChecks();
        return checks.Failed is { } failed ? Rework(attempt, ReworkCause.Receipt, failed) : new AttemptAction.RunCheck(checks.Next!, CheckPurpose.Submit, attempt.Submitted.Commit);
    }

    private static AttemptAction Rework(AttemptState attempt, string cause, AttemptEvent.ReceiptMade failed) =>
        attempt.Rounds < MostRounds ? new AttemptAction.AskRework(cause) : new AttemptAction.Park(new(FaultCodes.GateRefused,
            $"After {MostRounds} rounds `{failed.Command}` still {(failed.ExitCode is { } code ? $"ends with exit code {code}" : "does not end in time")}; receipt {failed.Receipt}."));

    private static AttemptAction DecideReview(AttemptState attempt, AttemptFacts facts) => attempt switch
    {
        _ when !facts.MayReview => attempt.WaitsToReview == attempt.Submitted!.Commit ? new AttemptAction.Wait("a reviewer's place") : new AttemptAction.RecordReviewWait(),
        { Reviewer: null } => new AttemptAction.ReserveWorker(Roles.Reviewer),
        { Reviewer.Created: false } => new AttemptAction.CreateWorker(Roles.Reviewer),
        _ when attempt.ReviewAsked != attempt.Submitted!.Commit && facts.Reviewer is { State: RunState.Idle } => new AttemptAction.SendInput(Roles.Reviewer, InputKind.User),
        _ => WorkerDecision.Decide(Roles.Reviewer, attempt.Reviewer, facts.Reviewer, facts, Client.TicketTool.SubmitReview),
    };

    private static AttemptAction DecideIntegration(AttemptState attempt, AttemptFacts facts) => attempt switch
    {
        { MergeChecks: null } => new AttemptAction.RecordReview(),
        { Conflict: { } conflict } => attempt.Rounds < MostRounds ? DecideMeeting(attempt, conflict.Ours, ReworkCause.Conflict)
            : new AttemptAction.Park(new(FaultCodes.MergeConflict, $"After {MostRounds} rounds the work still conflicts: {conflict.Message}")),
        { Merge: null } => facts.MayMerge ? new AttemptAction.BuildMerge() : new AttemptAction.Wait("its turn in the merge queue"),
        { MergeChecks.Failed: { } failed } => attempt.Rounds < MostRounds ? DecideMeeting(attempt, attempt.Merge.Ours, ReworkCause.MergedReceipt)
            : Rework(attempt, ReworkCause.MergedReceipt, failed),
        { MergeChecks.Next: { } next } => new AttemptAction.RunCheck(next, CheckPurpose.Merge, attempt.Merge.Commit),
        { BranchMoved: null } => new AttemptAction.MoveBranch(),
        _ => new AttemptAction.RecordDone(),
    };

    private static AttemptAction DecideEnding(AttemptState attempt, AttemptFacts facts) => attempt switch
    {
        { WorkersStopped: false } => new AttemptAction.StopWorkers(),
        { WorktreeRemoved: null } => new AttemptAction.RemoveWorktree(),
        { Cleaned: false } => new AttemptAction.RecordClean(),
        _ when facts.Ticket == TicketState.Closed => new AttemptAction.RecordClosed(),
        _ when facts.AutoClose => new AttemptAction.CloseTicket(),
        _ => new AttemptAction.Wait("a person to close the ticket"),
    };

    /// <summary>The coder is shown what its work met on the integration branch: that comes into its worktree first.</summary>
    private static AttemptAction DecideMeeting(AttemptState attempt, string ours, string cause) =>
        attempt.BroughtIn?.Ours == ours || attempt.BaseCommit == ours ? new AttemptAction.AskRework(cause) : new AttemptAction.BringIn();
}
