using System.Runtime.InteropServices;
using System.Text;
using Microsoft.Win32.SafeHandles;

namespace Yoi.Tickets;

/// <summary>What the operating system has and the class library has not.</summary>
internal static partial class Native
{
    private const int LockExclusive = 2;
    private const int LockNonBlocking = 4;
    private const int Unlock = 8;
    private const int NoSuchEntry = 2;
    private const int NotAFolder = 20;
    private const int Interrupted = 4;
    private static readonly int WouldBlock = OperatingSystem.IsMacOS() ? 35 : 11;

    private const int CurrentFolder = -100;
    private const int NoFollow = 0x100;
    private const int OfTheFileItself = 0x1000;
    private const uint BasicStats = 0x7ff;

    private static bool _hasStatx = OperatingSystem.IsLinux();

    // Read only, without waiting, and closed in a child process: one that ran a Worker could otherwise take the lock.
    private static readonly int OpenFlags = OperatingSystem.IsMacOS() ? 0x100_0004 : 0x8_0800;

    /// <summary>Opens a folder to stat what is in it; null where that cannot be.</summary>
    public static SafeFileHandle? OpenFolder(string path) => _hasStatx && Open(path, OpenFlags) is var folder and >= 0 ? new(folder, ownsHandle: true) : null;

    /// <summary>
    /// Opens a file for reading; null where there is none. Never waits: a pipe in place of a record would hold the class library's open until somebody wrote to it.
    /// The class library would also take a lock of its own on the lock file, by the same call and for good.
    /// </summary>
    public static SafeFileHandle? OpenRead(string path)
    {
        var file = Open(path, OpenFlags);
        if (file >= 0) return new(file, ownsHandle: true);
        var error = Marshal.GetLastPInvokeError();
        return error is NoSuchEntry or NotAFolder ? null : throw new IOException($"{path} cannot be opened.", error);
    }

    /// <summary>Takes the advisory lock that other programs take with flock(2); false where somebody has it.</summary>
    public static bool TryLock(SafeHandle file)
    {
        if (Flock(file, LockExclusive | LockNonBlocking) == 0) return true;
        var error = Marshal.GetLastPInvokeError();
        return error == WouldBlock || error == Interrupted ? false : throw new IOException("The lock cannot be taken.", error);
    }

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

    /// <summary>The stamp of a path, not following a link; false where the system has no statx(2).</summary>
    public static bool TryStat(string path, out Stamp stamp)
    {
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(path.Length) + 1];
        Encoding.UTF8.GetBytes(path, bytes);
        return TryStat(null, bytes, out stamp);
    }

    /// <summary>The same of an open file.</summary>
    public static bool TryStat(SafeHandle file, out Stamp stamp) => TryStat(file, [0], OfTheFileItself, out stamp);

    /// <summary>The same of a path from an open folder, as UTF-8 that ends in a zero.</summary>
    public static bool TryStat(SafeHandle? folder, ReadOnlySpan<byte> path, out Stamp stamp) => TryStat(folder, path, NoFollow, out stamp);

    private static unsafe bool TryStat(SafeHandle? folder, ReadOnlySpan<byte> path, int flags, out Stamp stamp)
    {
        stamp = default;
        if (!_hasStatx) return false;
        StatxBuffer buffer;
        try
        {
            fixed (byte* text = path)
            {
                if (Statx(folder is null ? CurrentFolder : (int)folder.DangerousGetHandle(), text, flags, BasicStats, &buffer) == 0) stamp = buffer.Stamp;
            }

            return true;
        }
        catch (EntryPointNotFoundException)
        {
            // A C library older than the call.
            _hasStatx = false;
            return false;
        }
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

    [LibraryImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static unsafe partial int Statx(int folder, byte* path, int flags, uint mask, StatxBuffer* buffer);

    /// <summary>struct statx of the kernel's interface, the same on every architecture.</summary>
    [StructLayout(LayoutKind.Explicit, Size = 256)]
    private struct StatxBuffer
    {
        [FieldOffset(32)]
        private readonly ulong _inode;

        [FieldOffset(40)]
        private readonly ulong _size;

        [FieldOffset(96)]
        private readonly long _changedSeconds;

        [FieldOffset(104)]
        private readonly uint _changedNanoseconds;

        [FieldOffset(112)]
        private readonly long _modifiedSeconds;

        [FieldOffset(120)]
        private readonly uint _modifiedNanoseconds;

        public readonly Stamp Stamp => new(
            (_modifiedSeconds * 1_000_000_000) + _modifiedNanoseconds, (_changedSeconds * 1_000_000_000) + _changedNanoseconds, (long)_size, _inode);
    }
}
