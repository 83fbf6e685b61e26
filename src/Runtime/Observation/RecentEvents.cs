using Yoi.Journal;
using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>The newest events of a Worker that is being observed, so that observers who keep up need no read. Used under the Worker's lock.</summary>
internal sealed class RecentEvents
{
    private const int MostEvents = 64;
    private const int MostBytes = 1024 * 1024;

    private readonly Queue<(WorkerEvent Event, int Bytes)> _events = [];
    private int _bytes;

    public void Add(IReadOnlyList<WorkerEvent> events, IReadOnlyList<NewEvent> stored)
    {
        for (var i = 0; i < events.Count; i++)
        {
            _events.Enqueue((events[i], stored[i].Data.Length));
            _bytes += stored[i].Data.Length;
            while (_events.Count > MostEvents || _bytes > MostBytes) _bytes -= _events.Dequeue().Bytes;
        }
    }

    public void Clear()
    {
        _events.Clear();
        _bytes = 0;
    }

    /// <summary>All events behind a number, or null where some of them are no longer here.</summary>
    public IReadOnlyList<WorkerEvent>? After(long seq) =>
        _events.Count > 0 && _events.Peek().Event.Seq <= seq + 1 ? [.. _events.Where(item => item.Event.Seq > seq).Select(item => item.Event)] : null;
}
