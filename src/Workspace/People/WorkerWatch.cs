using System.Runtime.CompilerServices;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace;

/// <summary>A frame for a browser, and the cursor behind it where it moves one.</summary>
public sealed record WatchedFrame(WorkerFrame Frame, string? Cursor = null);

/// <summary>One Worker as a browser watches it: the runtime's frames as views, and between them what the Worker is doing, whenever that is something else.</summary>
internal sealed class WorkerWatch(RuntimeRegistry registry, WorkerSignals signals)
{
    public async IAsyncEnumerable<WatchedFrame> RunAsync(WorkerRef worker, string? after, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var changes = signals.Subscribe(worker);
        await using var frames = registry.Observe(worker, after, watching.Token).GetAsyncEnumerator(watching.Token);
        var (next, changed) = (frames.MoveNextAsync().AsTask(), changes.NextAsync(watching.Token));
        var shown = (WorkerView?)null;
        try
        {
            // Who goes on behind a cursor gets no snapshot, and is told what the Worker does now.
            if (after is not null && await StateAsync(worker, null, cancellationToken) is { } now) yield return new(new WorkerStateFrame(shown = now));
            while (true)
            {
                if (await Task.WhenAny(next, changed) == changed)
                {
                    await changed;
                    changed = changes.NextAsync(watching.Token);
                }
                else if (await next)
                {
                    var frame = frames.Current;
                    if (frame is SnapshotFrame snapshot) shown = WorkerViews.Of(new(worker.Runtime, snapshot.Worker));
                    yield return Of(frame, shown);
                    next = frames.MoveNextAsync().AsTask();
                    if (frame is not EventFrame) continue;
                }
                else
                {
                    yield break;
                }

                if (await StateAsync(worker, shown, cancellationToken) is { } state) yield return new(new WorkerStateFrame(shown = state));
            }
        }
        finally
        {
            // An enumerator may only be disposed once its last step has ended, in whichever way.
            await watching.CancelAsync();
            await Task.WhenAny(next);
            await Task.WhenAny(changed);
        }
    }

    /// <summary>The Worker as it stands, where a person would see a difference.</summary>
    private async ValueTask<WorkerView?> StateAsync(WorkerRef worker, WorkerView? shown, CancellationToken cancellationToken)
    {
        if (!(await registry.GetAsync(worker, cancellationToken)).TryGet(out var summary, out _)) return null;
        var view = WorkerViews.Of(new(worker.Runtime, summary));
        return shown is not null && WorkerViews.Same(shown, view) ? null : view;
    }

    private static WatchedFrame Of(ObservationFrame frame, WorkerView? shown) => frame switch
    {
        SnapshotFrame x => new(new WorkerSnapshotFrame(shown!, [.. x.Tail.Select(TranscriptViews.Of)], x.InFlight is { } text ? TranscriptViews.Of(text) : null), x.Cursor),
        EventFrame x => new(new WorkerEventFrame(TranscriptViews.Of(x.Event)), x.Cursor),
        DeltaFrame x => new(TranscriptViews.Of(x)),
        ClosedFrame x => new(new WorkerClosedFrame(Notices.Of(x.Fault))),
        _ => throw new InvalidOperationException($"No view is made of {frame.GetType().Name}."),
    };
}
