using Yoi.Journal.Implementing;
using Yoi.Protocol;

namespace Yoi.Journal.Files;

/// <summary>Reads events from where they lie: older ones in the stream's own files, newer ones in the log.</summary>
internal sealed class StreamReading(SegmentLog segments, StreamFolders folders)
{
    private const int LinesAtOnce = 64;
    private const int SpanBytes = 64 * 1024;

    private readonly StreamFileReading _files = new(folders);

    public async ValueTask<Result<Page>> ReadAsync(FileStreamState state, ReadRange range, CancellationToken cancellationToken)
    {
        var (newest, oldest) = (state.Version, state.Oldest);
        if (PageBuilder.Expired(range, state.Id, oldest) is { } expired) return expired;
        var (snapshot, damaged) = range.FromSnapshot ? await SnapshotAsync(state, cancellationToken) : (null, null);
        // What a snapshot was made of is read instead, as long as all of it is there.
        if (damaged is not null && oldest > 1) return damaged;
        var page = new PageBuilder(range, newest) { Snapshot = snapshot };
        var version = snapshot?.Version + 1 ?? PageBuilder.Start(range, newest);
        while (version >= oldest && version <= newest)
        {
            // A page of a few events needs few lines.
            var (lines, file) = state.Find(version, range.Backward, Math.Min(LinesAtOnce, range.Limit));
            var before = version;
            var (more, fault) = file is not null
                ? await _files.ReadAsync(state.Id, file, version, range.Backward, Take, cancellationToken)
                : await ReadLogAsync(state, lines, range.Backward, Take, cancellationToken);
            if (fault is null && !more) return page.Build();
            if (fault is null && version == before && lines.Length == 0) fault = new(FaultCodes.StoreCorrupt, $"The stream {state.Id} has no version {version}; restore its files from a backup.");
            if (fault is null) continue;
            // Let go of meanwhile: then it is answered what is answered where it was gone before.
            return state.Oldest > oldest ? await ReadAsync(state, range, cancellationToken) : fault;
        }

        return page.Build();

        bool Take(StoredEvent item)
        {
            if (range.Backward ? item.Version > version : item.Version < version) return true;
            if (item.Version > newest || !page.TryAdd(item)) return false;
            version = item.Version + (range.Backward ? -1 : 1);
            return true;
        }
    }

    /// <summary>The older appends of a stream that its keys lack; the fault where they cannot be read.</summary>
    public async ValueTask<(IReadOnlyList<PastAppend> Appends, Fault? Fault)> AppendsAsync(FileStreamState state, CancellationToken cancellationToken)
    {
        while (true)
        {
            var files = state.Files;
            var found = await _files.AppendsAsync(state.Id, files, state.FiledVersion, OperationKeys.Window, cancellationToken);
            // Retention may have let go of one meanwhile.
            if (found.Fault is null || ReferenceEquals(files, state.Files)) return found;
        }
    }

    private async ValueTask<(StoredSnapshot? Snapshot, Fault? Damage)> SnapshotAsync(FileStreamState state, CancellationToken cancellationToken)
    {
        while (state.Snapshot is var (version, line))
        {
            try
            {
                StoredSnapshot? found;
                if (line is not { } place) found = await SameScheduler.Start(() => SnapshotFile.Read(folders.Disk, folders.Of(state.Id), state.Id), cancellationToken);
                else if (segments.Find(place.Segment) is { } segment) found = await SnapshotAsync(segment, place, cancellationToken);
                else continue;
                // A sort that did not end may have put a newer one there: the log has it as well.
                return found is not null && found.Version >= version
                    ? (found, null)
                    : (null, new Fault(FaultCodes.StoreCorrupt, $"The snapshot of {state.Id} at version {version} is damaged; restore it from a backup."));
            }
            catch (ObjectDisposedException)
            {
                if (segments.IsClosed) return (null, LogWriter.Closed);
                // Sorted meanwhile: now it lies in the stream's folder.
                continue;
            }
            catch (Exception exception) when (DiskFaults.IsDisk(exception))
            {
                return (null, DiskFaults.From(exception));
            }
        }

        return (null, null);
    }

    private static async ValueTask<StoredSnapshot?> SnapshotAsync(Segment segment, LinePlace place, CancellationToken cancellationToken)
    {
        var buffer = new byte[place.Length];
        return await segment.ReadAsync(buffer, place.Offset, cancellationToken) == buffer.Length ? SnapshotFile.Of(buffer.AsSpan(0, buffer.Length - 1)) : null;
    }

    private async ValueTask<(bool More, Fault? Fault)> ReadLogAsync(
        FileStreamState state, LinePlace[] lines, bool backward, Func<StoredEvent, bool> take, CancellationToken cancellationToken)
    {
        for (var taken = 0; taken < lines.Length;)
        {
            var count = Together(lines, taken);
            // Sorted since it was found: then it is found again, in the stream's own file.
            if (segments.Find(lines[taken].Segment) is not { } segment) return (true, null);
            var (events, fault) = await ReadLinesAsync(state, segment, lines.AsMemory(taken, count), backward, cancellationToken);
            if (fault is not null) return (false, fault);
            if (events is null) return segments.IsClosed ? (false, LogWriter.Closed) : (true, null);
            foreach (var item in events)
            {
                if (!take(item)) return (false, null);
            }

            taken += count;
        }

        return (true, null);
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

    /// <summary>The events of lines; null where the file was sorted and deleted meanwhile.</summary>
    private static async ValueTask<(List<StoredEvent>? Events, Fault? Fault)> ReadLinesAsync(
        FileStreamState state, Segment segment, ReadOnlyMemory<LinePlace> lines, bool backward, CancellationToken cancellationToken)
    {
        var (from, to) = Ends(lines.Span);
        var buffer = new byte[to.Offset + to.Length - from.Offset];
        try
        {
            if (await segment.ReadAsync(buffer, from.Offset, cancellationToken) < buffer.Length) return (null, Damaged(state, segment, from));
        }
        catch (ObjectDisposedException)
        {
            return (null, null);
        }
        catch (Exception exception) when (DiskFaults.IsDisk(exception))
        {
            return (null, DiskFaults.From(exception));
        }

        var events = new List<StoredEvent>();
        foreach (var line in lines.Span)
        {
            var text = buffer.AsSpan((int)(line.Offset - from.Offset), line.Length - 1);
            var found = LineReader.IsWhole(text) ? LineReader.Events(text) : null;
            if (found is null) return (null, Damaged(state, segment, line));
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
