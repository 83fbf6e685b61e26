using Microsoft.Win32.SafeHandles;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>
/// The index on disk: a header, then segments, each with the entries of some tickets and their text; the last entry of a ticket counts. The header says how far
/// the file is good, and is written after what it speaks of is on the disk. Nothing here is worth a failure: a file that cannot be read is none, and what cannot be
/// written is not.
/// </summary>
internal sealed class IndexFile(string path, string root) : IDisposable
{
    private const long SmallestGarbage = 1 << 20;

    // What was loaded stays open: text is read from it when it is asked for, also when another process has put a new file in its place.
    private SafeFileHandle? _file;
    private IndexHeader? _header;

    /// <summary>What was saved, or nothing.</summary>
    public IndexSnapshot Load()
    {
        try
        {
            if (Native.OpenRead(path) is not { } file) return IndexSnapshot.Empty;
            if (IndexHeader.Read(file, root) is { } header && IndexSegment.ReadAll(file, header.End) is { } segments)
            {
                (_file, _header) = (file, header);
                return IndexSnapshot.Of(Last(segments));
            }

            file.Dispose();
        }
        catch (Exception e) when (IoFaults.Expected(e))
        {
            return IndexSnapshot.Empty;
        }

        return IndexSnapshot.Empty;
    }

    /// <summary>Keeps what changed since it was loaded or saved: at the end of the file, or in a new one where too much of the old has no use any more.</summary>
    public void Save(IndexSnapshot snapshot, IReadOnlyCollection<TicketId> changed)
    {
        try
        {
            var folder = Path.GetDirectoryName(path)!;
            if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
            else Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            using var turn = OpenShared($"{path}.lock", FileMode.OpenOrCreate);
            // Whoever saves at this moment saves the same.
            if (!Native.TryLock(turn)) return;
            if (_header is null || IsMostlyGarbage(snapshot, changed) || !TryAppend(snapshot, changed)) Replace(snapshot);
        }
        catch (Exception e) when (IoFaults.Expected(e))
        {
            // A cache folder that is full or forbidden costs time, nothing else.
            return;
        }
    }

    /// <summary>What is saved next is saved whole.</summary>
    public void Forget() => _header = null;

    public void Dispose() => _file?.Dispose();

    /// <summary>Of each ticket what was written last.</summary>
    private static IndexEntry[] Last(List<IndexRecord> records)
    {
        IndexRecord[] sorted = [.. records];
        Array.Sort(sorted, static (a, b) => a.Id != b.Id ? a.Id.CompareTo(b.Id) : a.Order - b.Order);
        List<IndexEntry> last = new(sorted.Length);
        for (var i = 0; i < sorted.Length; i++)
        {
            if ((i + 1 == sorted.Length || sorted[i + 1].Id != sorted[i].Id) && sorted[i].Entry is { } entry) last.Add(entry);
        }

        return [.. last];
    }

    private bool IsMostlyGarbage(IndexSnapshot snapshot, IReadOnlyCollection<TicketId> changed)
    {
        var live = snapshot.Entries.Sum(e => (long)e.Text.Length);
        var added = changed.Sum(id => (long)(snapshot.Find(id)?.Text.Length ?? 0));
        return _header!.End + added > (2 * live) + SmallestGarbage;
    }

    private bool TryAppend(IndexSnapshot snapshot, IReadOnlyCollection<TicketId> changed)
    {
        using var file = OpenShared(path, FileMode.Open);
        // Another process has saved since: its file is as good.
        if (IndexHeader.Read(file, root) != _header) return true;
        List<(TextBlock Block, long At)> left = [];
        var end = IndexSegment.Write(file, _header!.End, [.. changed.Select(id => new IndexRecord(id, snapshot.Find(id)))], (text, at) => left.Add((text.Block, at)));
        RandomAccess.FlushToDisk(file);
        _header = _header with { End = end };
        _header.Write(file);
        Leave(left);
        return true;
    }

    private void Replace(IndexSnapshot snapshot)
    {
        var temporary = $"{path}.new";
        File.Delete(temporary);
        var file = OpenShared(temporary, FileMode.CreateNew);
        try
        {
            List<(TextBlock Block, long At)> left = [];
            var end = IndexSegment.Write(file, IndexHeader.Length, [.. snapshot.Entries.Select(e => new IndexRecord(e.Id, e))], (text, at) => left.Add((text.Block, at)));
            var header = new IndexHeader(root, end, BitConverter.ToUInt64(Guid.NewGuid().ToByteArray()));
            RandomAccess.FlushToDisk(file);
            header.Write(file);
            File.Move(temporary, path, overwrite: true);
            // The file before is let go of with the last entry whose text is read from it.
            (_file, _header) = (file, header);
            Leave(left);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>What was in memory need not be any more; what lies in the file before stays there.</summary>
    private void Leave(IEnumerable<(TextBlock Block, long At)> written)
    {
        foreach (var (block, at) in written)
        {
            if (block.IsInMemory) block.Leave(_file!, at);
        }
    }

    // The folder is the user's alone.
    private static SafeFileHandle OpenShared(string name, FileMode mode) => File.OpenHandle(name, mode, FileAccess.ReadWrite, FileShare.ReadWrite | FileShare.Delete);
}
