using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>A run under way: with its execution, or parked until a person has answered.</summary>
internal sealed class LiveRun(RunId id)
{
    private readonly Lock _lock = new();
    private readonly TaskCompletionSource _ended = Source();
    private TaskCompletionSource _begun = Source();
    private bool _interrupted;
    private bool _parked;

    public RunId Id { get; } = id;

    /// <summary>Its tool calls; changed under the Worker's gate.</summary>
    public CallLedger Calls { get; } = new();

    /// <summary>Its questions; changed under the Worker's gate.</summary>
    public ApprovalLedger Approvals { get; } = new();

    /// <summary>The number of the newest event that others gave the run: a message or an answer. Changed under the Worker's gate.</summary>
    public long News { get; private set; }

    /// <summary>True where nothing of it has begun that has no result: it waits for answers, and so outlives the process.</summary>
    public bool Waits => Approvals.Pending.Count > 0 && Calls.Open.Keys.All(Approvals.IsAsked);

    /// <summary>True where no execution works on it; changed under the Worker's gate.</summary>
    public bool Parked
    {
        get
        {
            lock (_lock) return _parked;
        }
    }

    /// <summary>Somebody asked for its end.</summary>
    public bool InterruptRequested
    {
        get
        {
            lock (_lock) return _interrupted;
        }
    }

    /// <summary>Completes when its end is recorded.</summary>
    public Task Ended => _ended.Task;

    /// <summary>Takes note of a recorded event.</summary>
    public void Apply(WorkerEvent item)
    {
        Calls.Apply(item);
        Approvals.Apply(item);
        if (item is UserMessage or ApprovalResolved) News = item.Seq;
    }

    /// <summary>Asks for its end: from here on it is not dispatched again. Completes when the backend has answered the dispatch at hand.</summary>
    public Task RequestInterrupt()
    {
        lock (_lock)
        {
            _interrupted = true;
            return _begun.Task;
        }
    }

    /// <summary>Nothing works on it until it goes on.</summary>
    public void Park()
    {
        lock (_lock) _parked = true;
    }

    /// <summary>It is to be dispatched again; false where its end was asked for.</summary>
    public bool TryGoOn()
    {
        lock (_lock)
        {
            if (_interrupted) return false;
            (_parked, _begun) = (false, Source());
            return true;
        }
    }

    /// <summary>The backend has answered the dispatch.</summary>
    public void Begin()
    {
        lock (_lock) _begun.TrySetResult();
    }

    public void End() => _ended.TrySetResult();

    private static TaskCompletionSource Source() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
