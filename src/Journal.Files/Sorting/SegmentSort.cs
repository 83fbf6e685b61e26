using System.Buffers;
using Yoi.Journal.Implementing;

namespace Yoi.Journal.Files;

/// <summary>
/// Copies the lines of log files behind the streams' own files, in the order in which they stand. Nothing counts before the catalog says so: cut off anywhere, it is
/// done again and writes the same bytes in the same places.
/// </summary>
internal sealed class SegmentSort(StreamTable<FileStreamState> streams, StreamFolders folders, long streamFileBytes) : IDisposable
{
    private const long BytesAtOnce = 64 * 1024 * 1024;

    private readonly Dictionary<FileStreamState, GatheredLines> _gathered = [];
    private readonly HashSet<string> _folderNames = [];
    private readonly Dictionary<string, long> _tooLong = [];
    private readonly List<byte[]> _buffers = [];
    private readonly ArrayBufferWriter<byte> _together = new();
    private IDiskFile? _unsynced;
    private long _buffered;

    /// <summary>The log files in which something is damaged or belongs to a stream that is: they must stay.</summary>
    public HashSet<Segment> Damaged { get; } = [];

    /// <summary>The streams it moved, with what the catalog keeps of them then.</summary>
    public IReadOnlyDictionary<FileStreamState, CatalogEntry> Moved() => _gathered.ToDictionary(g => g.Key, g => g.Value.Entry);

    public void Run(IEnumerable<Segment> segments, CancellationToken ct)
    {
        foreach (var segment in segments)
        {
            if (_buffered > 0 && _buffered + segment.Length > BytesAtOnce) Write(ct);
            Gather(segment, ct);
        }

        Write(ct);
        Cut();
        if (_unsynced is not null) _unsynced.Flush(all: true);
        else foreach (var folder in _folderNames) folders.Disk.SyncFolder(folder);
    }

    public void Dispose()
    {
        _unsynced?.Dispose();
        Release();
    }

    private void Release()
    {
        foreach (var buffer in _buffers) ArrayPool<byte>.Shared.Return(buffer);
        _buffers.Clear();
        _buffered = 0;
    }

    private void Gather(Segment segment, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var text = Read(segment);
        for (int at = 0, length; at < text.Length; at += length)
        {
            length = text.Span[at..].IndexOf((byte)'\n') + 1;
            if (length == 0) length = text.Length - at;
            if (!TryTake(text.Slice(at, length))) Damaged.Add(segment);
        }
    }

    /// <summary>Takes a line with its line break; false where it is damaged, or belongs to a stream that is.</summary>
    private bool TryTake(ReadOnlyMemory<byte> line)
    {
        var text = line.Span[..^1];
        if (!LineReader.IsWhole(text) || !LineReader.TryReadPrefix(text, out var prefix) || Find(prefix.Stream) is not { Fault: null } state) return false;
        if (!_gathered.TryGetValue(state, out var gathered)) _gathered.Add(state, gathered = new(state.Filed()));
        // A file that stayed for its damage holds lines that were sorted before; one behind a gap stays until the gap is filled.
        if (prefix.Version > gathered.Last + 1) return false;
        if (prefix.Version <= gathered.Last) return true;
        if (prefix.Snapshot.IsThere) gathered.Add(line);
        else gathered.Add(prefix.Count, line, streamFileBytes);
        return true;
    }

    private ReadOnlyMemory<byte> Read(Segment segment)
    {
        var buffer = ArrayPool<byte>.Shared.Rent((int)segment.Length);
        _buffers.Add(buffer);
        _buffered += segment.Length;
        var total = 0;
        for (int read; total < segment.Length; total += read)
        {
            read = segment.Handle.Read(buffer.AsSpan(total, (int)segment.Length - total), total);
            if (read > 0) continue;
            Damaged.Add(segment);
            break;
        }

        return buffer.AsMemory(0, total);
    }

    /// <summary>Writes what was gathered. Few files are synced at once; many together, when all is written.</summary>
    private void Write(CancellationToken ct)
    {
        var areMany = _unsynced is not null || FileSystemSync.IsBetterFor(_gathered.Count);
        foreach (var (state, gathered) in _gathered)
        {
            ct.ThrowIfCancellationRequested();
            var folder = folders.Of(state.Id);
            if (gathered.Writes.Count == 0 && gathered.Snapshot is null) continue;
            folders.Disk.CreateFolder(folder);
            _folderNames.Add(folder);
            // Also where the folder is there: it may be left from a sort that ended before it synced.
            if (state.Files.Count == 0) _folderNames.UnionWith([folders.Root, Path.GetDirectoryName(folder)!, Path.GetDirectoryName(folders.Root)!]);
            if (gathered.Snapshot is { } snapshot) SnapshotFile.Write(folders.Disk, folder, snapshot.Span);
            foreach (var (file, lines) in gathered.Writes) Write(folders.PathOf(state.Id, file), file.Bytes, lines, areMany);
            gathered.Written();
        }

        Release();
    }

    private void Write(string path, long at, List<ReadOnlyMemory<byte>> lines, bool areMany)
    {
        var handle = folders.Disk.Open(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
        try
        {
            _together.ResetWrittenCount();
            foreach (var line in lines) _together.Write(line.Span);
            handle.Write(_together.WrittenSpan, at);
            if (handle.Length > at + _together.WrittenCount || _tooLong.ContainsKey(path)) _tooLong[path] = at + _together.WrittenCount;
            if (!areMany) handle.Flush();
        }
        finally
        {
            // One open file is enough for the call that syncs all.
            if (areMany && _unsynced is null) _unsynced = handle;
            else handle.Dispose();
        }
    }

    /// <summary>Cuts what an earlier try wrote behind, when all is written: at no moment is less there than a catalog says that got its place in spite of an error.</summary>
    private void Cut()
    {
        foreach (var (path, length) in _tooLong)
        {
            using var handle = folders.Disk.Open(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
            handle.Length = length;
            handle.Flush();
        }
    }

    private FileStreamState? Find(ReadOnlySpan<byte> text)
    {
        Span<char> id = stackalloc char[129];
        if (text.Length > id.Length) return null;
        id = id[..System.Text.Encoding.Latin1.GetChars(text, id)];
        return streams.TryGet(id, out var state) ? state : null;
    }
}
