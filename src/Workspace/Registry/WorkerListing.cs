using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>A Worker and the runtime it lives in.</summary>
/// <param name="Runtime">The runtime.</param>
/// <param name="Worker">The Worker; where the runtime is away, as it was last heard of.</param>
public sealed record RegisteredWorker(RuntimeId Runtime, WorkerSummary Worker)
{
    /// <summary>Why its runtime does not answer; null where it does.</summary>
    public Fault? Away { get; init; }

    /// <summary>True where it is only shown, from another program's records.</summary>
    public bool IsReadOnly { get; init; }
}

/// <summary>Something a source has to say instead of an answer, or beside it.</summary>
public sealed record SourceFault(RuntimeId Runtime, Fault Fault);

/// <summary>Workers over all runtimes, those of runtimes that did not answer as they were last heard of, and what went wrong.</summary>
public sealed record WorkerListing(IReadOnlyList<RegisteredWorker> Workers, IReadOnlyList<SourceFault> Faults);
