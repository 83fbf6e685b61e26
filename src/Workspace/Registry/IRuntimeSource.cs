using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>Where Workers live: this process, another process, a cluster. Routing is by <see cref="WorkerRef"/> alone.</summary>
public interface IRuntimeSource
{
    /// <summary>The name the registry knows it by.</summary>
    RuntimeId Id { get; }

    /// <summary>Carries out one command. Faults are the runtime's own, or <c>runtime_unavailable</c> and its like.</summary>
    ValueTask<Result<RuntimeReply>> AskAsync(RuntimeCommand command, CancellationToken cancellationToken);

    /// <summary>Observes one Worker: a snapshot, or what comes after the cursor, then everything that follows.</summary>
    IAsyncEnumerable<ObservationFrame> Observe(WorkerId worker, string? after, CancellationToken cancellationToken);

    /// <summary>Hints that a Worker's summary may have changed.</summary>
    IAsyncEnumerable<WorkerId> WatchAsync(CancellationToken cancellationToken);
}
