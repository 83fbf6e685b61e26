using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Closes a runtime: runs at hand end as interrupted, those that wait for an answer go on waiting, executions are ended, what is wanted of Workers stays.</summary>
internal static class RuntimeClosing
{
    public static async Task CloseAsync(RuntimeScope scope, RunLoop runs)
    {
        scope.Stop();
        await Task.WhenAll(scope.Workers.All.Select(worker => CloseAsync(scope, runs, worker)));
        scope.End();
        foreach (var worker in scope.Workers.All) worker.Feed.Wake();
        // What does not end within a deadline of its own cannot be ended from here.
        await scope.Background.WhenIdleAsync()
            .WaitAsync(scope.Options.BackendDeadline, scope.Options.Time, CancellationToken.None)
            .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    private static async Task CloseAsync(RuntimeScope scope, RunLoop runs, LiveWorker worker)
    {
        await EndRunAsync(runs, worker);
        if (worker.Link.Connection is { } connection) await scope.Backend.StopAsync(connection, CancellationToken.None);
    }

    private static async Task EndRunAsync(RunLoop runs, LiveWorker worker)
    {
        using var gate = await worker.EnterAsync(CancellationToken.None);
        // Where the store refuses, opening closes the run.
        if (worker.Run is { Waits: false } run) await runs.RecordEndAsync(worker, run, RunStep.Stopped);
    }
}
