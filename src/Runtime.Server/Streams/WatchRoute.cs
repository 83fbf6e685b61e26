using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>Hints that Workers of the caller's workspace changed. A reader that was away asks for all of them: hints are not kept.</summary>
internal sealed class WatchRoute(WorkerRuntime runtime, OwnWorkers own, StreamPump pump)
{
    public Task WatchAsync(HttpContext context)
    {
        var workspace = TokenGrant.Of(context).Workspace;
        return pump.RunAsync(context, new EventLine(context), cancellationToken => HintsAsync(workspace, cancellationToken), StreamItem.Of);
    }

    private async IAsyncEnumerable<WorkerHint> HintsAsync(string workspace, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Whose a Worker was is not known any more once it is deleted.
        var told = new HashSet<WorkerId>();
        await foreach (var worker in runtime.Observation.WatchAsync(cancellationToken))
        {
            var found = await own.FindAsync(workspace, worker, cancellationToken);
            if (found.Fault is null ? told.Add(worker) || true : told.Contains(worker)) yield return new(worker);
            if (found.Fault is { Code: FaultCodes.UnknownWorker }) told.Remove(worker);
        }
    }
}
