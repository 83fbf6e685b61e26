using Yoi.Client;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Cli;

/// <summary>How watching ended: null is well.</summary>
internal sealed record WatchEnd(Fault? Fault);

/// <summary>Follows a Worker's stream on the screen, each event once, and asks the person where the Worker asks.</summary>
internal sealed class WorkerWatching(WorkerClient workers, WorkerView worker, ITranscriptOutput output, bool canAsk)
{
    private readonly ApprovalPrompt _prompt = new(workers, worker);
    private long _seen = -1;

    /// <summary>Called once, when the stream stands; a fault ends the watching.</summary>
    public Func<Task<Fault?>> Attached { get; init; } = () => Task.FromResult<Fault?>(null);

    /// <summary>Shows the last events first, then whatever comes, until <paramref name="ends"/> answers an end.</summary>
    public async Task<Fault?> RunAsync(int last, Func<TranscriptEvent, WorkerRef, WatchEnd?> ends, CancellationToken cancellationToken)
    {
        await foreach (var frame in workers.WatchAsync(worker.Ref(), null, cancellationToken))
        {
            switch (frame)
            {
                case WorkerSnapshotFrame snapshot when _seen < 0:
                    if (await BeginAsync(snapshot, last, cancellationToken) is { } fault) return fault;
                    break;
                case WorkerSnapshotFrame snapshot:
                    // The server is another one by now; what was missed stands in the tail.
                    foreach (var e in snapshot.Tail)
                        if (await TakeAsync(e, ends, cancellationToken) is { } end) return end.Fault;
                    break;
                case WorkerEventFrame { Event: var e }:
                    if (await TakeAsync(e, ends, cancellationToken) is { } over) return over.Fault;
                    break;
                case WorkerDeltaFrame delta:
                    output.Delta(delta);
                    break;
                case WorkerClosedFrame closed:
                    return new(closed.Problem.Code, closed.Problem.Message);
            }
        }

        return null;
    }

    private async Task<Fault?> BeginAsync(WorkerSnapshotFrame snapshot, int last, CancellationToken cancellationToken)
    {
        _seen = snapshot.Tail.Count > 0 ? snapshot.Tail[^1].Seq : 0;
        foreach (var e in snapshot.Tail.TakeLast(last)) output.Event(e);
        if (await Attached() is { } fault) return fault;
        if (snapshot.InFlight is { } text) output.Delta(text);
        foreach (var asked in snapshot.Worker.Approvals) await AskAsync(asked, cancellationToken);
        return null;
    }

    private async Task<WatchEnd?> TakeAsync(TranscriptEvent e, Func<TranscriptEvent, WorkerRef, WatchEnd?> ends, CancellationToken cancellationToken)
    {
        if (e.Seq <= _seen) return null;
        _seen = e.Seq;
        output.Event(e);
        if (e is ApprovalRequestedView { Approval: var asked }) await AskAsync(asked, cancellationToken);
        return ends(e, worker.Ref());
    }

    private Task AskAsync(ApprovalView asked, CancellationToken cancellationToken)
    {
        output.Break();
        return canAsk ? _prompt.AskAsync(asked, cancellationToken) : Task.CompletedTask;
    }
}
