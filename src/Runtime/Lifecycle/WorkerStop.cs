using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Stops Workers: the intent and the end of the run at hand are recorded together, then the execution is ended.</summary>
internal sealed class WorkerStop(RuntimeScope scope)
{
    public async ValueTask<Fault?> StopAsync(WorkerId id, CancellationToken cancellationToken)
    {
        if (scope.Find(id, out var worker) is { } fault) return fault;
        var (connection, refused) = await RecordAsync(worker!, cancellationToken);
        if (refused is not null || connection is null) return refused;
        if (await scope.Backend.StopAsync(connection, cancellationToken) is { } remains) return remains;
        worker!.Link.TryDrop(connection, () => Task.CompletedTask);
        return null;
    }

    /// <summary>Records the stop, and answers the connection there was in that moment: a later one belongs to a restore and is not this stop's to end.</summary>
    private async ValueTask<(Connection? Connection, Fault? Refused)> RecordAsync(LiveWorker worker, CancellationToken cancellationToken)
    {
        using var gate = await worker.EnterAsync(cancellationToken);
        if (worker.Head!.Desired == DesiredState.Stopped) return (worker.Link.Connection, null);
        var (run, events) = (worker.Run, new List<WorkerEvent>());
        if (run is not null) events.AddRange(RunSettlement.Close(run.Calls, new(RunOutcome.Cancelled), worker.Head.RunSeq, died: false));
        events.Add(new StateChanged(DesiredState.Active, DesiredState.Stopped));
        var result = await scope.Recorder.RecordAsync(worker, run, events);
        if (result.Fault is null) run?.End();
        return (worker.Link.Connection, result.Fault);
    }
}
