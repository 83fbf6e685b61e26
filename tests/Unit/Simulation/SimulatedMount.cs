using Yoi.Journal.Files;

namespace Yoi.Tests.Unit.Simulation;

/// <summary>The simulated disk as one process has it.</summary>
internal sealed class SimulatedMount(SimulatedDisk disk, int age) : IDisk
{
    private const int WouldBlock = 11;

    public DiskEntry? Find(string path)
    {
        disk.Call(age);
        return disk.Now.TryGetValue(path, out var file) ? new(file?.Bytes.Length) : null;
    }

    public IEnumerable<string> Names(string folder)
    {
        disk.Call(age);
        return [.. disk.Now.Keys.Where(path => path != "/" && Path.GetDirectoryName(path) == folder).Select(path => Path.GetFileName(path))];
    }

    public IDiskFile Open(string path, FileMode mode, FileAccess access, FileShare share)
    {
        disk.Call(age, mode == FileMode.Open ? null : () => { });
        if (!disk.Now.TryGetValue(path, out var file))
        {
            var folder = Path.GetDirectoryName(path)!;
            if (!disk.Now.ContainsKey(folder)) throw new DirectoryNotFoundException(path);
            if (mode == FileMode.Open) throw new FileNotFoundException(path);
            SimulatedFile made = file = new();
            disk.Change(folder, entries => entries[path] = made);
        }

        if (file is null) throw new UnauthorizedAccessException(path);
        if (mode == FileMode.Create && file.Bytes.Length > 0) file.Cut(0);
        if (share != FileShare.None) return new Handle(disk, age, file, locks: false);
        if (file.IsLocked) throw new IOException("Resource temporarily unavailable", WouldBlock);
        file.Lock();
        return new Handle(disk, age, file, locks: true);
    }

    public void Move(string from, string to)
    {
        disk.Call(age, () => { });
        var file = disk.Now[from];
        disk.Change(Path.GetDirectoryName(to)!, entries =>
        {
            entries.Remove(from);
            entries[to] = file;
        });
    }

    public void Delete(string path)
    {
        disk.Call(age, () => { });
        foreach (var below in disk.Now.Keys.Where(p => p == path || p.StartsWith(path + "/", StringComparison.Ordinal)).OrderByDescending(p => p.Length).ToList())
            disk.Change(Path.GetDirectoryName(below)!, entries => entries.Remove(below));
    }

    public void CreateFolder(string path)
    {
        if (disk.Now.ContainsKey(path)) return;
        CreateFolder(Path.GetDirectoryName(path)!);
        disk.Call(age, () => { });
        disk.Change(Path.GetDirectoryName(path)!, entries => entries[path] = null);
    }

    public void SyncFolder(string folder)
    {
        disk.Call(age, () => { });
        if (!disk.Now.ContainsKey(folder)) throw new DirectoryNotFoundException(folder);
        disk.Sync(folder);
    }

    private sealed class Handle(SimulatedDisk disk, int age, SimulatedFile file, bool locks) : IDiskFile
    {
        private bool _isClosed;

        public long Length
        {
            get
            {
                Use();
                return file.Bytes.Length;
            }

            set
            {
                Use(() => { });
                file.Cut(value);
            }
        }

        public int Read(Span<byte> buffer, long offset)
        {
            Use();
            if (offset >= file.Bytes.Length) return 0;
            var part = file.Bytes[(int)offset..];
            if (part.Length > buffer.Length) part = part[..buffer.Length];
            part.CopyTo(buffer);
            return part.Length;
        }

        public async ValueTask<int> ReadAsync(Memory<byte> buffer, long offset, CancellationToken cancellationToken)
        {
            await Task.Yield();
            cancellationToken.ThrowIfCancellationRequested();
            return Read(buffer.Span, offset);
        }

        public void Write(ReadOnlySpan<byte> bytes, long offset)
        {
            var all = bytes.ToArray();
            Use(Part, Part);
            file.Write(offset, all);

            void Part() => file.Write(offset, all[..disk.Torn(all.Length)]);
        }

        public void Flush(bool all)
        {
            Use(file.Forget, file.Sync);
            if (all) disk.SyncAll();
            else file.Sync();
        }

        public void Dispose()
        {
            if (locks && !_isClosed && disk.Age == age) file.Unlock();
            _isClosed = true;
        }

        private void Use(Action? fails = null, Action? ends = null)
        {
            ObjectDisposedException.ThrowIf(_isClosed, this);
            disk.Call(age, fails, ends);
        }
    }
}
