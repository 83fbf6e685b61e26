using Microsoft.Win32.SafeHandles;
using Yoi.Journal.Implementing;
using Yoi.Protocol;

namespace Yoi.Journal.Files;

/// <summary>What opening a root gives.</summary>
internal sealed record OpenedRoot(
    SafeFileHandle Lock, Guid StoreId, SegmentLog Segments, StreamTable<FileStreamState> Streams, IReadOnlyList<JournalDiagnostic> Diagnostics);

/// <summary>Opens a root in an order that leaves it openable wherever it is cut off: folder, lock, record, log.</summary>
internal static class JournalOpening
{
    private static readonly HashSet<string> Known = [RootLock.FileName, StoreRecord.FileName, StoreRecord.TemporaryName, "log"];

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

        var segments = new SegmentLog(folder, segmentBytes);
        try
        {
            var hasLog = files.Values.Any(file => new FileInfo(file).Length > 0);
            if (!StoreRecord.ReadOrCreate(root, hasLog).TryGet(out var record, out var fault)) return fault;
            CreateFolder(folder);
            var streams = new StreamTable<FileStreamState>();
            Scan(files, segments, new(streams, diagnostics.Add), diagnostics, cancellationToken);
            var opened = new OpenedRoot(held, record.Store, segments, streams, diagnostics);
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

    private static void Scan(
        SortedDictionary<int, string> files, SegmentLog segments, LogScan scan, List<JournalDiagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var expected = 1;
        var last = files.Count == 0 ? 0 : files.Keys.Max();
        foreach (var (number, path) in files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (; expected < number; expected++)
            {
                var name = $"log/{Segment.FileName(expected)}";
                diagnostics.Add(new(DiagnosticKind.MissingFile, name, null, null, $"{name} is missing; what it held cannot be read. Restore it from a backup."));
            }

            expected = number + 1;
            var segment = Segment.Open(number, path, FileMode.Open);
            segments.Add(segment);
            scan.Scan(segment, isLast: number == last);
        }
    }

    private static void CreateFolder(string path)
    {
        if (Directory.Exists(path)) return;
        Directory.CreateDirectory(path);
        if (Path.GetDirectoryName(path) is { Length: > 0 } parent) FolderSync.Sync(parent);
    }

    private static IEnumerable<string> Entries(string folder) =>
        Directory.Exists(folder) ? Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal) : [];

    private static void Stray(List<JournalDiagnostic> diagnostics, string name) =>
        diagnostics.Add(new(DiagnosticKind.StrayFile, name, null, null, $"{name} is none of the journal's files; it is left alone."));
}
