using Yoi.Protocol;
using Yoi.Workspace;

namespace Yoi.Tests.Unit.Workspace.Registry.Sources;

/// <summary>Takes frames of a source when a test asks for them.</summary>
internal sealed class SourceFrames : IAsyncDisposable
{
    private readonly CancellationTokenSource _enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
    private readonly IAsyncEnumerator<ObservationFrame> _frames;
    private Task<bool> _next = Task.FromResult(true);

    public SourceFrames(IRuntimeSource source, WorkerId worker, string? after) => _frames = source.Observe(worker, after, _enough.Token).GetAsyncEnumerator(_enough.Token);

    public async Task<bool> MoveAsync() => await (_next = _frames.MoveNextAsync().AsTask()).WaitAsync(TimeSpan.FromSeconds(20), TestContext.Current.CancellationToken);

    public async Task<T> NextAsync<T>()
        where T : ObservationFrame
    {
        (await MoveAsync()).ShouldBeTrue();
        return _frames.Current.ShouldBeOfType<T>();
    }

    public async Task<T> UntilAsync<T>(Func<T, bool> isIt)
        where T : ObservationFrame
    {
        while (await MoveAsync())
        {
            if (_frames.Current is T frame && isIt(frame)) return frame;
        }

        throw new InvalidOperationException("The stream ended before.");
    }

    public async ValueTask DisposeAsync()
    {
        await _enough.CancelAsync();
        await Task.WhenAny(_next);
        await _frames.DisposeAsync();
        _enough.Dispose();
    }
}
