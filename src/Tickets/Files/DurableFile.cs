namespace Yoi.Tickets;

/// <summary>Reads with a bound; writes that are on the disk when they return.</summary>
internal static class DurableFile
{
    private const int Small = 64 * 1024;

    /// <summary>The file's bytes; null where there is none; <see cref="FileTooLargeException"/> over the limit.</summary>
    public static async Task<byte[]?> ReadAsync(string path, int limit, CancellationToken ct)
    {
        try
        {
            using var file = File.OpenHandle(path, options: FileOptions.Asynchronous, share: FileShare.ReadWrite | FileShare.Delete);
            return await ReadFromAsync(file, 0, path, limit, ct);
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The bytes from an offset on, and the file's length.</summary>
    public static async Task<(long Length, byte[] Tail)> TailAsync(string path, long offset, int limit, CancellationToken ct)
    {
        if (!File.Exists(path)) return (0, []);
        using var file = File.OpenHandle(path, options: FileOptions.Asynchronous, share: FileShare.ReadWrite | FileShare.Delete);
        var length = RandomAccess.GetLength(file);
        return (length, length <= offset ? [] : await ReadFromAsync(file, offset, path, limit, ct));
    }

    /// <summary>One write at the end, then fsync. The file is created where it is missing.</summary>
    public static async Task AppendAsync(string path, long offset, ReadOnlyMemory<byte> content)
    {
        var isNew = !File.Exists(path);
        using (var file = File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.ReadWrite, FileOptions.Asynchronous))
        {
            await RandomAccess.WriteAsync(file, content, offset, CancellationToken.None);
            RandomAccess.FlushToDisk(file);
        }

        if (isNew) Native.SyncFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>Takes back an append.</summary>
    public static void Truncate(string path, long length)
    {
        using var file = File.OpenHandle(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite);
        RandomAccess.SetLength(file, length);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>A new file, then fsync; it must not exist.</summary>
    public static async Task CreateAsync(string path, ReadOnlyMemory<byte> content)
    {
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, FileOptions.Asynchronous);
        await RandomAccess.WriteAsync(file, content, 0, CancellationToken.None);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>Temporary file, fsync, rename, fsync of the folder: at every moment the old file or the new one.</summary>
    public static async Task ReplaceAsync(string temporary, string path, ReadOnlyMemory<byte> content)
    {
        File.Delete(temporary);
        try
        {
            await CreateAsync(temporary, content);
            if (!OperatingSystem.IsWindows() && File.Exists(path)) File.SetUnixFileMode(temporary, File.GetUnixFileMode(path));
            File.Move(temporary, path, overwrite: true);
        }
        catch (IOException)
        {
            File.Delete(temporary);
            throw;
        }

        Native.SyncFolder(Path.GetDirectoryName(path)!);
    }

    private static async Task<byte[]> ReadFromAsync(Microsoft.Win32.SafeHandles.SafeFileHandle file, long offset, string path, int limit, CancellationToken ct)
    {
        var length = RandomAccess.GetLength(file) - offset;
        if (length > limit) throw new FileTooLargeException(path, limit);
        var bytes = new byte[Math.Max(0, length)];
        var read = 0;
        while (read < bytes.Length)
        {
            // What is small is mostly in memory already: to hand it to another thread and wait costs many times the read.
#pragma warning disable VSTHRD103
            var count = bytes.Length <= Small ? RandomAccess.Read(file, bytes.AsSpan(read), offset + read) : await RandomAccess.ReadAsync(file, bytes.AsMemory(read), offset + read, ct);
#pragma warning restore VSTHRD103
            if (count == 0) return bytes[..read];
            read += count;
        }

        return bytes;
    }
}
