using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Ends the run at hand. An execution that does not end it in time is taken away, and the run ends without it.</summary>
internal sealed class RunInterrupt(RuntimeScope scope, Connecting connecting, RunLoop runs)
{
    public async ValueTask<Fault?> InterruptAsync(WorkerId id, CancellationToken cancellationToken)
    {
        if (!(await scope.Workers.HoldAsync(id, cancellationToken)).TryGet(out var hold, out var fault)) return fault;
        using var held = hold;
        var worker = hold.Worker;
        var (run, begun, refusal) = await RequestAsync(worker, cancellationToken);
        if (run is null) return refusal;
        await Task.WhenAny(begun, run.Ended).WaitAsync(cancellationToken);
        var connection = worker.Link.Connection;
        if (connection is not null && await AskAsync(worker, run, connection)) await EndedAsync(run, cancellationToken);
        if (run.Ended.IsCompleted) return null;
        if (connection is not null) connecting.Drop(worker, connection);
        var refused = await runs.TryFinishAsync(worker, run, new(RunOutcome.Interrupted, NotInTime()));
        if (refused is not null) _ = scope.Background.Run(() => runs.FinishAsync(worker, run, new(RunOutcome.Interrupted, NotInTime())));
        // A Worker without execution says so in its summary; the run is over either way.
        _ = await connecting.EnsureAsync(worker, cancellationToken);
        return refused;
    }

    /// <summary>Asks for the end of the run at hand; one that is parked is ended here, because nobody works on it.</summary>
    private async ValueTask<(LiveRun? Run, Task Begun, Fault? Refusal)> RequestAsync(LiveWorker worker, CancellationToken cancellationToken)
    {
        using var gate = await worker.EnterAsync(cancellationToken);
        if (worker.Run is not { } run) return (null, Task.CompletedTask, null);
        return run.Parked
            ? (null, Task.CompletedTask, await runs.RecordEndAsync(worker, run, new(RunOutcome.Interrupted)))
            : (run, run.RequestInterrupt(), null);
    }

    /// <summary>Asks the execution; false where it refused or did not answer.</summary>
    private async ValueTask<bool> AskAsync(LiveWorker worker, LiveRun run, Connection connection)
    {
        var answered = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        if (!worker.TryInterrupt(run, connection, answered.Task)) return true;
        try
        {
            var result = await scope.Backend.CallAsync<bool>(
                "interrupt a run",
                async token =>
                {
                    await connection.Link.Execution.InterruptAsync(token);
                    return true;
                },
                pending => ((Task)pending).ContinueWith(late => late.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default),
                CancellationToken.None);
            return result.Fault is null;
        }
        finally
        {
            answered.TrySetResult();
        }
    }

    private async Task EndedAsync(LiveRun run, CancellationToken cancellationToken)
    {
        await run.Ended.WaitAsync(scope.Options.BackendDeadline, scope.Options.Time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        if (!run.Ended.IsCompleted) cancellationToken.ThrowIfCancellationRequested();
    }

    private static Fault NotInTime() => new(FaultCodes.Timeout, "The execution did not end the run when asked to; it was taken away and the run ended without it.");
}
