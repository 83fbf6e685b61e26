using Yoi.Client;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Cli;

/// <summary>How watching ended: null is well.</summary>
internal sealed record WatchEnd(Fault? Fault);

/// <summary>Follows a Worker's stream on the screen, each event once, and asks the person where the Worker asks.</summary>
internal sealed class WorkerWatching(WorkerClient workers, WorkerView worker, ITranscriptOutput output, ApprovalPrompt? prompt)
{
    private long _seen = -1;

    /// <summary>Called once, when the stream stands; a fault ends the watching.</summary>
    public Func<Task<Fault?>> Attached { get; init; } = () => Task.FromResult<Fault?>(null);

    /// <summary>Shows the last events first, then whatever comes, until <paramref name="ends"/> answers an end. Cancelled, it says that the Worker goes on, and how to end that.</summary>
    public async Task<Fault?> RunAsync(int last, Func<TranscriptEvent, WatchEnd?> ends, CancellationToken cancellationToken)
    {
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var frames = workers.WatchAsync(worker.Ref(), null, watching.Token).GetAsyncEnumerator(watching.Token);
        var next = frames.MoveNextAsync().AsTask();
        try
        {
            while (true)
            {
                if (prompt?.Line is { } line && await Task.WhenAny(next, line).WaitAsync(cancellationToken) == line)
                {
                    await prompt.TakeAsync(cancellationToken);
                    continue;
                }

                if (!await next) return null;
                if (await ShowAsync(frames.Current, last, ends) is { } end) return end.Fault;
                next = frames.MoveNextAsync().AsTask();
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            output.Break();
            await Console.Error.WriteLineAsync($"\nNo longer watching; the Worker goes on. End its run: yoi worker interrupt {ShortId.Of(worker)}");
            throw;
        }
        finally
        {
            // An enumerator may only be disposed once its last step has ended, in whichever way.
            await watching.CancelAsync();
            await Task.WhenAny(next);
        }
    }

    private async Task<WatchEnd?> ShowAsync(WorkerFrame frame, int last, Func<TranscriptEvent, WatchEnd?> ends)
    {
        switch (frame)
        {
            case WorkerSnapshotFrame snapshot when _seen < 0:
                return await BeginAsync(snapshot, last) is { } fault ? new(fault) : null;
            case WorkerSnapshotFrame snapshot:
                // The server is another one by now; what was missed stands in the tail.
                return snapshot.Tail.Select(e => Take(e, ends)).FirstOrDefault(end => end is not null);
            case WorkerEventFrame { Event: var e }:
                return Take(e, ends);
            case WorkerDeltaFrame delta:
                output.Delta(delta);
                return null;
            case WorkerClosedFrame closed:
                return new(new Fault(closed.Problem.Code, closed.Problem.Message));
            default:
                return null;
        }
    }

    private async Task<Fault?> BeginAsync(WorkerSnapshotFrame snapshot, int last)
    {
        _seen = snapshot.Tail.Count > 0 ? snapshot.Tail[^1].Seq : 0;
        foreach (var e in snapshot.Tail.TakeLast(last)) output.Event(e);
        if (await Attached() is { } fault) return fault;
        if (snapshot.InFlight is { } text) output.Delta(text);
        foreach (var asked in snapshot.Worker.Approvals) Ask(asked);
        return null;
    }

    private WatchEnd? Take(TranscriptEvent e, Func<TranscriptEvent, WatchEnd?> ends)
    {
        if (e.Seq <= _seen) return null;
        _seen = e.Seq;
        // What is settled leaves the screen before what settled it is shown.
        if (e is ApprovalResolvedView { CallId: var answered }) prompt?.Settle(answered);
        if (e is ToolResultView { CallId: var done }) prompt?.Settle(done);
        output.Event(e);
        if (e is ApprovalRequestedView { Approval: var asked }) Ask(asked);
        prompt?.Next();
        if (prompt is { IsBroken: true })
        {
            output.Break();
            prompt.Again();
        }

        return ends(e);
    }

    private void Ask(ApprovalView asked)
    {
        // Behind a prompt there is nothing of the transcript's to end.
        if (prompt?.Line is null) output.Break();
        prompt?.Ask(asked);
    }
}
