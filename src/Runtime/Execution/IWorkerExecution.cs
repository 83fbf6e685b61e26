using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>One Worker's live execution.</summary>
public interface IWorkerExecution
{
    /// <summary>
    /// Starts work on a run, or goes on with it where <see cref="DispatchedInput.Message"/> is null: whatever it is to know is already in the history, and only there.
    /// Returns as soon as the work has begun. Its end is told by <see cref="Dispatched.Completion"/>; a fault here ends the run as failed. Events go through the
    /// sink of the <see cref="WorkerContext"/>. A call it asked for begins no sooner than every question of the run is answered: that is what lets a run that
    /// waits outlive the process.
    /// </summary>
    ValueTask<Result<Dispatched>> DispatchAsync(DispatchedInput input, CancellationToken cancellationToken);

    /// <summary>Ends the run at hand: its completion follows soon. Without a run it does nothing.</summary>
    ValueTask InterruptAsync(CancellationToken cancellationToken);

    /// <summary>Ends the execution and all it holds: processes, connections, tasks. Called once.</summary>
    ValueTask StopAsync(CancellationToken cancellationToken);
}

/// <summary>An input on its way to the execution.</summary>
/// <param name="Run">The run.</param>
/// <param name="Kind">User or resume start it; steer and approval go on with it, because of a message or of answers that the execution has not seen.</param>
/// <param name="Message">The message that starts it, as recorded; null where the run goes on.</param>
public sealed record DispatchedInput(RunId Run, InputKind Kind, UserMessage? Message = null);

/// <summary>Work has begun.</summary>
/// <param name="Completion">Completes, never faults by intent, when the run is over and its last event is appended; a thrown exception counts as failed.</param>
public sealed record Dispatched(Task<RunEnd> Completion);

/// <summary>How a run ended, in the backend's words; or that it waits.</summary>
public sealed record RunEnd(RunOutcome Outcome, Fault? Fault = null)
{
    /// <summary>
    /// The number of the last event that was taken into account. Where the run was given a message or an answer behind it, the run is not over: it is dispatched
    /// again. Null where it is over whatever came since.
    /// </summary>
    public long? Seen { get; init; }

    /// <summary>True where this is no end: nothing runs, and the run waits for answers to its <see cref="ApprovalRequested"/> events. The outcome means nothing then.</summary>
    public bool IsParked { get; init; }

    /// <summary>The run waits for answers.</summary>
    public static RunEnd Parked(long seen) => new(RunOutcome.Completed) { IsParked = true, Seen = seen };
}
