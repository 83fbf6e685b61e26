using System.Runtime.CompilerServices;
using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Follows one Worker: what an observer keeps is a number and an offset; the rest it reads when woken.</summary>
internal sealed class Observer(RuntimeScope scope)
{
    private const int TailEvents = 200;
    private const int TailBytes = 1024 * 1024;

    public async IAsyncEnumerable<ObservationFrame> ObserveAsync(WorkerId id, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!(await scope.Workers.HoldAsync(id, cancellationToken)).TryGet(out var hold, out var refused))
        {
            yield return new ClosedFrame(refused);
            yield break;
        }

        using var held = hold;
        var worker = hold.Worker;
        if (!worker.Feed.TryJoin(worker.LastSeq))
        {
            yield return new ClosedFrame(new(FaultCodes.Overloaded, $"The Worker has {WorkerFeed.MostObservers} observers; try again later."));
            yield break;
        }

        try
        {
            var (fault, at, snapshot) = await BeginAsync(worker, after, cancellationToken);
            if (snapshot is not null) yield return snapshot;
            while (fault is null)
            {
                var lack = worker.Feed.LackOf(at.Seq, at.Message, at.Offset);
                if (lack.UpTo > at.Seq)
                {
                    (var events, fault) = await EventsAsync(worker, at.Seq, lack, cancellationToken);
                    foreach (var item in events)
                    {
                        at = at with { Seq = item.Event.Seq };
                        yield return item.Frame ??= new(item.Event, ObservationCursor.Encode(scope.Store, worker.Id, item.Event.Seq));
                    }
                }
                else if (lack.Delta is { } delta)
                {
                    at = at with { Message = delta.MessageId, Offset = delta.Offset + delta.Text.Length };
                    yield return delta;
                }
                else if (!worker.Exists)
                {
                    fault = EndRules.NotActive(worker.Head!);
                }
                else if (scope.Ended.IsCompleted)
                {
                    fault = RuntimeScope.StoppedFault;
                }
                else
                {
                    await lack.Changed!.WaitAsync(cancellationToken);
                }
            }

            yield return new ClosedFrame(fault);
        }
        finally
        {
            worker.Feed.Leave();
        }
    }

    private async ValueTask<(Fault? Fault, Position At, SnapshotFrame? Snapshot)> BeginAsync(LiveWorker worker, string? after, CancellationToken cancellationToken)
    {
        if (after is not null)
        {
            var decoded = ObservationCursor.Decode(after, scope.Store, worker.Id, worker.LastSeq);
            return (decoded.Fault, new(decoded.TryGet(out var seq, out _) ? seq : 0, null, 0), null);
        }

        var (summary, inFlight) = worker.LookWithText();
        var range = new Journal.ReadRange { After = summary.LastSeq + 1, Backward = true, Limit = TailEvents, ByteBudget = TailBytes };
        if (!(await scope.History.ReadAsync(worker.Id, range, cancellationToken)).TryGet(out var page, out var fault)) return (fault, default, null);
        var cursor = ObservationCursor.Encode(scope.Store, worker.Id, summary.LastSeq);
        return (null, new(summary.LastSeq, inFlight?.MessageId, inFlight?.Text.Length ?? 0), new(summary, [.. page.Events.Reverse()], inFlight, cursor));
    }

    private async ValueTask<(IReadOnlyList<RecentEvent> Events, Fault? Fault)> EventsAsync(LiveWorker worker, long seq, Lack lack, CancellationToken cancellationToken)
    {
        if (lack.Events is { } recent) return (recent, null);
        var result = await scope.History.ReadAsync(worker.Id, new() { After = seq, Limit = TailEvents, ByteBudget = TailBytes }, cancellationToken);
        // The store may be ahead of what is published; that comes in its turn, with the text in flight taken away in the same moment.
        return result.TryGet(out var page, out var fault) ? ([.. page.Events.Where(item => item.Seq <= lack.UpTo).Select(item => new RecentEvent(item))], null) : ([], fault);
    }

    private readonly record struct Position(long Seq, string? Message, int Offset);
}
