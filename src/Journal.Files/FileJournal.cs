using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Yoi.Journal.Implementing;
using Yoi.Protocol;

namespace Yoi.Journal.Files;

/// <summary>
/// A journal in one folder: a log of JSON Lines that all streams share, so that writers share syncs. An acknowledged append is synced to disk. Finished log files
/// are sorted into files of the streams' own, so that opening reads a catalog and a short log instead of everything.
/// <code>
/// journal.json                            schema version and store id
/// .lock                                   held while the journal is open
/// log/00000007.jsonl                      the truth, one line an append
/// catalog                                 every stream as its own files have it, and the first log file that is not sorted
/// streams/workers/&lt;id&gt;/1.jsonl           the same lines, one stream's; the name is the version of the first event
/// </code>
/// </summary>
public sealed partial class FileJournal : IJournal
{
    private readonly CoalescedHints<StreamId, StreamHead> _hints = new();
    private readonly StreamTable<FileStreamState> _streams;
    private readonly SegmentLog _segments;
    private readonly StreamReading _reading;
    private readonly RootLock _lock;
    private readonly LogWriter _writer;
    private readonly LogSorter _sorter;
    private readonly TimeProvider _time;

    private FileJournal(OpenedRoot opened, FileJournalOptions options, ILogger logger)
    {
        var root = Path.GetFullPath(options.Root);
        _time = options.Time;
        (_lock, _segments, _streams, StoreId, Diagnostics) = (opened.Lock, opened.Segments, opened.Streams, opened.StoreId, opened.Diagnostics);
        _reading = new(_segments, new(root, options.Disk));
        _sorter = new(root, StoreId, opened, options, logger);
        _segments.Rolled = _sorter.Wake;
        _writer = new(_streams, _segments, _hints, logger);
        foreach (var diagnostic in Diagnostics) Found(logger, diagnostic.Kind, diagnostic.Message);
    }

    /// <summary>The store's id, made when the root was first opened.</summary>
    public Guid StoreId { get; }

    /// <summary>What opening found odd, in order of files and lines.</summary>
    public IReadOnlyList<JournalDiagnostic> Diagnostics { get; }

    /// <summary>What was written since the journal was opened.</summary>
    public JournalStatistics Statistics => _writer.Statistics;

    /// <summary>
    /// Opens the journal in a folder, which may be empty, missing or half created. Fails with <c>store_locked</c>, <c>schema_newer</c>,
    /// <c>store_corrupt</c> (<c>journal.json</c> is damaged, or missing beside a log), <c>disk_full</c>, <c>store_failed</c> or <c>invalid</c>.
    /// </summary>
    public static async ValueTask<Result<FileJournal>> OpenAsync(FileJournalOptions options, CancellationToken cancellationToken)
    {
        if (options.SegmentBytes is < 4 * 1024 or > 1024 * 1024 * 1024 || options.StreamFileBytes is < 4 * 1024 or > 1024 * 1024 * 1024 || string.IsNullOrWhiteSpace(options.Root))
            return new Fault(FaultCodes.Invalid, "A file journal needs a root, and files of 4 KiB to 1 GiB.");
        var logger = options.Logger ?? NullLogger.Instance;
        var started = options.Time.GetTimestamp();
        var result = await SameScheduler.Start(() => JournalOpening.Open(options, cancellationToken), cancellationToken);
        if (!result.TryGet(out var opened, out var fault)) return fault;
        Opened(logger, opened.StoreId, opened.Streams.Count, options.Time.GetElapsedTime(started).TotalMilliseconds);
        return new FileJournal(opened, options, logger);
    }

    /// <inheritdoc />
    public ValueTask<Result<Appended>> AppendAsync(StreamId stream, Append append, CancellationToken cancellationToken) =>
        AppendRules.Check(append) is { } fault
            ? new(fault)
            : append.OperationKey is not null && _streams.TryGet(stream, out var state) && !state.AreKeysWhole
                ? WithKeysAsync(state, stream, append, cancellationToken)
                : _writer.AppendAsync(new(stream, append, _time), cancellationToken);

    /// <inheritdoc />
    public async ValueTask<Result<Page>> ReadAsync(StreamId stream, ReadRange range, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (PageBuilder.Check(range) is { } invalid) return invalid;
        if (!_streams.TryGet(stream, out var state)) return new Page([], 0, false);
        if (state.Fault is { } fault) return fault;
        return await _reading.ReadAsync(state, range, cancellationToken);
    }

    /// <inheritdoc />
    public IAsyncEnumerable<StreamHead> WatchAsync(StreamFilter filter, CancellationToken cancellationToken) =>
        _hints.WatchAsync(filter.Matches, cancellationToken);

    /// <inheritdoc />
    public ValueTask<Result<StreamPage>> StreamsAsync(StreamQuery query, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (PageBuilder.Check(query) is { } fault) return new(fault);
        var (states, more) = _streams.List(query, state => state.RetiredAt is not null == query.Retired);
        return new(new StreamPage([.. states.Select(state => state.Head())], more));
    }

    /// <summary>Lets go of what retention does not keep, now; it happens by itself whenever the log is sorted.</summary>
    public Task ApplyRetentionAsync(CancellationToken cancellationToken) => _sorter.RetainAsync(cancellationToken);

    /// <summary>Writes what is queued, ends the watches, and lets go of the root.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writer.CloseAsync();
        await _sorter.DisposeAsync();
        _hints.Complete();
        _segments.Dispose();
        _lock.Dispose();
    }

    /// <summary>The first key since the journal was opened: what the stream's files say of earlier ones goes along.</summary>
    private async ValueTask<Result<Appended>> WithKeysAsync(FileStreamState state, StreamId stream, Append append, CancellationToken cancellationToken)
    {
        if (state.Fault is { } unusable) return unusable;
        var (older, fault) = await _reading.AppendsAsync(state, cancellationToken);
        if (fault is not null) return fault;
        return await _writer.AppendAsync(new(stream, append, _time) { Older = older }, cancellationToken);
    }

    [LoggerMessage(LogLevel.Information, "Opened journal {Store} with {Streams} streams in {Milliseconds:F0} ms")]
    private static partial void Opened(ILogger logger, Guid store, int streams, double milliseconds);

    [LoggerMessage(LogLevel.Warning, "{Kind}: {Message}")]
    private static partial void Found(ILogger logger, DiagnosticKind kind, string message);
}
