using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Ends Workers: the intent and the end of the run at hand are recorded together, then the execution is ended.</summary>
internal sealed class WorkerEnding(RuntimeScope scope)
{
    /// <summary>Stops or cancels a Worker; the first end of a Worker stands.</summary>
    public async ValueTask<Result<WorkerSummary>> EndAsync(WorkerId id, DesiredState to, CancellationToken cancellationToken)
    {
        if (!(await scope.Workers.HoldAsync(id, cancellationToken)).TryGet(out var hold, out var fault)) return fault;
        using var held = hold;
        return await EndAsync(hold.Worker, to, cancellationToken);
    }

    /// <summary>Deletes a Worker; one that was deleted before is so still.</summary>
    public async ValueTask<Result<WorkerSummary>> DeleteAsync(WorkerId id, CancellationToken cancellationToken)
    {
        if (!(await scope.Workers.HoldAsync(id, cancellationToken)).TryGet(out var hold, out var fault))
            return fault.Code == FaultCodes.UnknownWorker ? await DeletedAsync(id, cancellationToken) : fault;
        using var held = hold;
        var result = await EndAsync(hold.Worker, DesiredState.Deleted, cancellationToken);
        // Where the store refused, it is there as before; where only the execution did not end, it is gone all the same.
        if (!hold.Worker.Exists) scope.Workers.Remove(hold.Worker);
        return result;
    }

    private async ValueTask<Result<WorkerSummary>> EndAsync(LiveWorker worker, DesiredState to, CancellationToken cancellationToken)
    {
        var (connection, refused) = await RecordAsync(worker, to, cancellationToken);
        if (refused is not null) return refused;
        if (connection is not null)
        {
            if (await scope.Backend.StopAsync(connection, cancellationToken) is { } remains) return remains;
            worker.Link.TryDrop(connection, () => Task.CompletedTask);
        }

        return worker.Look();
    }

    /// <summary>Records the end, and answers the connection there was in that moment: a later one belongs to a restore and is not this end's to end.</summary>
    private async ValueTask<(Connection? Connection, Fault? Refused)> RecordAsync(LiveWorker worker, DesiredState to, CancellationToken cancellationToken)
    {
        using var gate = await worker.EnterAsync(cancellationToken);
        var now = worker.Head!.Desired;
        if (!EndRules.IsRecorded(now, to)) return (worker.Link.Connection, null);
        var (run, events) = (worker.Run, new List<WorkerEvent>());
        if (run is not null) events.AddRange(RunSettlement.Close(run.Calls, new(RunOutcome.Cancelled), worker.Head.RunSeq, died: false));
        events.Add(new StateChanged(now, to));
        var result = await scope.Recorder.RecordAsync(worker, run, events, retire: to == DesiredState.Deleted);
        if (result.Fault is null) run?.End();
        return (worker.Link.Connection, result.Fault);
    }

    private async ValueTask<Result<WorkerSummary>> DeletedAsync(WorkerId id, CancellationToken cancellationToken)
    {
        if (!(await scope.History.HeadAsync(id, cancellationToken, deleted: true)).TryGet(out var stream, out var fault)) return fault;
        return EventCodec.DecodeHead(stream).TryGet(out var head, out fault) ? WorkerSummaries.Of(id, head, stream.Version) : fault;
    }
}
