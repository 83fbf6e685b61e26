using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary>What the program says of a failure that no command foresaw: the system's refusals in its own words, never a stack trace.</summary>
internal static class Failure
{
    public static Fault Of(Exception exception) => exception switch
    {
        UnauthorizedAccessException or IOException when IsFull(exception) => new(FaultCodes.DiskFull, $"No room is left: {exception.Message} Free some and run it again."),
        UnauthorizedAccessException or IOException => new(FaultCodes.StoreFailed, $"The system refused a file: {exception.Message} Check the path, its permissions and the disk, and run it again."),
        _ => new(FaultCodes.Internal, $"This should not happen ({exception.GetType().Name}: {exception.Message}). Please report it with the command that you ran."),
    };

    /// <summary>ENOSPC and EDQUOT, as .NET numbers them on Unix.</summary>
    private static bool IsFull(Exception exception) => exception is IOException { HResult: 28 or 122 };
}
