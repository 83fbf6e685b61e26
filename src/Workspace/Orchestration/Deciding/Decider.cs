using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Workspace;

/// <summary>Decides what an attempt does next. Pure: the same state and facts always give the same action.</summary>
internal static class Decider
{
    /// <summary>Times a Worker is asked to go on after an interruption before a person is asked.</summary>
    public const int MostInputs = 6;

    /// <summary>Times a merge is built again because the integration branch moved.</summary>
    public const int MostMergeRounds = 6;

    public static AttemptAction Decide(AttemptState attempt, AttemptFacts facts)
    {
        if (!attempt.Open) return new AttemptAction.Wait(attempt.Parked is { } parked ? parked.Reason.Message : "nothing: the attempt is over");
        if (Displaced(attempt, facts.Ticket) is { } displaced) return new AttemptAction.Park(displaced);
        if (attempt.Done) return DecideEnding(attempt, facts);
        if (attempt.Reviewed is not null) return DecideIntegration(attempt);
        if (attempt.SubmitChecks is { Complete: true }) return DecideReview(attempt, facts.Reviewer);
        return attempt.KickoffRecorded ? DecideCoding(attempt, facts.Coder) : DecidePreparation(attempt);
    }

    /// <summary>A person or another program took the ticket out of the state the attempt left it in.</summary>
    private static Fault? Displaced(AttemptState attempt, TicketState ticket)
    {
        var isExpected = attempt switch
        {
            { Done: true } => ticket is TicketState.Done or TicketState.Closed,
            // Both states are right until the fact behind the transition is in the stream.
            { Accepted: true } => ticket == TicketState.Inprogress || (attempt.BranchMoved is not null && ticket == TicketState.Done),
            { Packet: not null } => ticket is TicketState.Queued or TicketState.Inprogress,
            _ => ticket == TicketState.Queued,
        };
        return isExpected ? null : new(FaultCodes.StaleState, $"The ticket was moved to {ticket.Text()} while attempt {attempt.Id.Number} was at step {attempt.Step}.");
    }

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

    private static AttemptAction DecideCoding(AttemptState attempt, WorkerFacts? coder)
    {
        if (attempt.Submitted is null) return DecideWorker(Roles.Coder, attempt.Coder!, coder, Client.TicketTool.SubmitWork);
        return attempt.SubmitChecks is { } checks
            ? DecideChecks(checks, CheckPurpose.Submit, attempt.Submitted.Commit)
            : new AttemptAction.IntendSubmitChecks();
    }

    private static AttemptAction DecideReview(AttemptState attempt, WorkerFacts? reviewer) => attempt switch
    {
        { Reviewer: null } => new AttemptAction.ReserveWorker(Roles.Reviewer),
        { Reviewer.Created: false } => new AttemptAction.CreateWorker(Roles.Reviewer),
        _ => DecideWorker(Roles.Reviewer, attempt.Reviewer, reviewer, Client.TicketTool.SubmitReview),
    };

    private static AttemptAction DecideIntegration(AttemptState attempt) => attempt switch
    {
        { MergeChecks: null } => new AttemptAction.RecordReview(),
        { Merge: null } => new AttemptAction.BuildMerge(),
        { MergeChecks.Complete: false } => DecideChecks(attempt.MergeChecks, CheckPurpose.Merge, attempt.Merge.Commit),
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

    private static AttemptAction DecideChecks(CheckRound round, string purpose, string commit) =>
        round.Failed is { } failed
            ? new AttemptAction.Park(new(FaultCodes.GateRefused,
                $"`{failed.Command}` {(failed.ExitCode is { } code ? $"ended with exit code {code}" : "did not end in time")} on {commit[..10]}; receipt {failed.Receipt}."))
            : new AttemptAction.RunCheck(round.Next!, purpose, commit);

    private static AttemptAction DecideWorker(string role, AttemptWorker worker, WorkerFacts? facts, string expectedTool)
    {
        if (worker.Inputs == 0) return new AttemptAction.SendInput(role, InputKind.User);
        return facts switch
        {
            null => new AttemptAction.Wait($"the {role}'s runtime"),
            { Desired: not DesiredState.Active } => Gave(role, FaultCodes.WorkerStopped, "was stopped"),
            { State: RunState.Busy } => new AttemptAction.Wait($"the {role}"),
            { Diagnostic: { } diagnostic } => Gave(role, diagnostic.Code, $"cannot act: {diagnostic.Message}"),
            { State: RunState.Unconnected } => new AttemptAction.Wait($"the {role} to be connected"),
            { LastFault.Code: FaultCodes.RunInterrupted or FaultCodes.RuntimeStopped } when worker.Inputs < MostInputs => new AttemptAction.SendInput(role, InputKind.Resume),
            { LastFault: { } fault } => Gave(role, fault.Code, $"gave up: {fault.Message}"),
            _ => Gave(role, FaultCodes.GateRefused, $"ended its run without calling {expectedTool}"),
        };
    }

    private static AttemptAction.Park Gave(string role, string code, string what) => new(new(code, $"The {role} {what}."));
}
