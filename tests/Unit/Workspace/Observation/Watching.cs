using Yoi.Protocol.Browser;
using Yoi.Workspace;

namespace Yoi.Tests.Unit.Workspace.Observation;

/// <summary>Somebody who watches through the proxy, frame by frame, and remembers which events came.</summary>
internal sealed class Watching : IAsyncDisposable
{
    private readonly CancellationTokenSource _enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly IAsyncEnumerator<WatchedFrame> _frames;
    private Task<bool> _next = Task.FromResult(true);

    public Watching(ObservationProxy proxy, ToldSource source, string? after = null) => _frames = proxy.WatchAsync(source.Worker, after, _enough.Token).GetAsyncEnumerator(_enough.Token);

    /// <summary>The numbers of the events so far.</summary>
    public List<long> Seqs { get; } = [];

    public int Snapshots { get; private set; }

    public async Task<WorkerFrame> NextAsync()
    {
        (await (_next = _frames.MoveNextAsync().AsTask()).WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken)).ShouldBeTrue();
        var frame = _frames.Current.Frame;
        if (frame is WorkerSnapshotFrame) Snapshots++;
        if (frame is WorkerEventFrame item) Seqs.Add(item.Event.Seq);
        return frame;
    }

    public async Task<T> UntilAsync<T>(Func<T, bool>? isIt = null)
        where T : WorkerFrame
    {
        while (true)
        {
            var frame = await NextAsync();
            if (frame is T wanted && isIt?.Invoke(wanted) != false) return wanted;
            (frame as WorkerClosedFrame)?.ShouldBeNull($"closed: {(frame as WorkerClosedFrame)!.Problem}");
        }
    }

    /// <summary>Takes frames until an event has that number.</summary>
    public Task<WorkerEventFrame> UntilAsync(long seq) => UntilAsync<WorkerEventFrame>(frame => frame.Event.Seq == seq);

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await Task.WhenAny(_next);
        await _frames.DisposeAsync();
        _enough.Dispose();
    }
}
