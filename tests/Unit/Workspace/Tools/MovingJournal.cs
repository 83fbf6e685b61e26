using Yoi.Journal;
using Yoi.Protocol;

namespace Yoi.Tests.Unit.Workspace.Tools;

/// <summary>A journal in which something else is appended just before an append, once.</summary>
internal sealed class MovingJournal : IJournal
{
    private readonly MemoryJournal _journal = new();

    public Func<Task>? Before { get; set; }

    public async ValueTask<Result<Appended>> AppendAsync(StreamId stream, Append append, CancellationToken cancellationToken)
    {
        var (before, _) = (Before, Before = null);
        if (before is not null) await before();
        return await _journal.AppendAsync(stream, append, cancellationToken);
    }

    public ValueTask<Result<Page>> ReadAsync(StreamId stream, ReadRange range, CancellationToken cancellationToken) => _journal.ReadAsync(stream, range, cancellationToken);

    public IAsyncEnumerable<StreamHead> WatchAsync(StreamFilter filter, CancellationToken cancellationToken) => _journal.WatchAsync(filter, cancellationToken);

    public ValueTask<Result<StreamPage>> StreamsAsync(StreamQuery query, CancellationToken cancellationToken) => _journal.StreamsAsync(query, cancellationToken);

    public ValueTask DisposeAsync() => _journal.DisposeAsync();
}
