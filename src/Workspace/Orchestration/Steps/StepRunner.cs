using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>Carries out one decided action and answers the fact to append. Doing a step again after a crash gives the same end.</summary>
internal static class StepRunner
{
    public static Task<Result<AttemptEvent>> RunAsync(StepContext context, AttemptState attempt, AttemptAction action, CancellationToken cancellationToken) => action switch
    {
        AttemptAction.RecordRoute => AcceptSteps.RouteAsync(context, attempt, cancellationToken),
        AttemptAction.BuildPacket => AcceptSteps.BuildPacketAsync(context, attempt, cancellationToken),
        AttemptAction.Accept => AcceptSteps.AcceptAsync(context, attempt, cancellationToken),
        AttemptAction.SyncTarget => WorktreeSteps.SyncAsync(context, attempt, cancellationToken),
        AttemptAction.IntendWorktree => Task.FromResult<Result<AttemptEvent>>(WorktreeSteps.Intend(attempt)),
        AttemptAction.AddWorktree => WorktreeSteps.AddAsync(context, attempt, cancellationToken),
        AttemptAction.ReserveWorker reserve => Task.FromResult<Result<AttemptEvent>>(WorkerSteps.Reserve(context, attempt, reserve.Role)),
        AttemptAction.CreateWorker create => WorkerSteps.CreateAsync(context, attempt, create.Role, cancellationToken),
        AttemptAction.RecordKickoff => WorkerSteps.KickoffAsync(context, attempt, cancellationToken),
        AttemptAction.SendInput send => WorkerSteps.SendAsync(context, attempt, send, cancellationToken),
        AttemptAction.PlanRetry plan => PatienceSteps.PlanRetryAsync(context, attempt, plan.Role, plan.Reason, cancellationToken),
        AttemptAction.RestartWorker restart => PatienceSteps.RestartAsync(context, attempt, restart.Role, cancellationToken),
        AttemptAction.RecordReviewWait => PatienceSteps.ReviewWaitAsync(context, attempt, cancellationToken),
        AttemptAction.IntendSubmitChecks => CheckSteps.IntendSubmitAsync(context, attempt, cancellationToken),
        AttemptAction.AskRework rework => ReworkSteps.AskAsync(context, attempt, rework.Cause, cancellationToken),
        AttemptAction.BringIn => ReworkSteps.BringInAsync(context, attempt, cancellationToken),
        AttemptAction.ReturnTicket => ReturnStep.ReturnAsync(context, attempt, cancellationToken),
        AttemptAction.GiveUp give => Task.FromResult<Result<AttemptEvent>>(new AttemptEvent.GivenUp(give.Reason)),
        AttemptAction.RunCheck run => CheckSteps.RunAsync(context, attempt, run, cancellationToken),
        AttemptAction.RecordReview => ReviewStep.RecordAsync(context, attempt, cancellationToken),
        AttemptAction.IntendMergeChecks => Task.FromResult<Result<AttemptEvent>>(CheckSteps.IntendMerge(context, attempt)),
        AttemptAction.BuildMerge => MergeSteps.BuildAsync(context, attempt, cancellationToken),
        AttemptAction.MoveBranch => MergeSteps.MoveAsync(context, attempt, cancellationToken),
        AttemptAction.RecordDone => DoneStep.RecordAsync(context, attempt, cancellationToken),
        AttemptAction.StopWorkers => CleanSteps.StopAsync(context, attempt, cancellationToken),
        AttemptAction.RemoveWorktree => CleanSteps.RemoveAsync(context, attempt, cancellationToken),
        AttemptAction.RecordClean => CleanSteps.RecordAsync(context, attempt, cancellationToken),
        AttemptAction.CloseTicket => CloseSteps.CloseAsync(context, attempt, cancellationToken),
        AttemptAction.RecordClosed => CloseSteps.RecordAsync(context, attempt, cancellationToken),
        AttemptAction.Park park => ParkStep.ParkAsync(context, attempt, park.Reason, cancellationToken),
        _ => throw new InvalidOperationException($"No step carries out {action.GetType().Name}."),
    };
}
