using Microsoft.Win32.SafeHandles;

namespace Yoi.Journal.Files;

/// <summary>The disk of the operating system.</summary>
internal sealed class SystemDisk : IDisk
{
    public static SystemDisk Instance { get; } = new();

    public DiskEntry? Find(string path)
    {
        var file = new FileInfo(path);
        return file.Exists ? new(file.Length) : Directory.Exists(path) ? new(null) : null;
    }

    public IEnumerable<string> Names(string folder) => Directory.Exists(folder) ? Directory.EnumerateFileSystemEntries(folder).Select(path => Path.GetFileName(path)) : [];

    public IDiskFile Open(string path, FileMode mode, FileAccess access, FileShare share) =>
        new SystemFile(File.OpenHandle(path, mode, access, share, access == FileAccess.Read ? FileOptions.Asynchronous : FileOptions.None));

    public void Move(string from, string to) => File.Move(from, to, overwrite: true);

    public void Delete(string path)
    {
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        else if (File.Exists(path)) File.Delete(path);
    }

    public void CreateFolder(string path) => Directory.CreateDirectory(path);

    public void SyncFolder(string folder) => FolderSync.Sync(folder);

    private sealed class SystemFile(SafeFileHandle handle) : IDiskFile
    {
        public long Length
        {
            get => RandomAccess.GetLength(handle);
            set => RandomAccess.SetLength(handle, value);
        }

        public int Read(Span<byte> buffer, long offset) => RandomAccess.Read(handle, buffer, offset);

        public ValueTask<int> ReadAsync(Memory<byte> buffer, long offset, CancellationToken cancellationToken) => RandomAccess.ReadAsync(handle, buffer, offset, cancellationToken);

        public void Write(ReadOnlySpan<byte> bytes, long offset) => RandomAccess.Write(handle, bytes, offset);

        public void Flush(bool all)
        {
            if (all) FileSystemSync.All(handle);
            else RandomAccess.FlushToDisk(handle);
        }

        public void Dispose() => handle.Dispose();
    }
}
