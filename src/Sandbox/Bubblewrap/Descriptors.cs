using System.Runtime.InteropServices;
using Yoi.Protocol;

namespace Yoi.Sandbox;

/// <summary>Descriptors this process inherited (from a shell, a service manager) would be inherited by a sandbox too, and an open folder is a door out of it.</summary>
internal static class Descriptors
{
    private const uint CloseOnExec = 4;

    /// <summary>Marks every descriptor but the three standard ones to be closed in children; those that a start redirects are not affected.</summary>
    public static Fault? KeepFromChildren()
    {
        try
        {
            if (CloseRange(3, uint.MaxValue, CloseOnExec) == 0) return null;
        }
        catch (EntryPointNotFoundException)
        {
            return Old();
        }

        return Old();
    }

    private static Fault Old() => new(FaultCodes.SandboxUnavailable, "A sandbox needs Linux 5.11 and a C library with close_range: run Yoi on a newer system.");

    [DllImport("libc", EntryPoint = "close_range", ExactSpelling = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int CloseRange(uint first, uint last, uint flags);
}
