using System.Diagnostics.CodeAnalysis;

namespace Yoi.Runtime.Server;

/// <summary>What comes, one step after the other; the next one can be begun while the last is still in hand.</summary>
[SuppressMessage("Reliability", "CA2012", Justification = "A step that was begun is awaited once: by who takes it, or at the end.")]
internal sealed class StreamSteps<T>(IAsyncEnumerator<T> items) : IAsyncDisposable
{
    private ValueTask<bool> _next;
    private bool _isBegun;

    /// <summary>What the last step has come to. The next one takes its place.</summary>
    public T Current => items.Current;

    /// <summary>Begins the next step; true where nothing is to be waited for.</summary>
    public bool Begin()
    {
        if (!_isBegun) (_next, _isBegun) = (items.MoveNextAsync(), true);
        return _next.IsCompleted;
    }

    /// <summary>Takes the next step; true where it has come to something.</summary>
    public ValueTask<bool> TakeAsync()
    {
        Begin();
        _isBegun = false;
        return _next;
    }

    public async ValueTask DisposeAsync()
    {
        // An enumerator may only be disposed once its last step has ended, in whichever way.
        if (_isBegun) await Task.WhenAny(_next.AsTask());
        await items.DisposeAsync();
    }
}
