using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace;

/// <summary>
/// Watches each Worker once however many watch it here. Its cursors are the runtime's, which point into the durable log: nothing is kept for them, and they outlive this process, the runtime's and the
/// connection between the two. Only who comes back behind a cursor that is older than the last events reads of the runtime by itself, until it has caught up.
/// </summary>
internal sealed class ObservationProxy(RuntimeRegistry registry, WorkerSignals signals, ObservationPolicy policy, TimeProvider time)
{
    private static readonly TimeSpan FirstWait = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan LongestWait = TimeSpan.FromSeconds(5);

    // A runtime that is away, or is stopped, may come back.
    private static readonly HashSet<string> Passing =
    [
        FaultCodes.RuntimeUnavailable, FaultCodes.RuntimeTimeout, FaultCodes.RuntimeAuthFailed, FaultCodes.RuntimeMalformedResponse, FaultCodes.RuntimeStopped, FaultCodes.Overloaded,
        FaultCodes.StoreFailed,
    ];

    private static readonly HashSet<string> LostCursor = [FaultCodes.CursorFuture, FaultCodes.CursorForeign, FaultCodes.CursorMalformed, FaultCodes.CursorExpired];

    private readonly Lock _lock = new();
    private readonly Dictionary<WorkerRef, Shared> _observed = [];

    /// <summary>A snapshot, or what follows the cursor, then everything after it. A refusal is one closed frame.</summary>
    public async IAsyncEnumerable<WatchedFrame> WatchAsync(WorkerRef worker, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (!policy.MayObserve(worker))
        {
            yield return Closed(new(FaultCodes.WorkerNotVisible, ""));
            yield break;
        }

        var shared = Enter(worker);
        var (queue, told, given, wait) = ((ChannelReader<WatchedFrame>?)null, (WorkerView?)null, after, FirstWait);
        try
        {
            while (true)
            {
                await shared.Observed.Ready.WaitAsync(cancellationToken);
                if (shared.Observed.Join(after) is not var (first, joined))
                {
                    var refusal = (string?)null;
                    await foreach (var frame in CatchUpAsync(worker, after!, shared.Observed, cancellationToken))
                    {
                        // A cursor that came from here, or a runtime that is away, is nothing that whoever watches could do anything about.
                        if (frame.Frame is WorkerClosedFrame { Problem.Code: var code } && (Passing.Contains(code) || (after != given && LostCursor.Contains(code))))
                        {
                            refusal = code;
                            break;
                        }

                        (after, wait) = (frame.Cursor ?? after, frame.Cursor is null ? wait : FirstWait);
                        told = (frame.Frame as WorkerStateFrame)?.Worker ?? told;
                        yield return frame;
                        if (frame.Frame is WorkerClosedFrame) yield break;
                    }

                    if (refusal is null) continue;
                    if (LostCursor.Contains(refusal)) after = null;
                    else await Task.Delay(wait, time, cancellationToken);
                    wait = Longer(wait);
                    continue;
                }

                queue = joined;
                foreach (var frame in first)
                {
                    // Who caught up was told before it did.
                    if (frame.Frame is WorkerStateFrame state && told is not null && WorkerViews.Same(state.Worker, told)) continue;
                    after = frame.Cursor ?? after;
                    yield return frame;
                    if (frame.Frame is WorkerClosedFrame) yield break;
                }

                while (await queue.WaitToReadAsync(cancellationToken))
                {
                    while (queue.TryRead(out var frame))
                    {
                        after = frame.Cursor ?? after;
                        yield return frame;
                        if (frame.Frame is WorkerClosedFrame) yield break;
                    }
                }

                // Fallen behind: what it had is where it begins again.
            }
        }
        finally
        {
            if (queue is not null) shared.Observed.Leave(queue);
            await LeaveAsync(worker, shared);
        }
    }

    /// <summary>Reads of the runtime behind an older cursor, until the shared ones are reached.</summary>
    private async IAsyncEnumerable<WatchedFrame> CatchUpAsync(WorkerRef worker, string after, ObservedWorker observed, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return observed.Now;
        await foreach (var frame in registry.Observe(worker, after, cancellationToken))
        {
            if (frame is ClosedFrame closed)
            {
                yield return Closed(closed.Fault);
                yield break;
            }

            if (frame is not EventFrame item) continue;
            yield return new(policy.Redact(worker, new WorkerEventFrame(TranscriptViews.Of(item.Event))), item.Cursor);
            if (observed.Knows(item.Cursor)) yield break;
        }
    }

    private Shared Enter(WorkerRef worker)
    {
        lock (_lock)
        {
            if (!_observed.TryGetValue(worker, out var shared))
            {
                _observed.Add(worker, shared = new(new(frame => policy.Redact(worker, frame))));
                shared.Work = Task.Run(() => Task.WhenAll(ObserveAsync(worker, shared), LookAsync(worker, shared)));
            }

            shared.Watchers++;
            return shared;
        }
    }

    private async ValueTask LeaveAsync(WorkerRef worker, Shared shared)
    {
        lock (_lock)
        {
            if (--shared.Watchers > 0) return;
            if (_observed.GetValueOrDefault(worker) == shared) _observed.Remove(worker);
        }

        await shared.Ending.CancelAsync();
        try
        {
            await shared.Work;
        }
        finally
        {
            shared.Ending.Dispose();
        }
    }

    /// <summary>Who comes from now on begins anew.</summary>
    private void Close(WorkerRef worker, Shared shared, Fault why)
    {
        lock (_lock)
        {
            if (_observed.GetValueOrDefault(worker) == shared) _observed.Remove(worker);
        }

        shared.Observed.Close(Notices.Of(why));
    }

    private async Task ObserveAsync(WorkerRef worker, Shared shared)
    {
        var (observed, wait, after, ending) = (shared.Observed, FirstWait, (string?)null, shared.Ending.Token);
        try
        {
            while (true)
            {
                var why = new Fault(FaultCodes.RuntimeUnavailable, "The stream broke off.");
                await foreach (var frame in registry.Observe(worker, after, ending))
                {
                    if (frame is ClosedFrame closed)
                    {
                        why = closed.Fault;
                        break;
                    }

                    Take(worker, observed, frame);
                    wait = FirstWait;
                }

                after = observed.Last;
                if (after is not null && LostCursor.Contains(why.Code))
                {
                    after = null;
                }
                else if (after is null || !Passing.Contains(why.Code))
                {
                    Close(worker, shared, why);
                    return;
                }

                await Task.Delay(wait, time, ending);
                wait = Longer(wait);
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The last watcher left.
        }
        catch (Exception exception)
        {
            Close(worker, shared, new(FaultCodes.Internal, exception.Message));
            throw;
        }
    }

    private void Take(WorkerRef worker, ObservedWorker observed, ObservationFrame frame)
    {
        switch (frame)
        {
            case SnapshotFrame snapshot:
                observed.Take(snapshot, WorkerViews.Of(new(worker.Runtime, snapshot.Worker)));
                break;
            case EventFrame item:
                observed.Take(item);
                signals.Tell(worker);
                break;
            case DeltaFrame delta:
                observed.Take(delta);
                break;
        }
    }

    /// <summary>Looks at the Worker whenever something about it may have changed, its runtime going away included.</summary>
    private async Task LookAsync(WorkerRef worker, Shared shared)
    {
        var ending = shared.Ending.Token;
        using var changes = signals.Subscribe(worker);
        try
        {
            while (true)
            {
                if ((await registry.LookAsync(worker, ending)).TryGet(out var now, out _)) shared.Observed.Take(WorkerViews.Of(now));
                await changes.NextAsync(ending);
            }
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The last watcher left.
        }
    }

    private static TimeSpan Longer(TimeSpan wait) => wait * 2 < LongestWait ? wait * 2 : LongestWait;

    private static WatchedFrame Closed(Fault fault) => new(new WorkerClosedFrame(Notices.Of(fault)));

    /// <summary>A Worker with its count of watchers and the work behind it.</summary>
    private sealed class Shared(ObservedWorker observed)
    {
        public ObservedWorker Observed { get; } = observed;

        public CancellationTokenSource Ending { get; } = new();

        public Task Work { get; set; } = Task.CompletedTask;

        public int Watchers { get; set; }
    }
}
