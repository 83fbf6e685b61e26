namespace Yoi.Tickets;

/// <summary>What lies in a folder.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsFolder">Whether it is a folder.</param>
/// <param name="IsLink">Whether it is a symbolic link, of whatever.</param>
/// <param name="Size">A file's bytes.</param>
internal sealed record FolderEntry(string Name, bool IsFolder, bool IsLink, long Size)
{
    /// <summary>Everything in a folder, in order of name; nothing where there is no such folder; null where the system refuses it.</summary>
    public static IReadOnlyList<FolderEntry>? In(string path)
    {
        var folder = new DirectoryInfo(path);
        try
        {
            return [.. folder.EnumerateFileSystemInfos().Select(Of).OrderBy(e => e.Name, StringComparer.Ordinal)];
        }
        catch (DirectoryNotFoundException)
        {
            return [];
        }
        catch (Exception e) when (IoFaults.Expected(e))
        {
            // The caller names the folder.
            return null;
        }
    }

    private static FolderEntry Of(FileSystemInfo info) => new(info.Name, info is DirectoryInfo, info.LinkTarget is not null, info is FileInfo { LinkTarget: null, Exists: true } file ? file.Length : 0);
}
