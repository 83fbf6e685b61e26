using System.Collections.Concurrent;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>
/// What is known of all tickets, kept in step with their files: while a watch runs by what it tells, else by looking at every stamp when asked. An index file,
/// where there is one, saves reading everything again at the next start; it is derived and may vanish at any time.
/// </summary>
internal sealed class TicketIndex(IndexReader reader, IndexScan scan, IndexFile? file) : IDisposable
{
    private readonly SemaphoreSlim _turn = new(1);
    private readonly MovedTickets _moved = new();
    private HashSet<TicketId>? _unsaved;
    private volatile bool _isLoaded;
    private volatile IndexSnapshot _snapshot = IndexSnapshot.Empty;

    /// <summary>All that was on disk when this was called, and perhaps more; <c>store_failed</c> where the system does not list the store's folder.</summary>
    public ValueTask<Result<IndexSnapshot>> SettleAsync(CancellationToken ct)
    {
        // In that order: what moved is taken away by whoever reads it in turn, and is in the snapshot only when the turn is over.
        if (_isLoaded && _moved.AreNone && _turn.CurrentCount > 0) return new(_snapshot);
        // Looking at stamps waits for nothing; only where files have to be read is there something to await.
#pragma warning disable VSTHRD103 // It does not wait.
        if (!_turn.Wait(0, ct)) return new(SettleInTurnAsync(ct));
#pragma warning restore VSTHRD103
        Result<IReadOnlyCollection<TicketId>> looked;
        var isScan = false;
        try
        {
            looked = Look(out isScan);
        }
        catch
        {
            _turn.Release();
            throw;
        }

        if (looked.TryGet(out var moved, out var fault) && moved.Count > 0) return new(ReadAndReleaseAsync(moved, isScan, ct));
        _turn.Release();
        return new(fault is null ? _snapshot : fault);
    }

    /// <summary>What was known when somebody asked last.</summary>
    public IndexSnapshot Snapshot => _snapshot;

    /// <summary>A ticket's files may have changed.</summary>
    public void Move(TicketId id) => _moved.Add(id, _snapshot.Find(id) is not null);

    /// <summary>Any ticket's files may have changed.</summary>
    public void MoveAll() => _moved.AddAll();

    /// <summary>From now on whatever changes is told by <see cref="Move"/> and <see cref="MoveAll"/>; dispose the answer when that ends.</summary>
    public IDisposable Follow() => _moved.Follow();

    /// <summary>Reads every ticket again when next asked: the index file is not what it was.</summary>
    public async Task ForgetAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        _snapshot = IndexSnapshot.Empty;
        file?.Forget();
        _moved.AddAll();
        _turn.Release();
    }

    public void Dispose()
    {
        Save();
        _turn.Dispose();
        file?.Dispose();
    }

    private async Task<Result<IndexSnapshot>> SettleInTurnAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        Result<IReadOnlyCollection<TicketId>> looked;
        var isScan = false;
        try
        {
            looked = await Task.Run(() => Look(out isScan), ct);
        }
        catch
        {
            _turn.Release();
            throw;
        }

        if (looked.TryGet(out var moved, out var fault) && moved.Count > 0) return await ReadAndReleaseAsync(moved, isScan, ct);
        _turn.Release();
        return fault is null ? _snapshot : fault;
    }

    private Result<IReadOnlyCollection<TicketId>> Look(out bool isScan)
    {
        if (!_isLoaded && file is not null) _snapshot = file.Load();
        _isLoaded = true;
        var hinted = _moved.Take();
        isScan = hinted is null;
        try
        {
            if (hinted is not null) return scan.These(hinted, _snapshot);
            var all = scan.All(_snapshot);
            if (all.Fault is not null) _moved.AddAll();
            return all;
        }
        catch
        {
            _moved.AddAll();
            throw;
        }
    }

    private async Task<Result<IndexSnapshot>> ReadAndReleaseAsync(IReadOnlyCollection<TicketId> moved, bool isScan, CancellationToken ct)
    {
        try
        {
            var changes = await ReadAsync(moved, ct);
            _snapshot = _snapshot.With(changes);
            (_unsaved ??= []).UnionWith(changes.Keys);
            // While a watch runs the file is left for the end: it saves reading at a start, and nothing else.
            if (isScan) await Task.Run(Save, ct);
            return _snapshot;
        }
        catch
        {
            // What was not read to the end is looked at again.
            _moved.AddAll();
            throw;
        }
        finally
        {
            _turn.Release();
        }
    }

    private async Task<IReadOnlyDictionary<TicketId, IndexEntry?>> ReadAsync(IReadOnlyCollection<TicketId> ids, CancellationToken ct)
    {
        ConcurrentDictionary<TicketId, IndexEntry?> changes = [];
        await Parallel.ForEachAsync(ids, ct, async (id, token) => changes[id] = await reader.ReadAsync(id, token));
        return changes;
    }

    private void Save()
    {
        if (_unsaved is { Count: > 0 } changed) file?.Save(_snapshot, changed);
        _unsaved = null;
    }
}
