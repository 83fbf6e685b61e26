using Yoi.Journal;
using Yoi.Protocol;

namespace Yoi.Tests.Unit.Runtime.Fakes;

/// <summary>A journal in memory that refuses appends or reads while told to, and can hold appends back.</summary>
internal sealed class SwitchJournal : IJournal
{
    private readonly MemoryJournal _inner = new();
    private int _reads;

    public Fault? AppendFault { get; set; }

    public Func<StreamId, Fault?> ReadFault { get; set; } = _ => null;

    /// <summary>Told of each read.</summary>
    public Action<ReadRange> OnRead { get; set; } = _ => { };

    public Task Held { get; set; } = Task.CompletedTask;

    public int Reads => Volatile.Read(ref _reads);

    public async ValueTask<Result<Appended>> AppendAsync(StreamId stream, Append append, CancellationToken cancellationToken)
    {
        await Held;
        return AppendFault is { } fault ? fault : await _inner.AppendAsync(stream, append, cancellationToken);
    }

    public ValueTask<Result<Page>> ReadAsync(StreamId stream, ReadRange range, CancellationToken cancellationToken)
    {
        Interlocked.Increment(ref _reads);
        OnRead(range);
        return ReadFault(stream) is { } fault ? new(fault) : _inner.ReadAsync(stream, range, cancellationToken);
    }

    public IAsyncEnumerable<StreamHead> WatchAsync(StreamFilter filter, CancellationToken cancellationToken) => _inner.WatchAsync(filter, cancellationToken);

    public ValueTask<Result<StreamPage>> StreamsAsync(StreamQuery query, CancellationToken cancellationToken) => _inner.StreamsAsync(query, cancellationToken);

    public ValueTask DisposeAsync() => _inner.DisposeAsync();
}
