using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Takes stopped Workers back: the intent is recorded, then the execution is set up.</summary>
internal sealed class WorkerRestore(RuntimeScope scope, Connecting connecting)
{
    public async ValueTask<Fault?> RestoreAsync(WorkerId id, CancellationToken cancellationToken)
    {
        if (scope.Find(id, out var worker) is { } fault) return fault;
        return await RecordAsync(worker!, cancellationToken) ?? await connecting.EnsureAsync(worker!, cancellationToken);
    }

    private async ValueTask<Fault?> RecordAsync(LiveWorker worker, CancellationToken cancellationToken)
    {
        using var gate = await worker.EnterAsync(cancellationToken);
        if (scope.Stopped) return RuntimeScope.StoppedFault;
        if (worker.Head!.Desired == DesiredState.Active) return null;
        if ((await scope.Recorder.RecordAsync(worker, null, [new StateChanged(DesiredState.Stopped, DesiredState.Active)])).Fault is { } refused) return refused;
        // A stop may still be ending it; it takes no work, and the next one waits until it is gone.
        if (worker.Link.Connection is { } old) connecting.Drop(worker, old);
        return null;
    }
}
