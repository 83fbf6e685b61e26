using Yoi.Journal.Implementing;
using Yoi.Protocol;

namespace Yoi.Journal.Files;

/// <summary>Reads events from where the index says they lie.</summary>
internal sealed class StreamReading(SegmentLog segments)
{
    private const int LinesAtOnce = 64;
    private const int SpanBytes = 64 * 1024;

    public async ValueTask<Result<Page>> ReadAsync(FileStreamState state, ReadRange range, CancellationToken cancellationToken)
    {
        var newest = state.Version;
        var page = new PageBuilder(range, newest);
        var version = PageBuilder.Start(range, newest);
        while (version >= 1 && version <= newest)
        {
            // A page of a few events needs few lines.
            var lines = state.LinesFrom(version, range.Backward, Math.Min(LinesAtOnce, range.Limit));
            for (var taken = 0; taken < lines.Length;)
            {
                var count = Together(lines, taken);
                var (events, fault) = await ReadLinesAsync(state, lines.AsMemory(taken, count), range.Backward, cancellationToken);
                if (fault is not null) return fault;
                foreach (var item in events)
                {
                    if (range.Backward ? item.Version > version : item.Version < version) continue;
                    if (item.Version > newest || !page.TryAdd(item)) return page.Build();
                    version = item.Version + (range.Backward ? -1 : 1);
                }

                taken += count;
            }
        }

        return page.Build();
    }

    /// <summary>How many lines from an index on lie close enough to be read at once.</summary>
    private static int Together(LinePlace[] lines, int from)
    {
        var first = lines[from];
        long low = first.Offset, high = first.Offset + first.Length;
        var count = 1;
        for (; from + count < lines.Length; count++)
        {
            var next = lines[from + count];
            low = Math.Min(low, next.Offset);
            high = Math.Max(high, next.Offset + next.Length);
            if (next.Segment != first.Segment || high - low > SpanBytes) break;
        }

        return count;
    }

    private async ValueTask<(List<StoredEvent> Events, Fault? Fault)> ReadLinesAsync(
        FileStreamState state, ReadOnlyMemory<LinePlace> lines, bool backward, CancellationToken cancellationToken)
    {
        var (from, to) = Ends(lines.Span);
        var segment = segments[from.Segment];
        var buffer = new byte[to.Offset + to.Length - from.Offset];
        try
        {
            if (await segment.ReadAsync(buffer, from.Offset, cancellationToken) < buffer.Length) return ([], Damaged(state, segment, from));
        }
        catch (Exception exception) when (DiskFaults.IsDisk(exception))
        {
            return ([], DiskFaults.From(exception));
        }

        var events = new List<StoredEvent>();
        foreach (var line in lines.Span)
        {
            var text = buffer.AsSpan((int)(line.Offset - from.Offset), line.Length - 1);
            var found = LineReader.IsWhole(text) ? LineReader.Events(text) : null;
            if (found is null) return ([], Damaged(state, segment, line));
            events.AddRange(backward ? found.Reverse() : found);
        }

        return (events, null);
    }

    private static (LinePlace From, LinePlace To) Ends(ReadOnlySpan<LinePlace> lines) =>
        lines[0].Offset <= lines[^1].Offset ? (lines[0], lines[^1]) : (lines[^1], lines[0]);

    private static Fault Damaged(FileStreamState state, Segment segment, LinePlace line) => new(
        FaultCodes.StoreCorrupt,
        $"The stream {state.Id} cannot be read from version {line.First} on: {segment.Name} is damaged at byte {line.Offset}. Restore the file from a backup.");
}
