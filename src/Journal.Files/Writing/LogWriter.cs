using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Yoi.Journal.Implementing;
using Yoi.Protocol;

namespace Yoi.Journal.Files;

/// <summary>The one task that writes: it takes what has gathered, writes it at once, syncs once, and answers all of it.</summary>
internal sealed partial class LogWriter
{
    private const int Waiting = 4_096;
    private const int BatchBytes = 8 * 1024 * 1024;

    private readonly Channel<PendingAppend> _queue = Channel.CreateBounded<PendingAppend>(new BoundedChannelOptions(Waiting) { SingleReader = true });
    private readonly SegmentLog _segments;
    private readonly CoalescedHints<StreamId, StreamHead> _hints;
    private readonly ILogger _logger;
    private readonly Batch _batch;
    private readonly Task _work;
    private JournalStatistics _statistics = new(0, 0, 0);

    public LogWriter(StreamTable<FileStreamState> streams, SegmentLog segments, CoalescedHints<StreamId, StreamHead> hints, ILogger logger)
    {
        (_segments, _hints, _logger, _batch) = (segments, hints, logger, new(streams));
        _work = SameScheduler.Run(WorkAsync);
    }

    /// <summary>What is answered once the journal is closed.</summary>
    public static Fault Closed { get; } = new(FaultCodes.StoreFailed, "The journal is closed; open it again.");

    public JournalStatistics Statistics => Volatile.Read(ref _statistics);

    /// <summary>Hands an append over and waits for its answer; once handed over it is not taken back.</summary>
    public ValueTask<Result<Appended>> AppendAsync(PendingAppend append, CancellationToken cancellationToken) =>
        !cancellationToken.IsCancellationRequested && _queue.Writer.TryWrite(append) ? append.Answered : WaitAsync(append, cancellationToken);

    /// <summary>Writes what is queued and ends.</summary>
    public async Task CloseAsync()
    {
        _queue.Writer.TryComplete();
        await _work;
    }

    private async ValueTask<Result<Appended>> WaitAsync(PendingAppend append, CancellationToken cancellationToken)
    {
        try
        {
            await _queue.Writer.WriteAsync(append, cancellationToken);
        }
        catch (ChannelClosedException)
        {
            return Closed;
        }

        return await append.Answered;
    }

    private async Task WorkAsync()
    {
        while (await _queue.Reader.WaitToReadAsync())
        {
            try
            {
                while (_batch.Bytes.Length < BatchBytes && _queue.Reader.TryRead(out var append)) _batch.Add(append);
                Write();
            }
            catch (Exception exception)
            {
                // A bug must not leave callers waiting for ever.
                WriterFailed(_logger, exception);
                _batch.Refuse(new Fault(FaultCodes.StoreFailed, $"The journal's writer failed: {exception.Message}"));
            }

            _batch.Clear();
        }
    }

    private void Write()
    {
        if (_batch.Lines == 0) return;
        if (!_segments.Append(_batch.Bytes, _batch.LastLine).TryGet(out var place, out var fault))
        {
            BatchRefused(_logger, _batch.Lines, fault);
            _batch.Refuse(fault);
            return;
        }

        var before = _statistics;
        Volatile.Write(ref _statistics, new(before.Appends + _batch.Lines, before.Syncs + 1, before.Bytes + _batch.Bytes.Length));
        _batch.Commit(place, _hints);
    }

    [LoggerMessage(LogLevel.Error, "Refused a batch of {Count} appends: {Fault}")]
    private static partial void BatchRefused(ILogger logger, int count, Fault fault);

    [LoggerMessage(LogLevel.Critical, "The journal's writer failed")]
    private static partial void WriterFailed(ILogger logger, Exception exception);
}
