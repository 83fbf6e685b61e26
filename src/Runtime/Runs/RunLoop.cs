using Microsoft.Extensions.Logging;
using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Takes a run from its dispatch to its recorded end.</summary>
internal sealed partial class RunLoop(RuntimeScope scope, Connecting connecting)
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <summary>Works one run; its message is recorded.</summary>
    public async Task RunAsync(LiveWorker worker, LiveRun run, Connection connection, UserMessage message)
    {
        // An interrupt of the run before this one must not hit this one.
        await worker.Link.Interrupts;
        if (run.Ended.IsCompleted) return;
        var result = await scope.Backend.CallAsync(
            "begin a run",
            token => connection.Link.Execution.DispatchAsync(new(run.Id, message), token),
            async pending =>
            {
                // It may still begin: whoever could do so is taken away.
                connecting.Drop(worker, connection);
                await ((Task)pending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            },
            CancellationToken.None);
        run.Begin();
        var end = result.TryGet(out var dispatched, out var fault) ? await EndOfAsync(run, dispatched.Completion) : new(RunOutcome.Failed, fault);
        if (end is not null) await FinishAsync(worker, run, end);
    }

    /// <summary>Records a run's end, however long the store refuses it; until then the Worker stays busy and says why.</summary>
    public async Task FinishAsync(LiveWorker worker, LiveRun run, RunEnd end, bool died = false)
    {
        for (var pause = TimeSpan.FromSeconds(1); await TryFinishAsync(worker, run, end, died) is { } fault;)
        {
            EndRefused(scope.Logger, run.Id, worker.Id, fault);
            await Task.Delay(pause, scope.Options.Time, scope.Lifetime).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (scope.Lifetime.IsCancellationRequested) return;
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    /// <summary>Records a run's end unless it has one.</summary>
    public async Task<Fault?> TryFinishAsync(LiveWorker worker, LiveRun run, RunEnd end, bool died = false)
    {
        using var gate = await worker.EnterAsync(CancellationToken.None);
        if (worker.Run != run) return null;
        var result = await scope.Recorder.RecordAsync(worker, run, RunSettlement.Close(run.Calls, end, worker.Head!.RunSeq, died));
        if (result.Fault is null) run.End();
        else worker.StoreRefused(result.Fault);
        return result.Fault;
    }

    private async Task<RunEnd?> EndOfAsync(LiveRun run, Task<RunEnd>? completion)
    {
        if (completion is null) return Nonsense();
        await Task.WhenAny(completion, run.Ended, scope.Ended);
        if (!completion.IsCompleted)
        {
            // The run was ended over the backend's head; how it ends there is of no interest, but must not go unobserved.
            _ = completion.ContinueWith(late => late.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
            return null;
        }

        try
        {
            var end = await completion;
            return end is not null && Enum.IsDefined(end.Outcome) ? end : Nonsense();
        }
        catch (OperationCanceledException) when (run.InterruptRequested)
        {
            return new(RunOutcome.Interrupted);
        }
        catch (Exception exception)
        {
            RunThrew(scope.Logger, run.Id, exception);
            return new(RunOutcome.Failed, BackendCalls.Failed("work on a run", exception));
        }
    }

    private static RunEnd Nonsense() => new(RunOutcome.Failed, new(FaultCodes.BackendFailed, "The execution backend did not say how the run ended."));

    [LoggerMessage(LogLevel.Error, "Run {Run} threw")]
    private static partial void RunThrew(ILogger logger, RunId run, Exception exception);

    [LoggerMessage(LogLevel.Error, "The end of run {Run} of Worker {Worker} could not be recorded, trying again: {Fault}")]
    private static partial void EndRefused(ILogger logger, RunId run, WorkerId worker, Fault fault);
}
