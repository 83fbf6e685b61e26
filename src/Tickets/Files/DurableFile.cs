using Microsoft.Win32.SafeHandles;

namespace Yoi.Tickets;

/// <summary>Reads with a bound; writes that are on the disk when they return.</summary>
internal static class DurableFile
{
    private const int Small = 64 * 1024;

    /// <summary>The file's bytes; null where there is none; <see cref="FileTooLargeException"/> over the limit.</summary>
    public static async Task<byte[]?> ReadAsync(string path, int limit, CancellationToken ct)
    {
        using var file = Native.OpenRead(path);
        if (file is null) return null;
        var length = LengthOf(file);
        return length > limit ? throw new FileTooLargeException(path, limit) : await ReadFromAsync(file, 0, (int)length, ct);
    }

    /// <summary>The bytes from an offset on, and the file's length; (0, none) where there is no file.</summary>
    public static async Task<(long Length, byte[] Tail)> TailAsync(string path, long offset, int limit, CancellationToken ct)
    {
        using var file = Native.OpenRead(path);
        if (file is null) return (0, []);
        var length = LengthOf(file);
        if (length - offset > limit) throw new FileTooLargeException(path, limit);
        return (length, length <= offset ? [] : await ReadFromAsync(file, offset, (int)(length - offset), ct));
    }

    /// <summary>The first bytes, at most <paramref name="count"/>; none where there is no file.</summary>
    public static async Task<byte[]> HeadAsync(string path, int count, CancellationToken ct)
    {
        using var file = Native.OpenRead(path);
        return file is null ? [] : await ReadFromAsync(file, 0, (int)Math.Min(LengthOf(file), count), ct);
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

    /// <summary>Takes a file away, where there is one.</summary>
    public static void Delete(string path)
    {
        if (!File.Exists(path)) return;
        File.Delete(path);
        Native.SyncFolder(Path.GetDirectoryName(path)!);
    }

    /// <summary>A new file, then fsync; it must not exist.</summary>
    public static async Task CreateAsync(string path, ReadOnlyMemory<byte> content)
    {
        using var file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write, FileShare.Read, FileOptions.Asynchronous);
        await RandomAccess.WriteAsync(file, content, 0, CancellationToken.None);
        RandomAccess.FlushToDisk(file);
    }

    /// <summary>A new folder and those above it that are missing, each with its name on the disk.</summary>
    public static void CreateFolder(string path)
    {
        if (Directory.Exists(path)) return;
        var parent = Path.GetDirectoryName(path);
        if (parent is not null) CreateFolder(parent);
        Directory.CreateDirectory(path);
        if (parent is not null) Native.SyncFolder(parent);
    }

    /// <summary>Temporary file, fsync, rename, fsync of the folder: at every moment the old file or the new one.</summary>
    public static async Task ReplaceAsync(string temporary, string path, ReadOnlyMemory<byte> content)
    {
        File.Delete(temporary);
        try
        {
            await CreateAsync(temporary, content);
            Place(temporary, path);
        }
        catch (Exception e) when (IoFaults.Expected(e))
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Puts a file that is on the disk in another's place, with its permissions.</summary>
    public static void Place(string temporary, string path)
    {
        if (!OperatingSystem.IsWindows() && File.Exists(path)) File.SetUnixFileMode(temporary, File.GetUnixFileMode(path));
        File.Move(temporary, path, overwrite: true);
        Native.SyncFolder(Path.GetDirectoryName(path)!);
    }

    private static long LengthOf(SafeFileHandle file)
    {
        if (File.GetAttributes(file).HasFlag(FileAttributes.Directory)) throw new NotAFileException();
        try
        {
            return RandomAccess.GetLength(file);
        }
        catch (NotSupportedException)
        {
            // A pipe or a socket.
            throw new NotAFileException();
        }
    }

    private static async Task<byte[]> ReadFromAsync(SafeFileHandle file, long offset, int length, CancellationToken ct)
    {
        var bytes = new byte[length];
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
