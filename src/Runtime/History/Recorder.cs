using Yoi.Journal;
using Yoi.Journal.Implementing;
using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>The one way into a Worker's history: makes events durable, then changes what memory holds, then tells observers. Called under the Worker's gate.</summary>
internal sealed class Recorder(IJournal journal, TimeProvider time, CoalescedHints<WorkerId, WorkerId> hints)
{
    /// <summary>Records events, all or none; a fault means nothing changed anywhere.</summary>
    /// <param name="worker">The Worker.</param>
    /// <param name="run">The run the events belong to.</param>
    /// <param name="events">The events; number, time and run are set here.</param>
    /// <param name="key">Where it is known to the stream, nothing is recorded and the first outcome is answered.</param>
    /// <param name="retire">Whether nothing comes behind them.</param>
    public async ValueTask<Result<Recorded>> RecordAsync(LiveWorker worker, LiveRun? run, IReadOnlyList<WorkerEvent> events, OperationId? key = null, bool retire = false)
    {
        var (before, last, at) = (worker.Head, worker.LastSeq, time.GetUtcNow());
        var head = before;
        var numbered = new WorkerEvent[events.Count];
        for (var i = 0; i < numbered.Length; i++)
        {
            numbered[i] = events[i] with { Seq = last + i + 1, At = at, Run = events[i] is WorkerCreated or StateChanged ? null : run?.Id };
            head = WorkerHead.After(head, numbered[i]);
        }

        byte[]? summary = null;
        if (!ReferenceEquals(head, before)) (head, summary) = HeadFit.Of(head!);
        var append = new Append
        {
            ExpectedVersion = last,
            OperationKey = key?.ToString(),
            Retire = retire,
            Events = Array.ConvertAll(numbered, EventCodec.Encode),
            Head = summary is null ? default(ReadOnlyMemory<byte>?) : summary,
        };
        // Not cancellable from here on: a caller that left must not leave it open whether the append took place.
        if (!(await journal.AppendAsync(worker.Stream, append, CancellationToken.None)).TryGet(out var appended, out var fault)) return fault;
        if (appended.Duplicate) return new Recorded([], appended.FirstVersion);
        worker.Apply(head!, run, numbered, append.Events, time.GetTimestamp());
        hints.Publish(worker.Id, worker.Id);
        return new Recorded(numbered, null);
    }

    /// <summary>Where a key is known, the version its append began at; the fault where the store does not say whether it is.</summary>
    public async ValueTask<(long? First, Fault? Fault)> FindAsync(LiveWorker worker, OperationId key)
    {
        // No stream is ever at this version, so the append can only be a duplicate or a conflict.
        var append = new Append { ExpectedVersion = long.MaxValue, OperationKey = key.ToString(), Events = [EventCodec.Encode(new SystemNote(""))] };
        var result = await journal.AppendAsync(worker.Stream, append, CancellationToken.None);
        if (result.TryGet(out var appended, out var fault)) return (appended.FirstVersion, null);
        return (null, fault.Code is FaultCodes.Conflict or FaultCodes.StreamRetired ? null : fault);
    }
}

/// <summary>What was recorded; or nothing, because the key was known and its append began at <paramref name="First"/>.</summary>
internal sealed record Recorded(IReadOnlyList<WorkerEvent> Events, long? First);
