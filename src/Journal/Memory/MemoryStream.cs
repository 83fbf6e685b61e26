using Yoi.Journal.Implementing;
using Yoi.Protocol;

namespace Yoi.Journal;

internal sealed class MemoryStream(StreamId id)
{
    private readonly Lock _lock = new();
    private readonly List<StoredEvent> _events = [];
    private readonly OperationKeys _keys = new();
    private ReadOnlyMemory<byte> _head;
    private StoredSnapshot? _snapshot;
    private DateTimeOffset? _retiredAt;
    private long _version;

    public long Version
    {
        get
        {
            lock (_lock) return _version;
        }
    }

    public bool IsRetired
    {
        get
        {
            lock (_lock) return _retiredAt is not null;
        }
    }

    public (Result<Appended> Answer, StreamHead? Moved) Append(Append append, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_keys.Find(append.OperationKey) is { } known) return (known, null);
            if ((AppendRules.Ended(id, _retiredAt is not null) ?? AppendRules.Conflict(id, append.ExpectedVersion, _version)) is { } refused) return (refused, null);
            var first = _version + 1;
            // Copies: the caller may use its buffers again.
            foreach (var item in append.Events) _events.Add(new(++_version, item.Type, item.Data.ToArray()));
            if (append.Head is { } head) _head = head.ToArray();
            if (append.Snapshot is { } snapshot) _snapshot = new(_version, snapshot.ToArray());
            if (append.Retire) _retiredAt = now;
            _keys.Remember(append.OperationKey, first, _version);
            return (new Appended(first, _version, false), HeadNow());
        }
    }

    public Result<Page> Read(ReadRange range)
    {
        lock (_lock)
        {
            var oldest = _version - _events.Count + 1;
            if (PageBuilder.Expired(range, id, oldest) is { } expired) return expired;
            var snapshot = range.FromSnapshot ? _snapshot : null;
            var page = new PageBuilder(range, _version) { Snapshot = snapshot };
            var step = range.Backward ? -1 : 1;
            for (var version = snapshot?.Version + 1 ?? PageBuilder.Start(range, _version); version >= oldest && version <= _version; version += step)
            {
                if (!page.TryAdd(_events[(int)(version - oldest)])) break;
            }

            return page.Build();
        }
    }

    public StreamHead Head()
    {
        lock (_lock) return HeadNow();
    }

    /// <summary>Lets go of what its snapshot covers beyond the bytes that are kept; true where the whole stream may go.</summary>
    public bool Retain(Retention retention, DateTimeOffset now)
    {
        lock (_lock)
        {
            if (_retiredAt is { } at && now - at >= retention.Retired) return true;
            if (retention.BytesBehindSnapshot is not { } most || _snapshot is null) return false;
            var bytes = _events.Sum(e => (long)e.Data.Length);
            var drop = 0;
            for (; drop < _events.Count && bytes > most && _events[drop].Version <= _snapshot.Version; drop++) bytes -= _events[drop].Data.Length;
            _events.RemoveRange(0, drop);
            return false;
        }
    }

    private StreamHead HeadNow() => new(id, _version, _head, IsRetired: _retiredAt is not null);
}
