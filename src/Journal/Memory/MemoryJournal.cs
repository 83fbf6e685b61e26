using Yoi.Journal.Implementing;
using Yoi.Protocol;

namespace Yoi.Journal;

/// <summary>A journal in this process's memory, for tests and for embedding; it ends with the process.</summary>
public sealed class MemoryJournal : IJournal
{
    private readonly StreamTable<MemoryStream> _streams = new();
    private readonly CoalescedHints<StreamId, StreamHead> _hints = new();
    private readonly Lock _creating = new();

    /// <inheritdoc />
    public ValueTask<Result<Appended>> AppendAsync(StreamId stream, Append append, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (AppendRules.Check(append) is { } fault) return new(fault);
        var (answer, head) = Find(stream, create: append.ExpectedVersion is null or 0) is { } state
            ? state.Append(append)
            : (AppendRules.Conflict(stream, append.ExpectedVersion, 0)!, null);
        if (head is not null) _hints.Publish(stream, head);
        return new(answer);
    }

    /// <inheritdoc />
    public ValueTask<Result<Page>> ReadAsync(StreamId stream, ReadRange range, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (PageBuilder.Check(range) is { } fault) return new(fault);
        return new(Find(stream, create: false)?.Read(range) ?? new Page([], 0, false));
    }

    /// <inheritdoc />
    public IAsyncEnumerable<StreamHead> WatchAsync(StreamFilter filter, CancellationToken cancellationToken) =>
        _hints.WatchAsync(filter.Matches, cancellationToken);

    /// <inheritdoc />
    public ValueTask<Result<StreamPage>> StreamsAsync(StreamQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (PageBuilder.Check(query) is { } fault) return new(fault);
        var (states, more) = _streams.List(query);
        return new(new StreamPage([.. states.Select(state => state.Head())], more));
    }

    /// <summary>Ends the watches.</summary>
    public ValueTask DisposeAsync()
    {
        _hints.Complete();
        return default;
    }

    private MemoryStream? Find(StreamId id, bool create)
    {
        if (_streams.TryGet(id.ToString(), out var state) || !create) return state;
        lock (_creating)
        {
            if (!_streams.TryGet(id.ToString(), out state)) _streams.Add(id, state = new(id));
            return state;
        }
    }
}
