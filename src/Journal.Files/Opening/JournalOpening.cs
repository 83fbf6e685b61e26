using Yoi.Journal.Implementing;
using Yoi.Protocol;

namespace Yoi.Journal.Files;

/// <summary>What opening a root gives.</summary>
internal sealed record OpenedRoot(
    RootLock Lock, Guid StoreId, SegmentLog Segments, StreamTable<FileStreamState> Streams, IReadOnlyList<int> Kept, IReadOnlyList<JournalDiagnostic> Diagnostics);

/// <summary>Opens a root in an order that leaves it openable wherever it is cut off: folder, lock, record, catalog, log.</summary>
internal static class JournalOpening
{
    private static readonly HashSet<string> Known = [RootLock.FileName, StoreRecord.FileName, StoreRecord.TemporaryName, CatalogFile.Name, CatalogFile.TemporaryName, StreamFolders.Name, "log"];

    public static Result<OpenedRoot> Open(FileJournalOptions options, CancellationToken cancellationToken)
    {
        try
        {
            var root = Path.GetFullPath(options.Root);
            CreateFolder(options.Disk, root);
            if (!RootLock.Take(options.Disk, root).TryGet(out var held, out var fault)) return fault;
            var opened = OpenLocked(options.Disk, root, held, options.SegmentBytes, cancellationToken);
            if (opened.Fault is not null) held.Dispose();
            return opened;
        }
        catch (Exception exception) when (DiskFaults.IsDisk(exception))
        {
            return DiskFaults.From(exception);
        }
    }

    private static Result<OpenedRoot> OpenLocked(IDisk disk, string root, RootLock held, int segmentBytes, CancellationToken cancellationToken)
    {
        var diagnostics = new List<JournalDiagnostic>();
        var folder = Path.Combine(root, "log");
        var files = new SortedDictionary<int, string>();
        foreach (var entry in Entries(disk, root).Where(entry => !Known.Contains(entry))) Stray(diagnostics, entry);
        foreach (var entry in Entries(disk, folder))
        {
            if (Segment.NumberOf(entry) is { } number && disk.HasFile(Path.Combine(folder, entry))) files.Add(number, Path.Combine(folder, entry));
            else Stray(diagnostics, $"log/{entry}");
        }

        SegmentLog? segments = null;
        try
        {
            var hasData = files.Values.Any(file => disk.Find(file) is { Length: > 0 }) || disk.HasFile(Path.Combine(root, CatalogFile.Name));
            if (!StoreRecord.ReadOrCreate(disk, root, hasData).TryGet(out var record, out var fault)) return fault;
            CreateFolder(disk, folder);
            if (!hasData) disk.SyncWithAncestors(folder);
            if (!FindCatalog(disk, root, record.Store, files, diagnostics, cancellationToken).TryGet(out var found, out fault)) return fault;
            var (catalog, gaps) = found;
            var streams = new StreamTable<FileStreamState>(catalog.Entries.Count);
            foreach (var entry in catalog.Entries) streams.Add(entry.Stream, new(entry));
            segments = new SegmentLog(disk, folder, segmentBytes, catalog.LogFrom);
            RemoveSorted(disk, root, files, catalog);
            Scan(disk, files, segments, catalog, new(streams, catalog, diagnostics.Add), diagnostics, cancellationToken);
            foreach (var gap in gaps) Damage(streams, gap, diagnostics);
            var opened = new OpenedRoot(held, record.Store, segments, streams, catalog.Kept, diagnostics);
            segments = null;
            return opened;
        }
        catch
        {
            held.Dispose();
            throw;
        }
        finally
        {
            segments?.Dispose();
        }
    }

    private static Result<(Catalog Catalog, IReadOnlyList<StreamGap> Gaps)> FindCatalog(
        IDisk disk, string root, Guid store, SortedDictionary<int, string> files, List<JournalDiagnostic> diagnostics, CancellationToken ct)
    {
        if (CatalogFile.Read(disk, root, store) is { } read) return read.TryGet(out var catalog, out var fault) ? (catalog, []) : fault;
        var folders = new StreamFolders(root, disk);
        var isMissing = !disk.HasFile(Path.Combine(root, CatalogFile.Name));
        // With the first log file there the log holds everything, and what lies in the streams' files is from a sort that never ended.
        if (isMissing && (files.ContainsKey(1) || !disk.HasFolder(folders.Root))) return (Catalog.Empty, []);
        List<StreamGap> gaps = [];
        var rebuilt = CatalogRebuild.Run(folders, files.Count == 0 ? 1 : files.Keys.First(), gaps.Add, ct);
        diagnostics.Add(new(
            DiagnosticKind.CatalogRebuilt, CatalogFile.Name, null, null,
            $"The catalog is {(isMissing ? "missing" : "damaged")}; it was made again from the files of {rebuilt.Entries.Count} streams and the log."));
        return (rebuilt, gaps);
    }

    private static void Damage(StreamTable<FileStreamState> streams, StreamGap gap, List<JournalDiagnostic> diagnostics)
    {
        // What a sort that did not end left torn the log has as well.
        if (!streams.TryGet(gap.Stream, out var state) || gap.Version <= state.Version) return;
        var name = StreamFolders.NameOf(gap.Stream, gap.File);
        var why = gap.Version is { } version ? $"{name} is damaged at version {version}" : $"what stands before {name} is missing";
        var message = $"The stream {gap.Stream} cannot be used: {why}. Restore the file from a backup.";
        if (state.Damage(new(FaultCodes.StoreCorrupt, message))) diagnostics.Add(new(DiagnosticKind.MissingVersions, name, null, gap.Stream, message));
    }

    /// <summary>Deletes log files that were sorted: the process ended between catalog and deletion.</summary>
    private static void RemoveSorted(IDisk disk, string root, SortedDictionary<int, string> files, Catalog catalog)
    {
        var sorted = files.Where(f => f.Key < catalog.LogFrom && !catalog.Kept.Contains(f.Key)).ToList();
        // The catalog that says so may have been put in its place by a process that ended before it was safe there.
        if (sorted.Count > 0) disk.SyncFolder(root);
        foreach (var (number, path) in sorted)
        {
            disk.Delete(path);
            files.Remove(number);
        }
    }

    private static void Scan(
        IDisk disk, SortedDictionary<int, string> files, SegmentLog segments, Catalog catalog, LogScan scan, List<JournalDiagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var last = files.Count == 0 ? 0 : files.Keys.Max();
        var expected = catalog.Kept.Concat(Enumerable.Range(catalog.LogFrom, Math.Max(0, last - catalog.LogFrom + 1)));
        foreach (var number in expected.Where(n => !files.ContainsKey(n)))
        {
            var name = $"log/{Segment.FileName(number)}";
            diagnostics.Add(new(DiagnosticKind.MissingFile, name, null, null, $"{name} is missing; what it held cannot be read. Restore it from a backup."));
        }

        foreach (var (number, path) in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var segment = Segment.Open(disk, number, path, FileMode.Open);
            segments.Add(segment);
            scan.Scan(segment, isLast: number == last);
            if (number == last) Settle(disk, segment, path);
        }
    }

    /// <summary>What a process left that was killed before its sync is read from memory, and no longer there when the power fails: nothing builds on it before it is safe.</summary>
    private static void Settle(IDisk disk, Segment last, string path)
    {
        if (last.Length > 0) last.Handle.Flush();
        else disk.SyncFolder(Path.GetDirectoryName(path)!);
    }

    private static void CreateFolder(IDisk disk, string path)
    {
        if (disk.HasFolder(path)) return;
        var parent = Path.GetDirectoryName(path);
        if (parent is not null) CreateFolder(disk, parent);
        disk.CreateFolder(path);
        if (parent is not null) disk.SyncFolder(parent);
    }

    private static IEnumerable<string> Entries(IDisk disk, string folder) => disk.Names(folder).Order(StringComparer.Ordinal);

    private static void Stray(List<JournalDiagnostic> diagnostics, string name) =>
        diagnostics.Add(new(DiagnosticKind.StrayFile, name, null, null, $"{name} is none of the journal's files; it is left alone."));
}
