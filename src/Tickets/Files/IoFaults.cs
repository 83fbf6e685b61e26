using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Failures of files as faults. The class library's own sentences hold absolute paths, which nobody outside this machine is told.</summary>
internal static class IoFaults
{
    // Numbers of the system's errors; those from 35 on differ between Linux and macOS.
    private const int NoSpace = 28;
    private static readonly int QuotaExceeded = OperatingSystem.IsMacOS() ? 69 : 122;

    public static bool Expected(Exception e) => e is IOException or UnauthorizedAccessException;

    /// <summary>Whether a fault is one of the system and not of a record.</summary>
    public static bool IsOf(Fault fault) => fault.Code is FaultCodes.StoreFailed or FaultCodes.DiskFull;

    public static Fault Of(Exception e, string doing)
    {
        if (e is FileTooLargeException) return new(FaultCodes.TooLarge, $"{e.Message} Shorten it or move it away.");
        if (e is NotAFileException) return Failed(doing, "something that is no file stands in a file's place");
        var error = NumberOf(e);
        return error == NoSpace || error == QuotaExceeded
            ? new(FaultCodes.DiskFull, $"The disk has no room for {doing}; free some and try again.")
            : Failed(doing, Words(error));
    }

    private static Fault Failed(string doing, string why) => new(FaultCodes.StoreFailed, $"The ticket store failed at {doing}: {why}; put that right and try again.");

    /// <summary>The system's number of the error: the class library keeps it as the result of the innermost exception.</summary>
    private static int NumberOf(Exception e) => e switch
    {
        { InnerException: IOException inner } => inner.HResult,
        FileNotFoundException or DirectoryNotFoundException => 2,
        UnauthorizedAccessException => 13,
        _ => e.HResult,
    };

    private static string Words(int error) => error switch
    {
        1 or 13 => "permission was denied",
        2 => "a file or folder vanished",
        5 => "the device reported an input/output error",
        6 => "something that is no file stands in a file's place",
        17 => "something stands in a folder's place",
        20 or 21 => "a folder stands where a file belongs, or a file where a folder belongs",
        23 or 24 => "too many files are open",
        27 => "the file would be larger than the system allows",
        30 => "the file system is read-only",
        _ => $"the system refused it (error {error})",
    };
}
