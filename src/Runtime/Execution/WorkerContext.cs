using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>What a backend is given for one Worker.</summary>
public sealed class WorkerContext
{
    private readonly Func<long, CancellationToken, ValueTask<IReadOnlyList<WorkerEvent>>> _history;

    internal WorkerContext(
        WorkerRef worker, CreateWorkerRequest request, Profile profile, IWorkerSink sink, Func<long, CancellationToken, ValueTask<IReadOnlyList<WorkerEvent>>> history)
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

    /// <summary>
    /// The history behind a sequence number, from 0 on, oldest first: what a model may be shown is in it and nowhere else. Others append to it too: a message that
    /// joins the run, an answer to a question. Asking costs nothing where nothing is new.
    /// </summary>
    public ValueTask<IReadOnlyList<WorkerEvent>> ReadHistoryAsync(long after, CancellationToken cancellationToken) => _history(after, cancellationToken);
}
