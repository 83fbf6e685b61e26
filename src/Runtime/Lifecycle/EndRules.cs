using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Decides what becomes of a Worker that is to end, or of what is asked of one that has.</summary>
internal static class EndRules
{
    /// <summary>Whether the end is recorded; where it is not, an end before it stands, and is the answer.</summary>
    public static bool IsRecorded(DesiredState now, DesiredState to) => now == DesiredState.Active || (to == DesiredState.Deleted && now != DesiredState.Deleted);

    /// <summary>Why a Worker takes nothing any more; null where it does.</summary>
    public static Fault? NotActive(WorkerHead head) => head.Desired switch
    {
        DesiredState.Active => null,
        DesiredState.Stopped => new(FaultCodes.WorkerStopped, "The Worker was stopped; restore it first."),
        DesiredState.Cancelled => new(FaultCodes.WorkerCancelled, "The Worker was cancelled, which is for good; create another."),
        _ => new(FaultCodes.UnknownWorker, "The Worker was deleted; create another."),
    };
}
