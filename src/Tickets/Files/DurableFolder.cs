using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>New records: built aside, then renamed into place, so that one is there whole or not at all. Under the store's lock.</summary>
internal static class DurableFolder
{
    /// <summary>Makes the folder of a record with its files; those below a folder of their own make that one, too. Where the disk refuses, nothing of it is left.</summary>
    public static async Task CreateAsync(StorePaths paths, TicketId id, IReadOnlyList<KeyValuePair<string, byte[]>> files)
    {
        try
        {
            await BuildAsync(paths, files);
            Place(paths, id);
        }
        catch (Exception e) when (IoFaults.Expected(e))
        {
            Clear(paths);
            throw;
        }
    }

    private static async Task BuildAsync(StorePaths paths, IReadOnlyList<KeyValuePair<string, byte[]>> files)
    {
        DurableFile.CreateFolder(paths.Root);
        var folder = paths.NewTicket;
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        foreach (var (name, content) in files)
        {
            var path = Path.Combine(folder, name);
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await DurableFile.CreateAsync(path, content);
        }

        foreach (var below in Directory.EnumerateDirectories(folder)) Native.SyncFolder(below);
        Native.SyncFolder(folder);
    }

    private static void Place(StorePaths paths, TicketId id)
    {
        Directory.Move(paths.NewTicket, paths.Folder(id));
        try
        {
            Native.SyncFolder(paths.Root);
        }
        catch (IOException)
        {
            // Its name may not be on the disk, so it was not created.
            Directory.Move(paths.Folder(id), paths.NewTicket);
            throw;
        }
    }

    /// <summary>Removes what was built; where the disk refuses that too, the next creation does it.</summary>
    private static void Clear(StorePaths paths)
    {
        try
        {
            if (Directory.Exists(paths.NewTicket)) Directory.Delete(paths.NewTicket, recursive: true);
        }
        catch (Exception e) when (IoFaults.Expected(e))
        {
            return;
        }
    }
}
