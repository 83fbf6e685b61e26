using Yoi.Protocol;

namespace Yoi.Journal.Files;

/// <summary>Makes a catalog from the streams' own files, where the one there was is gone or damaged: each whole line counts, up to the first that is not or that leaves a gap.</summary>
internal static class CatalogRebuild
{
    /// <param name="folders">Where the files lie.</param>
    /// <param name="logFrom">The first log file there is.</param>
    /// <param name="report">Told of each stream with a gap.</param>
    /// <param name="ct">Ends it.</param>
    public static Catalog Run(StreamFolders folders, int logFrom, Action<StreamGap> report, CancellationToken ct)
    {
        List<CatalogEntry> entries = [];
        foreach (var category in Folders(folders.Disk, folders.Root))
        {
            foreach (var name in Folders(folders.Disk, Path.Combine(folders.Root, category)))
            {
                ct.ThrowIfCancellationRequested();
                if (StreamId.TryParse($"{category}/{name}", out var stream)) entries.Add(Entry(folders, stream!, report));
            }
        }

        return new(logFrom, [], entries);
    }

    private static CatalogEntry Entry(StreamFolders folders, StreamId stream, Action<StreamGap> report)
    {
        var names = folders.Disk.Names(folders.Of(stream)).Select(StreamFile.FirstOf).OfType<long>().Order();
        List<StreamFile> files = [];
        long version = 0;
        ReadOnlyMemory<byte> head = default;
        DateTimeOffset? retiredAt = null;
        var snapshot = SnapshotFile.Read(folders.Disk, folders.Of(stream), stream);
        foreach (var first in names)
        {
            var file = new StreamFile(first, first - 1, 0);
            // Behind a snapshot older files may have been let go of.
            if (files.Count == 0 && snapshot is not null && first <= snapshot.Version + 1) version = first - 1;
            if (first != version + 1)
            {
                report(new(stream, file, null));
                break;
            }

            // What a sort wrote that did not end is in the log as well.
            file = Read(folders, stream, file, ref head, ref retiredAt, out var isWhole);
            if (!isWhole) report(new(stream, file, file.Last + 1));
            if (file.Bytes == 0) break;
            files.Add(file);
            version = file.Last;
        }

        return new(stream, Math.Max(version, snapshot?.Version ?? 0), head, files, snapshot?.Version, retiredAt);
    }

    private static StreamFile Read(StreamFolders folders, StreamId stream, StreamFile file, ref ReadOnlyMemory<byte> head, ref DateTimeOffset? retiredAt, out bool isWhole)
    {
        isWhole = true;
        using var handle = folders.Open(stream, file);
        var (lines, beginning) = (new LineScanner(handle), LineReader.BeginningOf(stream));
        while (lines.Next())
        {
            if (!lines.Terminated || !LineReader.IsWhole(lines.Line, beginning) || !LineReader.TryReadPrefix(lines.Line, out var prefix) || prefix.Version != file.Last + 1)
            {
                isWhole = false;
                break;
            }

            head = prefix.Head.Copy() ?? head;
            retiredAt = prefix.RetiredAt ?? retiredAt;
            file = file with { Last = file.Last + prefix.Count, Bytes = lines.Offset + lines.Length };
        }

        return file;
    }

    private static IEnumerable<string> Folders(IDisk disk, string path) =>
        disk.Names(path).Where(name => disk.HasFolder(Path.Combine(path, name))).Order(StringComparer.Ordinal);
}

/// <summary>Something of a stream's own files is gone, if the log does not have it.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="File">The file behind the gap, or the one with the gap in it.</param>
/// <param name="Version">The version that is damaged in the file; null where the file itself stands behind the gap.</param>
internal sealed record StreamGap(StreamId Stream, StreamFile File, long? Version);
