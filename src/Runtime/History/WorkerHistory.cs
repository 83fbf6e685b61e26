using System.Globalization;
using Yoi.Journal;
using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Reads Workers' histories.</summary>
internal sealed class WorkerHistory(IJournal journal)
{
    /// <summary>What Workers' streams are filed under.</summary>
    public const string Category = "workers";

    public static StreamId StreamOf(WorkerId worker) => new(Category, worker.ToString());

    /// <summary>Whose stream it is; null where it is no Worker's.</summary>
    public static WorkerId? WorkerOf(StreamId stream) => WorkerId.TryParse(stream.Name, CultureInfo.InvariantCulture, out var id) ? id : null;

    /// <summary>A Worker's stream as it stands; <c>unknown_worker</c> where there is none, or it was deleted and <paramref name="deleted"/> is not asked for.</summary>
    public async ValueTask<Result<StreamHead>> HeadAsync(WorkerId worker, CancellationToken cancellationToken, bool deleted = false)
    {
        if (!(await journal.StreamsAsync(new(Stream: StreamOf(worker), Retired: deleted), cancellationToken)).TryGet(out var page, out var fault)) return fault;
        return page.Heads is [var head] ? head : LoadedWorkers.Unknown(worker);
    }

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

        return new EventPage(events, page.More, page.StreamVersion);
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
            if (!page.More) return new EventPage(events, false, page.StreamVersion);
        }
    }
}

/// <summary>Events in the order asked for, whether there are more, and the number of the newest there is.</summary>
internal sealed record EventPage(IReadOnlyList<WorkerEvent> Events, bool More, long StreamVersion);
