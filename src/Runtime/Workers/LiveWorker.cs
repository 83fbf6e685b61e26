using System.Diagnostics.CodeAnalysis;
using Yoi.Journal;
using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>
/// One Worker in memory. Two guards: the gate is held while something is decided and recorded (never across a backend call); the lock is held for the
/// moment in which memory changes or is looked at.
/// </summary>
[SuppressMessage("Design", "CA1001", Justification = "Without a wait handle the semaphore holds nothing.")]
internal sealed class LiveWorker
{
    private readonly SemaphoreSlim _gate = new(1, 1);
    private readonly Lock _lock = new();
    private WorkerHead? _head;
    private long _lastSeq;
    private DateTimeOffset _lastAt;
    private Fault? _storeFault;
    private Fault? _connectFault;
    private readonly bool _hasBackend;
    private LiveRun? _run;
    private long _usedAt;
    private int _holds;
    private bool _left;

    public LiveWorker(WorkerId id, bool hasBackend)
    {
        (Id, Stream, _hasBackend) = (id, WorkerHistory.StreamOf(id), hasBackend);
        Feed = new(_lock);
        Link = new(_lock);
    }

    public WorkerId Id { get; }

    public StreamId Stream { get; }

    /// <summary>What observers are told.</summary>
    public WorkerFeed Feed { get; }

    /// <summary>Its execution.</summary>
    public WorkerLink Link { get; }

    /// <summary>Why its history cannot be used; set when it is loaded only.</summary>
    public Fault? Unreadable { get; private set; }

    /// <summary>False before it is recorded for the first time, and where it was deleted.</summary>
    public bool Exists => Unreadable is not null || Head is { Desired: not DesiredState.Deleted };

    /// <summary>When it was let go of, or had something recorded, last; a timestamp of the runtime's clock.</summary>
    public long UsedAt
    {
        get
        {
            lock (_lock) return _usedAt;
        }
    }

    /// <summary>Changed under the gate only.</summary>
    public WorkerHead? Head
    {
        get
        {
            lock (_lock) return _head;
        }
    }

    /// <summary>Changed under the gate only.</summary>
    public long LastSeq
    {
        get
        {
            lock (_lock) return _lastSeq;
        }
    }

    /// <summary>Changed under the gate only.</summary>
    public LiveRun? Run
    {
        get
        {
            lock (_lock) return _run;
        }
    }

    /// <summary>Keeps it in memory; false where it has left. Each goes with one <see cref="LetGo"/>.</summary>
    public bool TryHold()
    {
        lock (_lock)
        {
            if (_left) return false;
            _holds++;
            return true;
        }
    }

    /// <summary>Somebody needs it no more.</summary>
    public void LetGo(long now)
    {
        lock (_lock) (_holds, _usedAt) = (_holds - 1, now);
    }

    /// <summary>Lets it out of memory; false where somebody or something there needs it, or it tells what only memory knows.</summary>
    public bool TryLeave()
    {
        lock (_lock) return _left |= _holds == 0 && _run is null && !Link.IsAttached && _connectFault is null && _storeFault is null && Unreadable is null;
    }

    /// <summary>Lets it out of memory whatever there is.</summary>
    public void Leave()
    {
        lock (_lock) _left = true;
    }

    /// <summary>Takes its execution away where nobody holds it and it has no run; whoever holds it afterwards finds none.</summary>
    public bool TryRest(Connection connection, Func<Task> leave)
    {
        lock (_lock) return _holds == 0 && _run is null && Link.TryDrop(connection, leave);
    }

    /// <summary>Enters the gate; leave it by disposing the answer.</summary>
    public async ValueTask<Gate> EnterAsync(CancellationToken cancellationToken)
    {
        await _gate.WaitAsync(cancellationToken);
        return new(_gate);
    }

    /// <summary>Takes up what the store has of a Worker that existed before.</summary>
    public void Load(WorkerHead? head, long lastSeq, LiveRun? run, Fault? unreadable)
    {
        lock (_lock) (_head, _lastSeq, _lastAt, _run, Unreadable) = (head, lastSeq, head?.LastEventAt ?? head?.CreatedAt ?? default, run, unreadable);
    }

    /// <summary>Changes memory to what was just recorded, and wakes observers.</summary>
    public void Apply(WorkerHead head, LiveRun? run, IReadOnlyList<WorkerEvent> events, IReadOnlyList<NewEvent> stored, long now)
    {
        lock (_lock)
        {
            (_head, _lastSeq, _lastAt, _run, _storeFault, _usedAt) = (head, events[^1].Seq, events[^1].At, head.Run is null ? null : run, null, now);
            foreach (var item in events) run?.Apply(item);
            Feed.Recorded(events, stored, runOver: head.Run is null);
        }
    }

    /// <summary>Takes text of the run at hand; without one there is nothing to show.</summary>
    public void ShowText(string message, string text)
    {
        lock (_lock)
        {
            if (_run is not null) Feed.Show(message, text);
        }
    }

    /// <summary>Begins an interrupt of a run; false where the run is over or another execution has taken over.</summary>
    public bool TryInterrupt(LiveRun run, Connection connection, Task answered)
    {
        lock (_lock) return _run == run && Link.TryInterrupt(connection, answered);
    }

    /// <summary>The store refused what the Worker needs recorded; shown until something is recorded again.</summary>
    public void StoreRefused(Fault fault)
    {
        lock (_lock) _storeFault = fault;
    }

    /// <summary>Why there is no execution, or null where there is or none was tried.</summary>
    public Fault? ConnectFault
    {
        get
        {
            lock (_lock) return _connectFault;
        }
        set
        {
            lock (_lock) _connectFault = value;
        }
    }

    /// <summary>The Worker as it stands.</summary>
    public WorkerSummary Look()
    {
        lock (_lock)
        {
            var head = _head;
            var approvals = _run?.Approvals.Pending is { Count: > 0 } pending ? pending : null;
            var diagnostic = Unreadable ?? _storeFault ?? (head?.Desired == DesiredState.Active ? _connectFault ?? (_hasBackend ? null : Connecting.NoBackend) : null);
            return WorkerSummaries.Of(Id, head, _lastSeq, State(head), _lastAt, approvals, diagnostic);
        }
    }

    /// <summary>The same, and the text in flight at that moment: what an observer that begins now needs.</summary>
    public (WorkerSummary Summary, DeltaFrame? InFlight) LookWithText()
    {
        lock (_lock) return (Look(), Feed.InFlight.After(null, 0));
    }

    private RunState State(WorkerHead? head)
    {
        if (Unreadable is not null || head is null) return RunState.Errored;
        if (head.Run is not null) return _run is { Parked: true } ? RunState.WaitingApproval : RunState.Busy;
        return head.Desired == DesiredState.Active && (Link.Connection is not null || (_hasBackend && _connectFault is null)) ? RunState.Idle : RunState.Unconnected;
    }
}

/// <summary>The gate of a Worker, entered.</summary>
internal readonly struct Gate(SemaphoreSlim gate) : IDisposable
{
    public void Dispose() => gate.Release();
}
