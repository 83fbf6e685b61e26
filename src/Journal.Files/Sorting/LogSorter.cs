using Microsoft.Extensions.Logging;
using Yoi.Journal.Implementing;

namespace Yoi.Journal.Files;

/// <summary>
/// Moves what the log holds behind the streams' own files, some finished log files at a time, and writes the catalog: so the log stays short, and opening reads the
/// catalog and a short log instead of everything. It works behind the writer and may fail at any time: the log is the truth until the catalog says otherwise.
/// </summary>
internal sealed partial class LogSorter : IAsyncDisposable
{
    // Each pass opens every stream's file, syncs them all and writes a catalog: while writers press on, it pays to wait a little and take more at once.
    private const int MostTimes = 16;
    private const int Moments = 20;
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(100);

    private readonly string _root;
    private readonly Guid _store;
    private readonly StreamTable<FileStreamState> _streams;
    private readonly SegmentLog _segments;
    private readonly StreamFolders _folders;
    private readonly FileJournalOptions _options;
    private readonly ILogger _logger;
    private readonly SemaphoreSlim _due = new(0, 1);
    private readonly SemaphoreSlim _turn = new(1);
    private readonly CancellationTokenSource _stop = new();
    private IReadOnlyList<int> _kept;
    private readonly Task _work;
    private long _catalogBytes;
    private bool _isClosed;

    public LogSorter(string root, Guid store, OpenedRoot opened, FileJournalOptions options, ILogger logger)
    {
        (_root, _store, _options, _logger) = (root, store, options, logger);
        (_streams, _segments, _folders, _kept) = (opened.Streams, opened.Segments, new(root, options.Disk), [.. opened.Kept]);
        _work = SameScheduler.Run(WorkAsync);
    }

    /// <summary>A log file is finished.</summary>
    public void Wake()
    {
        if (_due.CurrentCount == 0) _due.Release();
    }

    /// <summary>Moves the rest, so that the next opening has no log to read. The writer has ended.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isClosed, true)) return;
        await _stop.CancelAsync();
        await _work;
        try
        {
            if (_options.SortsAtClose) await SameScheduler.Run(() => SortAllAsync(withLast: true, CancellationToken.None));
        }
        catch (Exception exception) when (DiskFaults.IsDisk(exception))
        {
            Postponed(_logger, exception.Message);
        }

        _due.Dispose();
        _turn.Dispose();
        _stop.Dispose();
    }

    private async Task WorkAsync()
    {
        try
        {
            while (true)
            {
                await _due.WaitAsync(_stop.Token);
                try
                {
                    // Each catalog is written whole, so it waits until the log is worth it.
                    if (_segments.FinishedBytes < Math.Max(_options.SortBytes, 2 * _catalogBytes)) continue;
                    await LetMoreComeAsync();
                    await SortAllAsync(withLast: false, _stop.Token);
                }
                catch (Exception exception) when (DiskFaults.IsDisk(exception))
                {
                    // The log holds it all; the next finished file tries again.
                    Postponed(_logger, exception.Message);
                }
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            return;
        }
        catch (Exception exception)
        {
            // A bug here must not end the journal: without sorting it is only slower to open.
            Failed(_logger, exception);
        }
    }

    private async Task LetMoreComeAsync()
    {
        for (var i = 0; i < Moments && _segments.FinishedBytes < MostTimes * (double)_options.SortBytes; i++) await Task.Delay(Moment, _options.Time, _stop.Token);
    }

    /// <summary>Lets go of what retention does not keep.</summary>
    public async Task RetainAsync(CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            await SameScheduler.Run(Retain);
        }
        finally
        {
            _turn.Release();
        }
    }

    private void Retain()
    {
        var sweep = RetentionSweep.Of(_streams.All(), _options.Retention, _options.Time.GetUtcNow());
        if (sweep.IsEmpty) return;
        // The catalog first: what it does not name is not missed.
        WriteCatalog(_segments.FirstUnsorted, _kept, _streams.All().Where(s => !sweep.Gone.Contains(s)).Select(s => sweep.Files.TryGetValue(s, out var files) ? s.Filed() with { Files = files } : s.Filed()));
        foreach (var (state, files) in sweep.Files)
        {
            var gone = state.Files.Except(files);
            // Let go of first: who misses a file then knows that it is no damage.
            state.Let(files);
            foreach (var file in gone) _options.Disk.Delete(_folders.PathOf(state.Id, file));
        }

        foreach (var state in sweep.Gone)
        {
            state.Let([]);
            _streams.Remove(state.Id);
            _options.Disk.Delete(_folders.Of(state.Id));
        }
    }

    private async Task SortAllAsync(bool withLast, CancellationToken ct)
    {
        await _turn.WaitAsync(ct);
        try
        {
            SortInTurn(withLast, ct);
            Retain();
        }
        finally
        {
            _turn.Release();
        }
    }

    private void SortInTurn(bool withLast, CancellationToken ct)
    {
        var segments = _segments.Finished(withLast).Where(s => withLast || !_kept.Contains(s.Number)).ToList();
        if (segments.Count == 0) return;
        using SegmentSort sort = new(_streams, _folders, _options.StreamFileBytes);
        sort.Run(segments, ct);
        Commit(segments, sort);
    }

    private void Commit(List<Segment> segments, SegmentSort sort)
    {
        var (moved, last) = (sort.Moved(), segments[^1].Number);
        var from = Math.Max(last + 1, _segments.FirstUnsorted);
        int[] kept = [.. _kept.Except(segments.Select(segment => segment.Number)), .. sort.Damaged.Select(segment => segment.Number)];
        WriteCatalog(from, kept, _streams.All().Select(state => moved.TryGetValue(state, out var entry) ? entry : state.Filed()));
        // Not before: what a failed catalog does not name is sorted again.
        _kept = kept;
        foreach (var (state, entry) in moved) state.Sorted(last, entry);
        _segments.FirstUnsorted = from;
        foreach (var segment in segments.Where(segment => !sort.Damaged.Contains(segment))) _segments.Remove(segment);
        SortedFiles(_logger, segments[0].Name, segments[^1].Name, moved.Count);
    }

    private void WriteCatalog(int from, IEnumerable<int> kept, IEnumerable<CatalogEntry> entries) =>
        _catalogBytes = CatalogFile.Write(_options.Disk, _root, _store, new(from, [.. kept.Where(n => n < from)], [.. entries]));

    [LoggerMessage(LogLevel.Debug, "{First} to {Last} are in the files of {Streams} streams now")]
    private static partial void SortedFiles(ILogger logger, string first, string last, int streams);

    [LoggerMessage(LogLevel.Warning, "The log was not sorted and is kept: {Message}")]
    private static partial void Postponed(ILogger logger, string message);

    [LoggerMessage(LogLevel.Critical, "Sorting the log failed; it is kept whole")]
    private static partial void Failed(ILogger logger, Exception exception);
}
