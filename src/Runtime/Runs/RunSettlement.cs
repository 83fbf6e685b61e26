using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Decides what ends a run: a result for every call that has none, then the end itself.</summary>
internal static class RunSettlement
{
    // An end is recorded whatever an execution has to say about it.
    private const int MostMessage = 4_000;

    /// <summary>The events, in order.</summary>
    /// <param name="calls">The run's calls.</param>
    /// <param name="end">How it ended.</param>
    /// <param name="started">The number of its first event.</param>
    /// <param name="died">True where the process died under the run.</param>
    public static IReadOnlyList<WorkerEvent> Close(CallLedger calls, RunEnd end, long? started, bool died)
    {
        var (status, text) = (end.Outcome, died) switch
        {
            (_, true) => (ToolResultStatus.Interrupted, "The process died while this call was under way. Whether it took effect is unknown."),
            (RunOutcome.Interrupted or RunOutcome.Cancelled, _) => (ToolResultStatus.Cancelled, "The run was ended while this call was under way."),
            (RunOutcome.Failed, _) => (ToolResultStatus.Interrupted, "The run failed while this call was under way. Whether it took effect is unknown."),
            _ => (ToolResultStatus.Skipped, "The run ended before this call was made."),
        };
        return
        [
            .. calls.Open.OrderBy(call => call.Value).Select(call => new ToolResult(call.Key, status, text) { Parent = call.Value }),
            new RunFinished(end.Outcome, end.Fault is { } fault ? FaultText.Short(fault, MostMessage) : null) { Parent = started },
        ];
    }
}
