using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>What a backend is given for one Worker.</summary>
public sealed class ExecutionContext
{
    private readonly Func<CancellationToken, ValueTask<IReadOnlyList<WorkerEvent>>> _history;

    internal ExecutionContext(
        WorkerRef worker, CreateWorkerRequest request, Profile profile, IWorkerSink sink, Func<CancellationToken, ValueTask<IReadOnlyList<WorkerEvent>>> history)
    {
        (Worker, Request, Profile, Sink, _history) = (worker, request, profile, sink, history);
    }

    /// <summary>The Worker.</summary>
    public WorkerRef Worker { get; }

    /// <summary>What it was made from.</summary>
    public CreateWorkerRequest Request { get; }

    /// <summary>The profile it keeps.</summary>
    public Profile Profile { get; }

    /// <summary>Where its events go.</summary>
    public IWorkerSink Sink { get; }

    /// <summary>The whole history so far, oldest first: what a model may be shown is in it and nowhere else.</summary>
    public ValueTask<IReadOnlyList<WorkerEvent>> ReadHistoryAsync(CancellationToken cancellationToken) => _history(cancellationToken);
}
