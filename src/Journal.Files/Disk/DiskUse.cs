namespace Yoi.Journal.Files;

/// <summary>What the journal does with a disk in more than one place.</summary>
internal static class DiskUse
{
    private const int AccessDenied = 13;

    /// <summary>Whether there is a file of this name.</summary>
    public static bool HasFile(this IDisk disk, string path) => disk.Find(path) is { Length: not null };

    /// <summary>Whether there is a folder of this name.</summary>
    public static bool HasFolder(this IDisk disk, string path) => disk.Find(path) is { Length: null };

    /// <summary>All bytes of a file.</summary>
    public static byte[] ReadAll(this IDisk disk, string path)
    {
        using var file = disk.Open(path, FileMode.Open, FileAccess.Read, FileShare.Read);
        var bytes = new byte[file.Length];
        var total = 0;
        for (int read; total < bytes.Length && (read = file.Read(bytes.AsSpan(total), total)) > 0;) total += read;
        return total == bytes.Length ? bytes : bytes[..total];
    }

    /// <summary>Replaces a file whole: written and synced under another name first. The caller syncs the folder.</summary>
    public static void Replace(this IDisk disk, string path, string temporary, ReadOnlySpan<byte> bytes)
    {
        using (var file = disk.Open(temporary, FileMode.Create, FileAccess.Write, FileShare.Read))
        {
            file.Write(bytes, 0);
            file.Flush();
        }

        disk.Move(temporary, path);
    }

    /// <summary>Syncs a folder and all above it: another process may have made any of them and ended before it synced.</summary>
    public static void SyncWithAncestors(this IDisk disk, string folder)
    {
        disk.SyncFolder(folder);
        try
        {
            for (var above = Path.GetDirectoryName(folder); above is not null; above = Path.GetDirectoryName(above)) disk.SyncFolder(above);
        }
        catch (IOException exception) when (exception.HResult == AccessDenied)
        {
            // What this program may not read it has not made, nor what is above it.
        }
    }
}
