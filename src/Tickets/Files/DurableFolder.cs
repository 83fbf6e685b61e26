using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>New records: built aside, then renamed into place, so that one is there whole or not at all. Under the store's lock.</summary>
internal static class DurableFolder
{
    /// <summary>Makes the folder of a record with its files; those below a folder of their own make that one, too.</summary>
    public static async Task CreateAsync(StorePaths paths, TicketId id, IReadOnlyList<KeyValuePair<string, byte[]>> files)
    {
        Directory.CreateDirectory(paths.Root);
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
        Directory.Move(folder, paths.Folder(id));
        Native.SyncFolder(paths.Root);
    }
}
