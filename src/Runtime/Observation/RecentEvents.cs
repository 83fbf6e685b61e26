using Yoi.Journal;
using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>The newest events of a Worker that is being observed, so that observers who keep up need no read. Used under the Worker's lock.</summary>
internal sealed class RecentEvents
{
    private const int MostEvents = 256;
    private const int MostBytes = 1024 * 1024;

    private readonly Queue<(RecentEvent Event, int Bytes)> _events = [];
    private int _bytes;
    // Observers who keep up all ask for the same.
    private (long After, RecentEvent[] Events)? _asked;

    public void Add(IReadOnlyList<WorkerEvent> events, IReadOnlyList<NewEvent> stored)
    {
        _asked = null;
        for (var i = 0; i < events.Count; i++)
        {
            _events.Enqueue((new(events[i]), stored[i].Data.Length));
            _bytes += stored[i].Data.Length;
            while (_events.Count > MostEvents || _bytes > MostBytes) _bytes -= _events.Dequeue().Bytes;
        }
    }

    public void Clear()
    {
        _asked = null;
        _events.Clear();
        _bytes = 0;
    }

    /// <summary>All events behind a number, or null where some of them are no longer here.</summary>
    public IReadOnlyList<RecentEvent>? After(long seq)
    {
        if (_asked is { } asked && asked.After == seq) return asked.Events;
        if (_events.Count == 0 || _events.Peek().Event.Event.Seq > seq + 1) return null;
        RecentEvent[] events = [.. _events.Where(item => item.Event.Event.Seq > seq).Select(item => item.Event)];
        _asked = (seq, events);
        return events;
    }
}

/// <summary>An event on its way to observers.</summary>
internal sealed class RecentEvent(WorkerEvent item)
{
    public WorkerEvent Event { get; } = item;

    /// <summary>The same for all of them: made by the first.</summary>
    public EventFrame? Frame { get; set; }
}
