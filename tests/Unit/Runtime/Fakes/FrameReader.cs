using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Tests.Unit.Runtime.Fakes;

/// <summary>An observer that takes frames when a test asks for them.</summary>
internal sealed class FrameReader : IAsyncDisposable
{
    private readonly CancellationTokenSource _enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly IAsyncEnumerator<ObservationFrame> _frames;

    public FrameReader(WorkerRuntime runtime, WorkerId worker, string? after = null) =>
        _frames = runtime.Observe(worker, after, _enough.Token).GetAsyncEnumerator(_enough.Token);

    public string? Cursor { get; private set; }

    public async Task<ObservationFrame?> NextAsync()
    {
        if (!await _frames.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), _enough.Token)) return null;
        Cursor = _frames.Current switch
        {
            SnapshotFrame snapshot => snapshot.Cursor,
            EventFrame item => item.Cursor,
            _ => Cursor,
        };
        return _frames.Current;
    }

    public async Task<T> NextAsync<T>()
        where T : ObservationFrame => (await NextAsync()).ShouldBeOfType<T>();

    /// <summary>Takes events until one has a number, and answers the numbers.</summary>
    public async Task<List<long>> NumbersAsync(long until)
    {
        var numbers = new List<long>();
        while (numbers.Count == 0 || numbers[^1] < until)
        {
            if (await NextAsync() is EventFrame item) numbers.Add(item.Event.Seq);
        }

        return numbers;
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await _frames.DisposeAsync();
        _enough.Dispose();
    }
}
