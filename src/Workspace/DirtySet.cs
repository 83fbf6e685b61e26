using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace Yoi.Workspace;

/// <summary>Things to look at again: marking one twice before it is taken is marking it once, so it never holds more than there are things.</summary>
internal sealed class DirtySet<T>
    where T : notnull
{
    private readonly ConcurrentDictionary<T, byte> _marked = new();
    private readonly Channel<bool> _signal = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

    public void Mark(T item)
    {
        _marked.TryAdd(item, 0);
        _signal.Writer.TryWrite(true);
    }

    /// <summary>Takes marked things until cancelled. A thing is taken before it is handed out: marked meanwhile, it comes again.</summary>
    public async IAsyncEnumerable<T> TakeAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var _ in _signal.Reader.ReadAllAsync(cancellationToken))
        {
            foreach (var item in _marked.Keys)
            {
                if (_marked.TryRemove(item, out var _)) yield return item;
            }
        }
    }
}
