namespace Yoi.Worktrees;

/// <summary>Folders that only this user can enter.</summary>
internal static class PrivateFolder
{
    private const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;

    /// <summary>Makes the folder and the missing ones above it.</summary>
    public static string Create(string path)
    {
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(path);
        else Directory.CreateDirectory(path, Mine);
        return path;
    }

    /// <summary>Removes a folder whatever a program made of its modes; links in it are removed, not followed.</summary>
    public static void Delete(string path)
    {
        if (!Directory.Exists(path)) return;
        try
        {
            Directory.Delete(path, recursive: true);
        }
        catch (UnauthorizedAccessException) when (!OperatingSystem.IsWindows())
        {
            Open(path);
            Directory.Delete(path, recursive: true);
        }
    }

    private static void Open(string folder)
    {
        if (OperatingSystem.IsWindows()) return;
        File.SetUnixFileMode(folder, Mine);
        foreach (var child in new DirectoryInfo(folder).EnumerateDirectories())
        {
            if (child.LinkTarget is null) Open(child.FullName);
        }
    }
}
