using Yoi.Journal.Implementing;
using Yoi.Protocol;

namespace Yoi.Journal;

/// <summary>A journal in this process's memory, for tests and for embedding; it ends with the process.</summary>
public sealed class MemoryJournal : IJournal
{
    private readonly StreamTable<MemoryStream> _streams = new();
    private readonly CoalescedHints<StreamId, StreamHead> _hints = new();
    private readonly Lock _creating = new();
    // A fence is checked against another stream: what moves a lease and what is fenced by one go one after the other.
    private readonly Lock _fencing = new();
    private readonly TimeProvider _time;
    private readonly Retention _retention;

    /// <summary>An empty journal.</summary>
    public MemoryJournal(TimeProvider? time = null, Retention? retention = null) => (_time, _retention) = (time ?? TimeProvider.System, retention ?? new());

    /// <inheritdoc />
    public ValueTask<Result<Appended>> AppendAsync(StreamId stream, Append append, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (AppendRules.Check(append) is { } fault) return new(fault);
        if (append.Fence is null && stream.Category != AppendRules.LeaseCategory) return new(AppendNow(stream, append));
        lock (_fencing)
        {
            return new(AppendRules.Fenced(append.Fence, lease => Find(lease, create: false)?.Version ?? 0) is { } fenced ? fenced : AppendNow(stream, append));
        }
    }

    /// <inheritdoc />
    public ValueTask<Result<Page>> ReadAsync(StreamId stream, ReadRange range, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (PageBuilder.Check(range) is { } fault) return new(fault);
        return new(Find(stream, create: false) is { } state ? state.Read(range) : new Page([], 0, false));
    }

    /// <inheritdoc />
    public IAsyncEnumerable<StreamHead> WatchAsync(StreamFilter filter, CancellationToken cancellationToken) =>
        _hints.WatchAsync(filter.Matches, cancellationToken);

    /// <inheritdoc />
    public ValueTask<Result<StreamPage>> StreamsAsync(StreamQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (PageBuilder.Check(query) is { } fault) return new(fault);
        var (states, more) = _streams.List(query, state => state.IsRetired == query.Retired);
        return new(new StreamPage([.. states.Select(state => state.Head())], more));
    }

    /// <summary>Lets go of what retention does not keep, now.</summary>
    public void ApplyRetention()
    {
        foreach (var state in _streams.All())
        {
            if (state.Retain(_retention, _time.GetUtcNow())) _streams.Remove(state.Head().Stream);
        }
    }

    /// <summary>Ends the watches.</summary>
    public ValueTask DisposeAsync()
    {
        _hints.Complete();
        return default;
    }

    private Result<Appended> AppendNow(StreamId stream, Append append)
    {
        var (answer, head) = Find(stream, create: append.ExpectedVersion is null or 0) is { } state
            ? state.Append(append, _time.GetUtcNow())
            : (AppendRules.Conflict(stream, append.ExpectedVersion, 0)!, null);
        if (head is not null) _hints.Publish(stream, head);
        return answer;
    }

    private MemoryStream? Find(StreamId id, bool create)
    {
        if (_streams.TryGet(id, out var state) || !create) return state;
        lock (_creating)
        {
            if (!_streams.TryGet(id, out state)) _streams.Add(id, state = new(id));
            return state;
        }
    }
}
