using Microsoft.Win32.SafeHandles;
using Yoi.Journal.Implementing;
using Yoi.Protocol;

namespace Yoi.Journal.Files;

/// <summary>What opening a root gives.</summary>
internal sealed record OpenedRoot(
    SafeFileHandle Lock, Guid StoreId, SegmentLog Segments, StreamTable<FileStreamState> Streams, IReadOnlyList<int> Kept, IReadOnlyList<JournalDiagnostic> Diagnostics);

/// <summary>Opens a root in an order that leaves it openable wherever it is cut off: folder, lock, record, catalog, log.</summary>
internal static class JournalOpening
{
    private static readonly HashSet<string> Known = [RootLock.FileName, StoreRecord.FileName, StoreRecord.TemporaryName, CatalogFile.Name, CatalogFile.TemporaryName, StreamFolders.Name, "log"];

    public static Result<OpenedRoot> Open(FileJournalOptions options, CancellationToken cancellationToken)
    {
        try
        {
            var root = Path.GetFullPath(options.Root);
            CreateFolder(root);
            if (!RootLock.Take(root).TryGet(out var held, out var fault)) return fault;
            var opened = OpenLocked(root, held, options.SegmentBytes, cancellationToken);
            if (opened.Fault is not null) held.Dispose();
            return opened;
        }
        catch (Exception exception) when (DiskFaults.IsDisk(exception))
        {
            return DiskFaults.From(exception);
        }
    }

    private static Result<OpenedRoot> OpenLocked(string root, SafeFileHandle held, int segmentBytes, CancellationToken cancellationToken)
    {
        var diagnostics = new List<JournalDiagnostic>();
        var folder = Path.Combine(root, "log");
        var files = new SortedDictionary<int, string>();
        foreach (var entry in Entries(root).Where(entry => !Known.Contains(entry))) Stray(diagnostics, entry);
        foreach (var entry in Entries(folder))
        {
            if (Segment.NumberOf(entry) is { } number && File.Exists(Path.Combine(folder, entry))) files.Add(number, Path.Combine(folder, entry));
            else Stray(diagnostics, $"log/{entry}");
        }

        SegmentLog? segments = null;
        try
        {
            var hasData = files.Values.Any(file => new FileInfo(file).Length > 0) || File.Exists(Path.Combine(root, CatalogFile.Name));
            if (!StoreRecord.ReadOrCreate(root, hasData).TryGet(out var record, out var fault)) return fault;
            CreateFolder(folder);
            if (!hasData) FolderSync.SyncWithAncestors(folder);
            if (!FindCatalog(root, record.Store, files, diagnostics, cancellationToken).TryGet(out var found, out fault)) return fault;
            var (catalog, damaged) = found;
            var streams = new StreamTable<FileStreamState>(catalog.Entries.Count);
            foreach (var entry in catalog.Entries) streams.Add(entry.Stream, new(entry));
            foreach (var (stream, reason) in damaged) if (streams.TryGet(stream, out var state)) state.Damage(reason);
            segments = new SegmentLog(folder, segmentBytes, catalog.LogFrom);
            RemoveSorted(root, files, catalog);
            Scan(files, segments, catalog, new(streams, catalog, diagnostics.Add), diagnostics, cancellationToken);
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

    private static Result<(Catalog Catalog, IReadOnlyList<(StreamId Stream, Fault Reason)> Damaged)> FindCatalog(
        string root, Guid store, SortedDictionary<int, string> files, List<JournalDiagnostic> diagnostics, CancellationToken ct)
    {
        if (CatalogFile.Read(root, store) is { } read) return read.TryGet(out var catalog, out var fault) ? (catalog, []) : fault;
        var folders = new StreamFolders(root);
        var isMissing = !File.Exists(Path.Combine(root, CatalogFile.Name));
        // With the first log file there the log holds everything, and what lies in the streams' files is from a sort that never ended.
        if (isMissing && (files.ContainsKey(1) || !Directory.Exists(folders.Root))) return (Catalog.Empty, []);
        List<(StreamId Stream, Fault Reason)> damaged = [];
        var rebuilt = CatalogRebuild.Run(
            folders,
            files.Count == 0 ? 1 : files.Keys.First(),
            (stream, file) =>
            {
                var message = $"The stream {stream} cannot be used: what stands before {StreamFolders.NameOf(stream, file)} is missing. Restore the file from a backup.";
                diagnostics.Add(new(DiagnosticKind.MissingVersions, StreamFolders.NameOf(stream, file), null, stream, message));
                damaged.Add((stream, new(FaultCodes.StoreCorrupt, message)));
            },
            ct);
        diagnostics.Add(new(
            DiagnosticKind.CatalogRebuilt, CatalogFile.Name, null, null,
            $"The catalog is {(isMissing ? "missing" : "damaged")}; it was made again from the files of {rebuilt.Entries.Count} streams and the log."));
        return (rebuilt, damaged);
    }

    /// <summary>Deletes log files that were sorted: the process ended between catalog and deletion.</summary>
    private static void RemoveSorted(string root, SortedDictionary<int, string> files, Catalog catalog)
    {
        var sorted = files.Where(f => f.Key < catalog.LogFrom && !catalog.Kept.Contains(f.Key)).ToList();
        // The catalog that says so may have been put in its place by a process that ended before it was safe there.
        if (sorted.Count > 0) FolderSync.Sync(root);
        foreach (var (number, path) in sorted)
        {
            File.Delete(path);
            files.Remove(number);
        }
    }

    private static void Scan(
        SortedDictionary<int, string> files, SegmentLog segments, Catalog catalog, LogScan scan, List<JournalDiagnostic> diagnostics, CancellationToken cancellationToken)
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
            var segment = Segment.Open(number, path, FileMode.Open);
            segments.Add(segment);
            scan.Scan(segment, isLast: number == last);
            if (number == last) Settle(segment, path);
        }
    }

    /// <summary>What a process left that was killed before its sync is read from memory, and no longer there when the power fails: nothing builds on it before it is safe.</summary>
    private static void Settle(Segment last, string path)
    {
        if (last.Length > 0) RandomAccess.FlushToDisk(last.Handle);
        else FolderSync.Sync(Path.GetDirectoryName(path)!);
    }

    private static void CreateFolder(string path)
    {
        if (Directory.Exists(path)) return;
        var parent = Path.GetDirectoryName(path);
        if (parent is not null) CreateFolder(parent);
        Directory.CreateDirectory(path);
        if (parent is not null) FolderSync.Sync(parent);
    }

    private static IEnumerable<string> Entries(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal) : [];

    private static void Stray(List<JournalDiagnostic> diagnostics, string name) =>
        diagnostics.Add(new(DiagnosticKind.StrayFile, name, null, null, $"{name} is none of the journal's files; it is left alone."));
}
