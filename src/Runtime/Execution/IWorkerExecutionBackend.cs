using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>What makes Workers act: an agent loop, an external program. Handles, pids, sockets, paths and credentials stay inside it.</summary>
public interface IWorkerExecutionBackend
{
    /// <summary>Names the backend in a Worker's history.</summary>
    string BackendId { get; }

    /// <summary>Sets up a new Worker. A fault (<c>provider_missing</c> among others) refuses the create and leaves nothing behind.</summary>
    ValueTask<Result<WorkerConnection>> SpawnAsync(WorkerContext context, CancellationToken cancellationToken);

    /// <summary>Takes up a Worker that existed before this process. A fault leaves it unconnected.</summary>
    ValueTask<Result<WorkerConnection>> RestoreAsync(WorkerContext context, CancellationToken cancellationToken);
}

/// <summary>A Worker that can act.</summary>
/// <param name="Execution">Its execution.</param>
/// <param name="InputKinds">The kinds of input it takes.</param>
public sealed record WorkerConnection(IWorkerExecution Execution, IReadOnlySet<InputKind> InputKinds);
