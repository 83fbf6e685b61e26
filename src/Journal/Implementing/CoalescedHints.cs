using System.Runtime.CompilerServices;

namespace Yoi.Journal.Implementing;

/// <summary>
/// Tells any number of readers which keys changed. A reader holds at most one value a key, the newest, so it is bounded by the number of keys;
/// publishing never waits for a reader.
/// </summary>
public sealed class CoalescedHints<TKey, TValue>
    where TKey : notnull
{
    private readonly Lock _lock = new();
    private Reader[] _readers = [];
    private bool _completed;

    /// <summary>Whether there is a reader: without one a value need not be made. Who joins later can see what changed before.</summary>
    public bool IsWatched => Volatile.Read(ref _readers).Length > 0;

    /// <summary>Gives a value to every reader whose filter lets the key pass.</summary>
    public void Publish(TKey key, TValue value)
    {
        foreach (var reader in Volatile.Read(ref _readers))
        {
            if (reader.Filter(key)) reader.Put(key, value);
        }
    }

    /// <summary>Ends every reader after what it still holds.</summary>
    public void Complete()
    {
        lock (_lock)
        {
            _completed = true;
            foreach (var reader in _readers) reader.Complete();
        }
    }

    /// <summary>What is published from the first <c>MoveNextAsync</c> on, until completion or cancellation.</summary>
    public async IAsyncEnumerable<TValue> WatchAsync(Func<TKey, bool> filter, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = new Reader(filter);
        Join(reader);
        try
        {
            while (await reader.TakeAsync(cancellationToken) is { } values)
            {
                foreach (var value in values) yield return value;
            }
        }
        finally
        {
            lock (_lock) _readers = [.. _readers.Where(other => other != reader)];
        }
    }

    private void Join(Reader reader)
    {
        lock (_lock)
        {
            _readers = [.. _readers, reader];
            if (_completed) reader.Complete();
        }
    }

    private sealed class Reader(Func<TKey, bool> filter)
    {
        private readonly Lock _lock = new();
        private Dictionary<TKey, TValue> _pending = [];
        private TaskCompletionSource _changed = New();
        private bool _completed;

        public Func<TKey, bool> Filter { get; } = filter;

        public void Put(TKey key, TValue value)
        {
            lock (_lock)
            {
                _pending[key] = value;
                _changed.TrySetResult();
            }
        }

        public void Complete()
        {
            lock (_lock)
            {
                _completed = true;
                _changed.TrySetResult();
            }
        }

        public async ValueTask<IReadOnlyCollection<TValue>?> TakeAsync(CancellationToken cancellationToken)
        {
            await _changed.Task.WaitAsync(cancellationToken);
            lock (_lock)
            {
                if (_pending.Count == 0) return null;
                var taken = _pending.Values;
                _pending = [];
                if (!_completed) _changed = New();
                return taken;
            }
        }

        private static TaskCompletionSource New() => new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
