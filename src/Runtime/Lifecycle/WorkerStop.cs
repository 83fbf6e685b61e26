using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Stops Workers: the intent and the end of the run at hand are recorded together, then the execution is ended.</summary>
internal sealed class WorkerStop(RuntimeScope scope)
{
    public async ValueTask<Fault?> StopAsync(WorkerId id, CancellationToken cancellationToken)
    {
        if (scope.Find(id, out var worker) is { } fault) return fault;
        if (await RecordAsync(worker!, cancellationToken) is { } refused) return refused;
        if (worker!.Link.Connection is not { } connection) return null;
        if (await scope.Backend.StopAsync(connection, cancellationToken) is { } remains) return remains;
        worker.Link.TryDrop(connection, () => Task.CompletedTask);
        return null;
    }

    private async ValueTask<Fault?> RecordAsync(LiveWorker worker, CancellationToken cancellationToken)
    {
        using var gate = await worker.EnterAsync(cancellationToken);
        if (worker.Head!.Desired == DesiredState.Stopped) return null;
        var (run, events) = (worker.Run, new List<WorkerEvent>());
        if (run is not null) events.AddRange(RunSettlement.Close(run.Calls, new(RunOutcome.Cancelled), worker.Head.RunSeq, died: false));
        events.Add(new StateChanged(DesiredState.Active, DesiredState.Stopped));
        var result = await scope.Recorder.RecordAsync(worker, run, events);
        if (result.Fault is null) run?.End();
        return result.Fault;
    }
}
