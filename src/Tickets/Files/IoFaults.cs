using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Failures of files as faults.</summary>
internal static class IoFaults
{
    private const int NoSpace = 28;
    private const int QuotaExceeded = 122;

    public static bool Expected(Exception e) => e is IOException or UnauthorizedAccessException;

    public static Fault Of(Exception e, string doing) => e switch
    {
        FileTooLargeException => new(FaultCodes.TooLarge, $"{e.Message} Shorten it or move it away."),
        IOException { HResult: NoSpace or QuotaExceeded } => new(FaultCodes.DiskFull, $"The disk has no room for {doing}; free some and try again."),
        _ => new(FaultCodes.StoreFailed, $"The ticket store failed at {doing}: {e.Message}"),
    };
}
