using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>What becomes of a run when its execution has come to an end of its work.</summary>
internal abstract record RunStep
{
    private static readonly Fault Baseless = new(FaultCodes.BackendFailed, "The execution backend parked the run, but no question of it is open.");

    /// <summary>How a run ends that the runtime's own stop cuts off.</summary>
    public static RunEnd Stopped { get; } = new(RunOutcome.Interrupted, new(FaultCodes.RuntimeStopped, "The runtime was stopped while the run was under way."));

    /// <summary>Decides. A message that joined behind what the execution saw is not left unanswered, unless the run ends for another reason.</summary>
    /// <param name="end">What the execution says.</param>
    /// <param name="pending">Questions without answer.</param>
    /// <param name="news">The number of the newest message or answer the run was given.</param>
    /// <param name="interrupted">Somebody asked for the run's end.</param>
    /// <param name="stopped">The runtime stops.</param>
    public static RunStep After(RunEnd end, int pending, long news, bool interrupted, bool stopped)
    {
        var unseen = end.Seen < news;
        if (!end.IsParked && !(unseen && end.Outcome == RunOutcome.Completed)) return new Finish(end);
        if (interrupted) return new Finish(new(RunOutcome.Interrupted));
        if (end.IsParked && pending > 0) return new Park();
        if (stopped) return new Finish(Stopped);
        return unseen ? new GoOn(end.IsParked ? InputKind.Approval : InputKind.Steer) : new Finish(new(RunOutcome.Failed, Baseless));
    }

    /// <summary>It waits.</summary>
    public sealed record Park : RunStep;

    /// <summary>It is dispatched again.</summary>
    public sealed record GoOn(InputKind Kind) : RunStep;

    /// <summary>It is over.</summary>
    public sealed record Finish(RunEnd End) : RunStep;
}
