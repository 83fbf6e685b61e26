using Yoi.Journal.Implementing;
using Yoi.Protocol;

namespace Yoi.Journal;

internal sealed class MemoryStream(StreamId id)
{
    private readonly Lock _lock = new();
    private readonly List<StoredEvent> _events = [];
    private readonly OperationKeys _keys = new();
    private ReadOnlyMemory<byte> _head;

    public (Result<Appended> Answer, StreamHead? Moved) Append(Append append)
    {
        lock (_lock)
        {
            if (_keys.Find(append.OperationKey) is { } known) return (known, null);
            if (AppendRules.Conflict(id, append.ExpectedVersion, _events.Count) is { } conflict) return (conflict, null);
            var first = _events.Count + 1L;
            // Copies: the caller may use its buffers again.
            foreach (var item in append.Events) _events.Add(new(_events.Count + 1, item.Type, item.Data.ToArray()));
            if (append.Head is { } head) _head = head.ToArray();
            _keys.Remember(append.OperationKey, first, _events.Count);
            return (new Appended(first, _events.Count, false), new(id, _events.Count, _head));
        }
    }

    public Page Read(ReadRange range)
    {
        lock (_lock)
        {
            var page = new PageBuilder(range, _events.Count);
            var step = range.Backward ? -1 : 1;
            for (var version = PageBuilder.Start(range, _events.Count); version >= 1 && version <= _events.Count; version += step)
            {
                if (!page.TryAdd(_events[(int)version - 1])) break;
            }

            return page.Build();
        }
    }

    public StreamHead Head()
    {
        lock (_lock) return new(id, _events.Count, _head);
    }
}
