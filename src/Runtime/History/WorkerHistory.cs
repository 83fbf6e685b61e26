using Yoi.Journal;
using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Reads Workers' histories.</summary>
internal sealed class WorkerHistory(IJournal journal)
{
    public static StreamId StreamOf(WorkerId worker) => new("workers", worker.ToString());

    /// <summary>A page of events.</summary>
    public async ValueTask<Result<EventPage>> ReadAsync(WorkerId worker, ReadRange range, CancellationToken cancellationToken)
    {
        var stream = StreamOf(worker);
        if (!(await journal.ReadAsync(stream, range, cancellationToken)).TryGet(out var page, out var fault)) return fault;
        var events = new List<WorkerEvent>(page.Events.Count);
        foreach (var stored in page.Events)
        {
            if (!EventCodec.Decode(stream, stored).TryGet(out var item, out fault)) return fault;
            events.Add(item);
        }

        return new EventPage(events, page.More);
    }

    /// <summary>One event.</summary>
    public async ValueTask<Result<T>> ReadAsync<T>(WorkerId worker, long seq, CancellationToken cancellationToken)
        where T : WorkerEvent
    {
        if (!(await ReadAsync(worker, new() { After = seq - 1, Limit = 1 }, cancellationToken)).TryGet(out var page, out var fault)) return fault;
        return page.Events is [T item]
            ? item
            : new Fault(FaultCodes.StoreCorrupt, $"Event {seq} of Worker {worker} is no {typeof(T).Name}; restore the store from a backup.");
    }

    /// <summary>Every event from one on.</summary>
    public async ValueTask<Result<EventPage>> ReadAllAsync(WorkerId worker, long after, CancellationToken cancellationToken)
    {
        var events = new List<WorkerEvent>();
        while (true)
        {
            var result = await ReadAsync(worker, new() { After = after + events.Count }, cancellationToken);
            if (!result.TryGet(out var page, out _)) return result;
            events.AddRange(page.Events);
            if (!page.More) return new EventPage(events, false);
        }
    }
}

/// <summary>Events in the order asked for, and whether there are more.</summary>
internal sealed record EventPage(IReadOnlyList<WorkerEvent> Events, bool More);
