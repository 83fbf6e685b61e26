using System.Collections.Concurrent;
using Yoi.Journal;
using Yoi.Journal.Implementing;
using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>
/// The Workers whose state is in memory: those with a run or an execution, and those somebody holds. The others rest in the store and are loaded when somebody asks for them, so that a
/// runtime costs what its Workers do, not how many there are.
/// </summary>
internal sealed class LoadedWorkers(RuntimeScope scope)
{
    private readonly ConcurrentDictionary<WorkerId, LiveWorker> _loaded = [];
    private readonly Lock _lock = new();
    private readonly Dictionary<WorkerId, Task<Fault?>> _loading = [];

    /// <summary>Those in memory at the moment.</summary>
    public IEnumerable<LiveWorker> All => _loaded.Values;

    public static Fault Unknown(WorkerId id) => new(FaultCodes.UnknownWorker, $"There is no Worker {id} in this runtime.");

    /// <summary>One in memory, not held: to be looked at, not to be worked with.</summary>
    public LiveWorker? Peek(WorkerId id) => _loaded.TryGetValue(id, out var worker) && worker.Exists ? worker : null;

    /// <summary>A Worker that can be worked with: runtime first, then existence, then whether it can be read.</summary>
    public ValueTask<Result<WorkerHold>> HoldAsync(WorkerId id, CancellationToken cancellationToken)
    {
        if (scope.Stopped) return new(RuntimeScope.StoppedFault);
        return _loaded.TryGetValue(id, out var worker) && worker.TryHold() ? new(Usable(worker)) : LoadAndHoldAsync(id, cancellationToken);
    }

    /// <summary>Takes up a Worker as the store has it; where it is in memory already, that one stays.</summary>
    public LiveWorker Take(WorkerId id, StreamHead head)
    {
        var worker = Made(id);
        var decoded = EventCodec.DecodeHead(head);
        worker.Load(decoded.TryGet(out var known, out var fault) ? known : null, head.Version, null, fault);
        return _loaded.GetOrAdd(id, worker);
    }

    /// <summary>A Worker that is about to be recorded for the first time, held; nobody else finds it before it is.</summary>
    public WorkerHold Add(LiveWorker worker)
    {
        worker.TryHold();
        if (!_loaded.TryAdd(worker.Id, worker)) throw new InvalidOperationException($"Worker {worker.Id} is there already.");
        return new(worker, scope.Options.Time);
    }

    /// <summary>A Worker that is nowhere yet.</summary>
    public LiveWorker Made(WorkerId id) => new(id, scope.Options.Execution is not null);

    /// <summary>Takes a Worker out of memory, whoever holds it.</summary>
    public void Remove(LiveWorker worker)
    {
        worker.Leave();
        _loaded.TryRemove(new(worker.Id, worker));
    }

    /// <summary>Takes a Worker out of memory where nobody needs it there.</summary>
    public void Release(LiveWorker worker)
    {
        if (worker.TryLeave()) _loaded.TryRemove(new(worker.Id, worker));
    }

    private async ValueTask<Result<WorkerHold>> LoadAndHoldAsync(WorkerId id, CancellationToken cancellationToken)
    {
        while (!scope.Stopped)
        {
            if (_loaded.TryGetValue(id, out var worker))
            {
                if (worker.TryHold()) return Usable(worker);
                // It is on its way out; what comes next reads what it left in the store.
                _loaded.TryRemove(new(id, worker));
            }

            if (await LoadOnce(id).WaitAsync(cancellationToken) is { } fault) return fault;
        }

        return RuntimeScope.StoppedFault;
    }

    /// <summary>One at a time for an id: a second reading could bring back what is older than the Worker that has been used and let go of meanwhile.</summary>
    private Task<Fault?> LoadOnce(WorkerId id)
    {
        lock (_lock)
        {
            if (!_loading.TryGetValue(id, out var loading)) _loading.Add(id, loading = SameScheduler.Run(() => LoadAsync(id)));
            return loading;
        }
    }

    private async Task<Fault?> LoadAsync(WorkerId id)
    {
        try
        {
            if (_loaded.ContainsKey(id)) return null;
            if (!(await scope.History.HeadAsync(id, scope.Lifetime)).TryGet(out var head, out var fault)) return fault;
            Take(id, head);
            return null;
        }
        catch (OperationCanceledException) when (scope.Stopped)
        {
            return RuntimeScope.StoppedFault;
        }
        finally
        {
            lock (_lock) _loading.Remove(id);
        }
    }

    private Result<WorkerHold> Usable(LiveWorker worker)
    {
        var hold = new WorkerHold(worker, scope.Options.Time);
        if (worker.Unreadable is not { } fault && worker.Exists) return hold;
        fault = worker.Unreadable ?? Unknown(worker.Id);
        hold.Dispose();
        return fault;
    }
}
