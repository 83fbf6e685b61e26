using Yoi.Protocol;

namespace Yoi.Journal.Files;

/// <summary>Turns the operating system's refusals into faults.</summary>
internal static class DiskFaults
{
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;
    private const int WouldBlock = 11;
    private const int WindowsDiskFull = unchecked((int)0x80070070);
    private const int WindowsSharingViolation = unchecked((int)0x80070020);

    /// <summary>True where the exception is the file system's answer and not a bug.</summary>
    public static bool IsDisk(Exception exception) => exception is IOException or UnauthorizedAccessException;

    /// <summary>True where another handle holds the lock.</summary>
    public static bool IsLocked(IOException exception) => exception.HResult is WouldBlock or WindowsSharingViolation;

    /// <summary>The fault of a failed write.</summary>
    public static Fault From(Exception exception) => exception.HResult is NoSpace or QuotaExceeded or WindowsDiskFull
        ? new(FaultCodes.DiskFull, "The disk is full; nothing of the append was kept. Make room and try again.")
        : new(FaultCodes.StoreFailed, $"The journal could not use its files: {exception.Message}");
}
