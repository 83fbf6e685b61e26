using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>Where Workers live: this process, another process, an older program's folder. Routing is by <see cref="WorkerRef"/> alone.</summary>
public interface IRuntimeSource
{
    /// <summary>The name the registry knows it by, and what it is.</summary>
    SourceInfo About { get; }

    /// <summary>Carries out one command. Faults are the runtime's own, or <c>runtime_unavailable</c> and its like; what a source cannot do is <c>operation_unsupported</c>.</summary>
    ValueTask<Result<RuntimeReply>> AskAsync(RuntimeCommand command, CancellationToken cancellationToken);

    /// <summary>Observes one Worker: a snapshot, or what comes after the cursor, then everything that follows. The last frame says why there is no more.</summary>
    IAsyncEnumerable<ObservationFrame> Observe(WorkerId worker, string? after, CancellationToken cancellationToken);

    /// <summary>Hints that a Worker's summary may have changed; it ends where the source can tell no more, and hints are lost until it is asked again.</summary>
    IAsyncEnumerable<WorkerId> WatchAsync(CancellationToken cancellationToken);
}

/// <summary>A source's name and kind.</summary>
/// <param name="Id">The name the registry knows it by.</param>
/// <param name="Kind">What it is.</param>
public sealed record SourceInfo(RuntimeId Id, RuntimeKind Kind);
