using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Takes stopped Workers back: the intent is recorded, then the execution is set up.</summary>
internal sealed class WorkerRestore(RuntimeScope scope, Connecting connecting)
{
    public async ValueTask<Fault?> RestoreAsync(WorkerId id, CancellationToken cancellationToken)
    {
        if (!(await scope.Workers.HoldAsync(id, cancellationToken)).TryGet(out var hold, out var fault)) return fault;
        using var held = hold;
        return await RecordAsync(hold.Worker, cancellationToken) ?? await connecting.EnsureAsync(hold.Worker, cancellationToken);
    }

    private async ValueTask<Fault?> RecordAsync(LiveWorker worker, CancellationToken cancellationToken)
    {
        using var gate = await worker.EnterAsync(cancellationToken);
        if (scope.Stopped) return RuntimeScope.StoppedFault;
        if (worker.Head!.Desired == DesiredState.Active) return null;
        if (worker.Head.Desired != DesiredState.Stopped) return EndRules.NotActive(worker.Head);
        if ((await scope.Recorder.RecordAsync(worker, null, [new StateChanged(DesiredState.Stopped, DesiredState.Active)])).Fault is { } refused) return refused;
        // A stop may still be ending it; it takes no work, and the next one waits until it is gone.
        if (worker.Link.Connection is { } old) connecting.Drop(worker, old);
        return null;
    }
}
