using System.Collections.Concurrent;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>
/// What is known of all tickets, kept in step with their files: while a watch runs by what it tells, else by looking at every stamp when asked. An index file,
/// where there is one, saves reading everything again at the next start; it is derived and may vanish at any time.
/// </summary>
internal sealed class TicketIndex(IndexReader reader, IndexScan scan, IndexFile? file) : IDisposable
{
    // A new ticket's files may come one after the other; the folder's watch may begin between them.
    private static readonly TimeSpan Young = TimeSpan.FromSeconds(2);

    private readonly SemaphoreSlim _turn = new(1);
    private readonly Lock _gate = new();
    private readonly Dictionary<TicketId, long> _moved = [];
    private readonly HashSet<TicketId> _unsaved = [];
    private bool _isLoaded;
    private bool _isScanDue = true;
    private int _watches;
    private volatile IndexSnapshot _snapshot = IndexSnapshot.Empty;

    /// <summary>All that was on disk when this was called, and perhaps more.</summary>
    public async Task<IndexSnapshot> SettleAsync(CancellationToken ct)
    {
        if (IsSettled()) return _snapshot;
        await _turn.WaitAsync(ct);
        try
        {
            if (!_isLoaded && file is not null) _snapshot = await Task.Run(file.Load, ct);
            _isLoaded = true;
            var (candidates, all) = Take();
            try
            {
                var moved = all ? scan.All(_snapshot) : scan.These(candidates, _snapshot);
                var changes = await ReadAsync(moved, ct);
                if (changes.Count == 0) return _snapshot;
                _snapshot = _snapshot.With(changes);
                _unsaved.UnionWith(changes.Keys);
                // While a watch runs the file is left for the end: it saves reading at a start, and nothing else.
                if (all) await Task.Run(Save, ct);
                return _snapshot;
            }
            catch
            {
                // What was not looked at to the end is looked at again.
                MoveAll();
                throw;
            }
        }
        finally
        {
            _turn.Release();
        }
    }

    /// <summary>A ticket's files may have changed.</summary>
    public void Move(TicketId id)
    {
        lock (_gate) _moved[id] = _moved.GetValueOrDefault(id) is var since && since == 0 && _snapshot.Find(id) is not null ? 0 : TimeProvider.System.GetTimestamp();
    }

    /// <summary>Any ticket's files may have changed.</summary>
    public void MoveAll()
    {
        lock (_gate) _isScanDue = true;
    }

    /// <summary>From now on whatever changes is told by <see cref="Move"/> and <see cref="MoveAll"/>; dispose the answer when that ends.</summary>
    public IDisposable Follow()
    {
        lock (_gate)
        {
            _watches++;
            _isScanDue = true;
        }

        return new Following(this);
    }

    /// <summary>Reads every ticket again when next asked: the index file is not what it was.</summary>
    public void Forget()
    {
        lock (_gate)
        {
            (_snapshot, _isScanDue) = (IndexSnapshot.Empty, true);
            file?.Forget();
        }
    }

    public void Dispose()
    {
        Save();
        _turn.Dispose();
        file?.Dispose();
    }

    private void Save()
    {
        if (_unsaved.Count > 0) file?.Save(_snapshot, _unsaved);
        _unsaved.Clear();
    }

    private bool IsSettled()
    {
        lock (_gate) return _isLoaded && _watches > 0 && !_isScanDue && _moved.Count == 0;
    }

    private (IReadOnlyList<TicketId> Candidates, bool All) Take()
    {
        lock (_gate)
        {
            TicketId[] candidates = [.. _moved.Keys];
            foreach (var id in candidates)
            {
                if (_moved[id] == 0 || TimeProvider.System.GetElapsedTime(_moved[id]) >= Young) _moved.Remove(id);
            }

            var all = _isScanDue || _watches == 0;
            _isScanDue = false;
            return (candidates, all);
        }
    }

    private async Task<IReadOnlyDictionary<TicketId, IndexEntry?>> ReadAsync(IReadOnlyCollection<TicketId> ids, CancellationToken ct)
    {
        ConcurrentDictionary<TicketId, IndexEntry?> changes = [];
        await Parallel.ForEachAsync(ids, ct, async (id, token) =>
        {
            var entry = await reader.ReadAsync(id, token);
            // A touch is no change: the entry stays the same one for those who compare.
            if (entry is not null && _snapshot.Find(id) is { } old && old.Content == entry.Content && old.Stamps == entry.Stamps) entry = old with { ReadAt = entry.ReadAt };
            changes[id] = entry;
        });
        return changes;
    }

    private sealed class Following(TicketIndex index) : IDisposable
    {
        private TicketIndex? _index = index;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _index, null) is not { } followed) return;
            lock (followed._gate) followed._watches--;
        }
    }
}
