using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Yoi.Tickets;

/// <summary>What the operating system has and the class library has not.</summary>
internal static partial class Native
{
    private const int LockExclusive = 2;
    private const int LockNonBlocking = 4;
    private const int Unlock = 8;

    // Read only, and closed in a child process: one that ran a Worker could otherwise take the lock.
    private static readonly int OpenFlags = OperatingSystem.IsMacOS() ? 0x100_0000 : 0x8_0000;

    /// <summary>Opens the lock file. The class library would take a lock of its own, by the same call and for good.</summary>
    public static SafeFileHandle OpenLock(string path)
    {
        var file = Open(path, OpenFlags);
        return file >= 0 ? new(file, ownsHandle: true) : throw new IOException($"The lock file {path} cannot be opened.", Marshal.GetLastPInvokeError());
    }

    /// <summary>Takes the advisory lock that other programs take with flock(2); false where somebody has it.</summary>
    public static bool TryLock(SafeHandle file) => Flock(file, LockExclusive | LockNonBlocking) == 0;

    /// <summary>Gives it back, also for a child process that inherited the file between fork and exec.</summary>
    public static void Release(SafeHandle file) => _ = Flock(file, Unlock);

    /// <summary>Makes the names in a folder durable.</summary>
    public static void SyncFolder(string path)
    {
        var folder = Open(path, OpenFlags);
        if (folder < 0) throw new IOException($"The folder {path} cannot be opened.", Marshal.GetLastPInvokeError());
        var failed = Fsync(folder) != 0;
        var error = Marshal.GetLastPInvokeError();
        _ = Close(folder);
        if (failed) throw new IOException($"The folder {path} cannot be flushed.", error);
    }

    [LibraryImport("libc", EntryPoint = "flock", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Flock(SafeHandle file, int operation);

    [LibraryImport("libc", EntryPoint = "open", SetLastError = true, StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Open(string path, int flags);

    [LibraryImport("libc", EntryPoint = "fsync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Fsync(int file);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Close(int file);
}
