using System.Collections.Concurrent;

namespace Yoi.Workspace;

/// <summary>Calls back when a thing's time has come. Each thing has one time: a new one takes the place of the last.</summary>
internal sealed class DueTimes<T>(TimeProvider time) : IDisposable
    where T : notnull
{
    private readonly ConcurrentDictionary<T, ITimer> _timers = new();

    /// <summary>Sets the time; one that has passed calls back at once.</summary>
    public void Set(T thing, DateTimeOffset at, Action<T> due)
    {
        var wait = at - time.GetUtcNow();
        var timer = _timers.GetOrAdd(thing, key => time.CreateTimer(_ => due(key), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan));
        timer.Change(wait > TimeSpan.Zero ? wait : TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    /// <summary>There is no time for it any more.</summary>
    public void Clear(T thing)
    {
        if (_timers.TryRemove(thing, out var timer)) timer.Dispose();
    }

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var thing in _timers.Keys) Clear(thing);
    }
}
