namespace Yoi.Runtime.Server;

/// <summary>A stream's steps, each begun before it is waited for.</summary>
internal sealed class StreamSteps : IAsyncDisposable
{
    private readonly IAsyncEnumerator<StreamItem> _items;

    public StreamSteps(IAsyncEnumerator<StreamItem> items)
    {
        _items = items;
        Go();
    }

    /// <summary>The step at hand; true where it has come to something.</summary>
    public Task<bool> Next { get; private set; } = Task.FromResult(false);

    /// <summary>What it has come to.</summary>
    public StreamItem Current => _items.Current;

    /// <summary>Begins the next step.</summary>
    public void Go() => Next = _items.MoveNextAsync().AsTask();

    public async ValueTask DisposeAsync()
    {
        // An enumerator may only be disposed once its last step has ended, in whichever way.
        await Task.WhenAny(Next);
        await _items.DisposeAsync();
    }
}
