using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Which tickets have to be looked at: those that a watch named, or all where none runs or it lost its thread.</summary>
internal sealed class MovedTickets
{
    // A new ticket's files may come one after the other, and events of its folder begin somewhere between them.
    private static readonly TimeSpan Young = TimeSpan.FromSeconds(2);

    private readonly Lock _gate = new();
    private Dictionary<TicketId, long>? _named;
    private bool _isAll = true;
    private int _watches;

    /// <summary>Whether nothing has to be looked at.</summary>
    public bool AreNone
    {
        get
        {
            lock (_gate) return _watches > 0 && !_isAll && _named is null;
        }
    }

    /// <summary>Names a ticket; one that is new stays named for a while.</summary>
    public void Add(TicketId id, bool isKnown)
    {
        lock (_gate)
        {
            _named ??= [];
            if (!isKnown) _named[id] = TimeProvider.System.GetTimestamp();
            else _named.TryAdd(id, 0);
        }
    }

    public void AddAll()
    {
        lock (_gate) _isAll = true;
    }

    /// <summary>Takes the names; null where all have to be looked at.</summary>
    public IReadOnlyCollection<TicketId>? Take()
    {
        lock (_gate)
        {
            var isAll = _isAll || _watches == 0;
            _isAll = false;
            var ids = _named is null ? null : TakeNames(_named);
            if (_named is { Count: 0 }) _named = null;
            return isAll ? null : ids ?? [];
        }
    }

    /// <summary>A watch begins: all have to be looked at once more, and then what it names.</summary>
    public IDisposable Follow()
    {
        lock (_gate)
        {
            _watches++;
            _isAll = true;
        }

        return new Following(this);
    }

    private static TicketId[] TakeNames(Dictionary<TicketId, long> named)
    {
        TicketId[] ids = [.. named.Keys];
        foreach (var id in ids)
        {
            if (named[id] == 0 || TimeProvider.System.GetElapsedTime(named[id]) >= Young) named.Remove(id);
        }

        return ids;
    }

    private sealed class Following(MovedTickets moved) : IDisposable
    {
        private MovedTickets? _moved = moved;

        public void Dispose()
        {
            if (Interlocked.Exchange(ref _moved, null) is not { } followed) return;
            lock (followed._gate) followed._watches--;
        }
    }
}
