using Yoi.Protocol;

namespace Yoi.Journal;

/// <summary>
/// Append-only streams of events. An acknowledged append is durable; a state is a fold of a stream.
/// Nothing is atomic across streams. Members may be called from any thread.
/// </summary>
public interface IJournal : IAsyncDisposable
{
    /// <summary>
    /// Appends all events of <paramref name="append"/> to one stream, or none. Fails with <c>conflict</c> (the stream has another version), <c>stream_retired</c>,
    /// <c>fenced</c>, <c>invalid</c>, <c>too_large</c>, <c>disk_full</c>, <c>store_failed</c> or <c>store_corrupt</c>; a failure changes nothing. The buffers of
    /// <paramref name="append"/> are left as they are until the answer; the answer is awaited once.
    /// </summary>
    ValueTask<Result<Appended>> AppendAsync(StreamId stream, Append append, CancellationToken cancellationToken);

    /// <summary>
    /// Reads events in order of version, forward or backward, bounded by count and bytes. A stream that does not exist reads as empty. Writes nothing. Fails with
    /// <c>cursor_expired</c> where the first of them has been let go of, <c>store_corrupt</c> or <c>store_failed</c>.
    /// </summary>
    ValueTask<Result<Page>> ReadAsync(StreamId stream, ReadRange range, CancellationToken cancellationToken);

    /// <summary>
    /// Hints that streams moved: at least one hint after each change, later than it; several changes of one stream may share a hint; no order across streams.
    /// Begins with what changes after the call was made (the first <c>MoveNextAsync</c> at the latest). A slow reader never delays a writer.
    /// </summary>
    IAsyncEnumerable<StreamHead> WatchAsync(StreamFilter filter, CancellationToken cancellationToken);

    /// <summary>The heads of streams, in ordinal order of their ids, paged.</summary>
    ValueTask<Result<StreamPage>> StreamsAsync(StreamQuery query, CancellationToken cancellationToken);
}
