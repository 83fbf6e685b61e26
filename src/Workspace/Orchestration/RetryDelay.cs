using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>Which failures pass by themselves, and how long to wait: 10 s × 2ⁿ, at most 5 min, with jitter.</summary>
internal static class RetryDelay
{
    /// <summary>The wait before try <paramref name="attempt"/> + 1, or null where trying again cannot help.</summary>
    public static TimeSpan? After(Fault fault, int attempt, double jitter)
    {
        var isTransient = fault.Code is FaultCodes.TicketStoreLocked or FaultCodes.StoreFailed or FaultCodes.DiskFull or FaultCodes.Timeout
            or FaultCodes.UnknownRuntime or FaultCodes.RuntimeStopped or FaultCodes.GitBusy or FaultCodes.Busy;
        return isTransient ? Of(attempt, jitter) : null;
    }

    /// <summary>The wait after so many tries.</summary>
    public static TimeSpan Of(int attempt, double jitter)
    {
        var seconds = Math.Min(300, 10 * Math.Pow(2, Math.Min(attempt, 5)));
        return TimeSpan.FromSeconds(seconds * (0.8 + (0.4 * jitter)));
    }
}
