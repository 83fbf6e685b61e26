using Yoi.Protocol;

namespace Yoi.Journal.Files;

/// <summary>Reads events from a stream's own files.</summary>
internal sealed class StreamFileReading(StreamFolders folders)
{
    /// <summary>Hands events to <paramref name="take"/>, from a version on in reading order, until it refuses one or the file ends; the fault where the file is damaged or gone.</summary>
    public async ValueTask<(bool More, Fault? Fault)> ReadAsync(StreamId stream, StreamFile file, long version, bool backward, Func<StoredEvent, bool> take, CancellationToken ct)
    {
        try
        {
            using var handle = folders.Open(stream, file);
            var lines = new StreamLines(handle, file.Bytes);
            return backward ? await BackwardAsync(stream, file, lines, version, take, ct) : await ForwardAsync(stream, file, lines, version, take, ct);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return (false, Damaged(stream, file, "it is missing"));
        }
        catch (Exception exception) when (DiskFaults.IsDisk(exception))
        {
            return (false, DiskFaults.From(exception));
        }
    }

    /// <summary>The last appends of a stream up to a version, oldest first: key and span of each; the fault where a file is damaged or gone.</summary>
    public async ValueTask<(IReadOnlyList<PastAppend> Appends, Fault? Fault)> AppendsAsync(StreamId stream, IReadOnlyList<StreamFile> files, long upTo, int most, CancellationToken ct)
    {
        List<PastAppend> appends = [];
        var beginning = LineReader.BeginningOf(stream);
        for (var i = files.Count - 1; i >= 0 && appends.Count < most; i--)
        {
            try
            {
                using var handle = folders.Open(stream, files[i]);
                var lines = new StreamLines(handle, files[i].Bytes);
                for (var before = files[i].Bytes; before > 0 && appends.Count < most;)
                {
                    if (await lines.BackwardAsync(before, ct) is not { Count: > 0 } piece) return (appends, Damaged(stream, files[i], "a line of it is damaged"));
                    foreach (var line in piece)
                    {
                        if (!LineReader.IsWhole(line.Bytes.Span, beginning) || !LineReader.TryReadPrefix(line.Bytes.Span, out var prefix)) return (appends, Damaged(stream, files[i], "a line of it is damaged"));
                        before = line.Offset;
                        if (prefix.Version + prefix.Count - 1 <= upTo && appends.Count < most) appends.Add(new(prefix.Key, prefix.Version, prefix.Version + prefix.Count - 1));
                    }
                }
            }
            catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
            {
                return (appends, Damaged(stream, files[i], "it is missing"));
            }
            catch (Exception exception) when (DiskFaults.IsDisk(exception))
            {
                return (appends, DiskFaults.From(exception));
            }
        }

        appends.Reverse();
        return (appends, null);
    }

    private static async ValueTask<(bool More, Fault? Fault)> ForwardAsync(StreamId stream, StreamFile file, StreamLines lines, long version, Func<StoredEvent, bool> take, CancellationToken ct)
    {
        if ((version <= file.First ? 0 : await lines.FindAsync(version, ct)) is not { } offset) return (false, Damaged(stream, file, "a line of it is damaged"));
        var beginning = LineReader.BeginningOf(stream);
        while (offset < file.Bytes)
        {
            if (await lines.ForwardAsync(offset, ct) is not { Count: > 0 } piece) return (false, Damaged(stream, file, "a line of it is damaged"));
            foreach (var line in piece)
            {
                if (Events(line, beginning) is not { } events) return (false, Damaged(stream, file, $"the line at byte {line.Offset} is damaged or another stream's"));
                foreach (var item in events.Where(e => e.Version >= version))
                {
                    if (!take(item)) return (false, null);
                }

                offset = line.Offset + line.Bytes.Length + 1;
            }
        }

        return (true, null);
    }

    private static async ValueTask<(bool More, Fault? Fault)> BackwardAsync(StreamId stream, StreamFile file, StreamLines lines, long version, Func<StoredEvent, bool> take, CancellationToken ct)
    {
        var before = file.Bytes;
        if (version < file.Last)
        {
            if (await lines.FindAsync(version, ct) is not { } found || await lines.ForwardAsync(found, ct) is not { Count: > 0 } one) return (false, Damaged(stream, file, "a line of it is damaged"));
            before = found + one[0].Bytes.Length + 1;
        }

        var beginning = LineReader.BeginningOf(stream);
        while (before > 0)
        {
            if (await lines.BackwardAsync(before, ct) is not { Count: > 0 } piece) return (false, Damaged(stream, file, "a line of it is damaged"));
            foreach (var line in piece)
            {
                if (Events(line, beginning) is not { } events) return (false, Damaged(stream, file, $"the line at byte {line.Offset} is damaged or another stream's"));
                foreach (var item in events.Reverse().Where(e => e.Version <= version))
                {
                    if (!take(item)) return (false, null);
                }

                before = line.Offset;
            }
        }

        return (true, null);
    }

    private static IReadOnlyList<StoredEvent>? Events(FileLine line, byte[] beginning) => LineReader.IsWhole(line.Bytes.Span, beginning) ? LineReader.Events(line.Bytes.Span) : null;

    private static Fault Damaged(StreamId stream, StreamFile file, string why) =>
        new(FaultCodes.StoreCorrupt, $"The stream {stream} cannot be used: {StreamFolders.NameOf(stream, file)}: {why}. Restore the file from a backup.");
}

/// <summary>An append of the past: its key and the versions it made.</summary>
internal readonly record struct PastAppend(string? Key, long First, long Last);
