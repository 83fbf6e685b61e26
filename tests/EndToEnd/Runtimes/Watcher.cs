using Yoi.Protocol;

namespace Yoi.Tests.EndToEnd.Runtimes;

/// <summary>Takes frames when a test asks for them, and remembers which events came.</summary>
internal sealed class Watcher : IAsyncDisposable
{
    private readonly CancellationTokenSource _enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly IAsyncEnumerator<ObservationFrame> _frames;
    private Task<bool> _next = Task.FromResult(true);

    public Watcher(Func<CancellationToken, IAsyncEnumerable<ObservationFrame>> watch) => _frames = watch(_enough.Token).GetAsyncEnumerator(_enough.Token);

    /// <summary>The numbers of the events so far.</summary>
    public List<long> Seqs { get; } = [];

    public async Task<ObservationFrame> UntilAsync(Func<ObservationFrame, bool> isIt)
    {
        while (await (_next = _frames.MoveNextAsync().AsTask()).WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken))
        {
            var frame = _frames.Current;
            if (frame is SnapshotFrame snapshot) Seqs.AddRange(snapshot.Tail.Select(item => item.Seq));
            if (frame is EventFrame item) Seqs.Add(item.Event.Seq);
            if (isIt(frame)) return frame;
            if (frame is ClosedFrame closed) Assert.Fail($"{closed.Fault}");
        }

        throw new InvalidOperationException("The stream ended without a word.");
    }

    /// <summary>The end of the run at hand.</summary>
    public async Task<RunFinished> EndAsync() => (RunFinished)((EventFrame)await UntilAsync(frame => frame is EventFrame { Event: RunFinished })).Event;

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await Task.WhenAny(_next);
        await _frames.DisposeAsync();
        _enough.Dispose();
    }
}
