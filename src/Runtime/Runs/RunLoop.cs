using Microsoft.Extensions.Logging;
using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Takes a run from its dispatch to its recorded end, or until it is parked.</summary>
internal sealed partial class RunLoop
{
    /// <summary>Whatever is logged while a run is worked on, by an agent or a tool too, says which one it is.</summary>
    private static readonly Func<ILogger, WorkerId, RunId, IDisposable?> LogsOf = LoggerMessage.DefineScope<WorkerId, RunId>("worker:{Worker} run:{Run}");

    private readonly RuntimeScope _scope;
    private readonly Connecting _connecting;

    public RunLoop(RuntimeScope scope, Connecting connecting)
    {
        (_scope, _connecting) = (scope, connecting);
        Parking = new(scope, connecting, this);
    }

    /// <summary>What happens to runs that wait.</summary>
    public RunParking Parking { get; }

    /// <summary>Begins to work on a run whose message is recorded.</summary>
    public void Begin(LiveWorker worker, LiveRun run, Connection connection, UserMessage message) =>
        _ = _scope.Background.Run(() => RunAsync(worker, run, connection, new(run.Id, message.Kind, message)));

    /// <summary>Works one run; what it is to know is recorded.</summary>
    public async Task RunAsync(LiveWorker worker, LiveRun run, Connection connection, DispatchedInput input)
    {
        using var logs = LogsOf(_scope.Logger, worker.Id, run.Id);
        // An interrupt of the run before this one must not hit this one.
        await worker.Link.Interrupts;
        for (var next = input; next is not null && !run.Ended.IsCompleted;)
        {
            var end = await WorkAsync(worker, run, connection, next);
            next = end is null ? null : await SettleAsync(worker, run, end);
        }
    }

    /// <summary>Records a run's end, however long the store refuses it; until then the Worker stays busy and says why.</summary>
    public Task FinishAsync(LiveWorker worker, LiveRun run, RunEnd end, bool died = false) =>
        StoreRetry.UntilTakenAsync(_scope, () => TryFinishAsync(worker, run, end, died), fault => EndRefused(_scope.Logger, run.Id, worker.Id, fault));

    /// <summary>Records a run's end unless it has one.</summary>
    public async Task<Fault?> TryFinishAsync(LiveWorker worker, LiveRun run, RunEnd end, bool died = false)
    {
        using var gate = await worker.EnterAsync(CancellationToken.None);
        return worker.Run == run ? await RecordEndAsync(worker, run, end, died) : null;
    }

    /// <summary>Records the end of the run at hand. Called under the Worker's gate.</summary>
    public async Task<Fault?> RecordEndAsync(LiveWorker worker, LiveRun run, RunEnd end, bool died = false)
    {
        var result = await _scope.Recorder.RecordAsync(worker, run, RunSettlement.Close(run.Calls, end, worker.Head!.RunSeq, died));
        if (result.Fault is null) run.End();
        else worker.StoreRefused(result.Fault);
        return result.Fault;
    }

    private async Task<RunEnd?> WorkAsync(LiveWorker worker, LiveRun run, Connection connection, DispatchedInput input)
    {
        var result = await _scope.Backend.CallAsync(
            "begin a run",
            token => connection.Link.Execution.DispatchAsync(input, token),
            async pending =>
            {
                // It may still begin: whoever could do so is taken away.
                _connecting.Drop(worker, connection);
                await ((Task)pending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
                if (pending.IsCompletedSuccessfully && (await pending).TryGet(out var late, out _)) Ignore(late?.Completion);
            },
            CancellationToken.None);
        run.Begin();
        return result.TryGet(out var dispatched, out var fault) ? await EndOfAsync(run, dispatched.Completion) : new(RunOutcome.Failed, fault);
    }

    /// <summary>Decides and records what becomes of the run; answers the dispatch it goes on with, if it does.</summary>
    private async Task<DispatchedInput?> SettleAsync(LiveWorker worker, LiveRun run, RunEnd end)
    {
        DispatchedInput? next = null;
        await StoreRetry.UntilTakenAsync(_scope, TryAsync, fault => EndRefused(_scope.Logger, run.Id, worker.Id, fault));
        return next;

        // One gate for the decision and its record: whatever is given to the run comes before it, and is seen, or after it, and is refused.
        async Task<Fault?> TryAsync()
        {
            using var gate = await worker.EnterAsync(CancellationToken.None);
            if (worker.Run != run) return null;
            var step = RunStep.After(end, run.Approvals.Pending.Count, run.News, run.InterruptRequested, _scope.Stopped);
            if (step is RunStep.GoOn on && run.TryGoOn()) next = new(run.Id, on.Kind);
            if (step is RunStep.Park) Parking.Park(worker, run);
            if (step is RunStep.Park || next is not null) return null;
            return await RecordEndAsync(worker, run, step is RunStep.Finish finish ? finish.End : new(RunOutcome.Interrupted));
        }
    }

    private async Task<RunEnd?> EndOfAsync(LiveRun run, Task<RunEnd>? completion)
    {
        if (completion is null) return Nonsense();
        await Task.WhenAny(completion, run.Ended, _scope.Ended);
        if (!completion.IsCompleted)
        {
            // The run was ended over the backend's head.
            Ignore(completion);
            return null;
        }

        try
        {
            var end = await completion;
            return end is not null && Enum.IsDefined(end.Outcome) && (end.Fault is null || FaultText.IsWhole(end.Fault)) ? end : Nonsense();
        }
        catch (OperationCanceledException) when (run.InterruptRequested)
        {
            return new(RunOutcome.Interrupted);
        }
        catch (Exception exception)
        {
            RunThrew(_scope.Logger, run.Id, exception);
            return new(RunOutcome.Failed, BackendCalls.Failed("work on a run", exception));
        }
    }

    /// <summary>How it ends there is of no interest, but must not go unobserved.</summary>
    private static void Ignore(Task? completion) =>
        _ = completion?.ContinueWith(late => late.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);

    private static RunEnd Nonsense() => new(RunOutcome.Failed, new(FaultCodes.BackendFailed, "The execution backend did not say how the run ended."));

    [LoggerMessage(LogLevel.Error, "Run {Run} threw")]
    private static partial void RunThrew(ILogger logger, RunId run, Exception exception);

    [LoggerMessage(LogLevel.Error, "The end of run {Run} of Worker {Worker} could not be recorded, trying again: {Fault}")]
    private static partial void EndRefused(ILogger logger, RunId run, WorkerId worker, Fault fault);
}
