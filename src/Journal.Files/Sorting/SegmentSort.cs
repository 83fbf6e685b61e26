using System.Buffers;
using Microsoft.Win32.SafeHandles;
using Yoi.Journal.Implementing;

namespace Yoi.Journal.Files;

/// <summary>
/// Copies the lines of one log file behind the streams' own files, in the order in which they stand. Nothing counts before the catalog says so: cut off anywhere, it is
/// done again and writes the same bytes in the same places.
/// </summary>
internal sealed class SegmentSort(StreamTable<FileStreamState> streams, StreamFolders folders, long streamFileBytes)
{
    private readonly Dictionary<StreamId, Gathered> _gathered = [];

    /// <summary>Whether something in the file is damaged or belongs to a stream that is: then it must stay.</summary>
    public bool IsDamaged { get; private set; }

    /// <summary>The streams it moved, with what the catalog keeps of them then.</summary>
    public IEnumerable<(FileStreamState State, CatalogEntry Entry)> Moved => _gathered.Values.Select(g => (g.State, g.Entry));

    public void Run(Segment segment, CancellationToken ct)
    {
        Gather(segment, ct);
        List<SafeFileHandle> written = [];
        HashSet<string> folderNames = [];
        var isWhole = FileSystemSync.IsBetterFor(_gathered.Count);
        try
        {
            foreach (var gathered in _gathered.Values)
            {
                ct.ThrowIfCancellationRequested();
                Write(gathered, isWhole, written, folderNames);
            }

            if (isWhole && written.Count > 0) FileSystemSync.All(written[0]);
            if (!isWhole) foreach (var folder in folderNames) FolderSync.Sync(folder);
        }
        finally
        {
            foreach (var handle in written) handle.Dispose();
        }
    }

    private void Gather(Segment segment, CancellationToken ct)
    {
        var lines = new LineScanner(segment.Handle);
        while (lines.Next() && lines.Offset < segment.Length)
        {
            ct.ThrowIfCancellationRequested();
            if (!LineReader.IsWhole(lines.Line) || !LineReader.TryReadPrefix(lines.Line, out var prefix) || Find(prefix.Stream) is not { Fault: null } state)
            {
                IsDamaged = true;
                continue;
            }

            if (!_gathered.TryGetValue(state.Id, out var gathered)) _gathered.Add(state.Id, gathered = new(state));
            // A file that stayed for its damage holds lines that were sorted before; one behind a gap stays until the gap is filled.
            if (prefix.Version > gathered.Last + 1) IsDamaged = true;
            if (prefix.Version != gathered.Last + 1) continue;
            if (prefix.Snapshot is not null) gathered.Snapshot = lines.Line.ToArray();
            else gathered.Add(prefix.Count, lines.Line, streamFileBytes);
        }
    }

    private void Write(Gathered gathered, bool isWhole, List<SafeFileHandle> written, HashSet<string> folderNames)
    {
        var folder = folders.Of(gathered.State.Id);
        Directory.CreateDirectory(folder);
        folderNames.Add(folder);
        // Also where the folder is there: it may be left from a sort that ended before it synced.
        if (gathered.State.Files.Count == 0) folderNames.UnionWith([folders.Root, Path.GetDirectoryName(folder)!, Path.GetDirectoryName(folders.Root)!]);
        if (gathered.Snapshot is { } snapshot) SnapshotFile.Write(folder, snapshot);
        foreach (var (file, bytes) in gathered.Writes)
        {
            var handle = File.OpenHandle(folders.PathOf(gathered.State.Id, file), FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            // One open file is enough for the call that syncs all.
            if (!isWhole || written.Count == 0) written.Add(handle);
            // Over what an earlier try wrote, and cut behind it: at no moment is less there than a catalog says that got its place in spite of an error.
            RandomAccess.Write(handle, bytes.WrittenSpan, file.Bytes);
            RandomAccess.SetLength(handle, file.Bytes + bytes.WrittenCount);
            if (!isWhole) RandomAccess.FlushToDisk(handle);
            if (isWhole && written[0] != handle) handle.Dispose();
        }
    }

    private FileStreamState? Find(ReadOnlySpan<byte> text)
    {
        Span<char> id = stackalloc char[129];
        if (text.Length > id.Length) return null;
        id = id[..System.Text.Encoding.Latin1.GetChars(text, id)];
        return streams.TryGet(id, out var state) ? state : null;
    }

    /// <summary>What one stream gets.</summary>
    private sealed class Gathered(FileStreamState state)
    {
        public FileStreamState State { get; } = state;

        /// <summary>The stream's files as they will be.</summary>
        public List<StreamFile> Files { get; } = [.. state.Files];

        /// <summary>Files as they are, and what goes behind each.</summary>
        public List<(StreamFile File, ArrayBufferWriter<byte> Bytes)> Writes { get; } = [];

        public long Last { get; private set; } = state.Filed().Version;

        /// <summary>The line of its newest snapshot.</summary>
        public byte[]? Snapshot { get; set; }

        public CatalogEntry Entry => State.Filed() is var filed && Snapshot is not null
            ? filed with { Version = Last, Files = Files, Snapshot = SnapshotFile.Of(Snapshot)?.Version }
            : filed with { Version = Last, Files = Files };

        public void Add(int count, ReadOnlySpan<byte> line, long streamFileBytes)
        {
            // A file whose only line has no events keeps its name: the next would have the same.
            if (Files.Count == 0 || (Files[^1].Bytes + line.Length >= streamFileBytes && Files[^1].Last >= Files[^1].First))
            {
                Files.Add(new(Last + 1, Last, 0));
                Writes.Add((Files[^1], new()));
            }
            else if (Writes.Count == 0)
            {
                Writes.Add((Files[^1], new()));
            }

            var bytes = Writes[^1].Bytes;
            bytes.Write(line);
            bytes.Write("\n"u8);
            Last += count;
            Files[^1] = Files[^1] with { Last = Last, Bytes = Files[^1].Bytes + line.Length + 1 };
        }
    }
}
