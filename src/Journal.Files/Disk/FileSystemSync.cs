using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Yoi.Journal.Files;

/// <summary>Makes many files durable with one call where the system has one.</summary>
internal static class FileSystemSync
{
    // Fewer files are synced one by one: the one call also waits for what other programs wrote.
    private const int Few = 32;

    /// <summary>Whether this many files are better synced by <see cref="All"/>.</summary>
    public static bool IsBetterFor(int files) => files > Few && OperatingSystem.IsLinux();

    /// <summary>Syncs the whole file system that a folder lies on; an <see cref="IOException"/> where the system refuses.</summary>
    public static void All(SafeFileHandle any)
    {
        if (SyncFs(any) == 0) return;
        var error = Marshal.GetLastPInvokeError();
        throw new IOException(Marshal.GetPInvokeErrorMessage(error), error);
    }

    [DllImport("libc", EntryPoint = "syncfs", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SyncFs(SafeFileHandle file);
}
