using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>One Worker's live execution.</summary>
public interface IWorkerExecution
{
    /// <summary>
    /// Starts work on an input whose message is already in the history; returns as soon as the work has begun. Its end is told by <see cref="Dispatched.Completion"/>;
    /// a fault here ends the run as failed. Events go through the sink of the <see cref="ExecutionContext"/>.
    /// </summary>
    ValueTask<Result<Dispatched>> DispatchAsync(DispatchedInput input, CancellationToken cancellationToken);

    /// <summary>Ends the run at hand: its completion follows soon. Without a run it does nothing.</summary>
    ValueTask InterruptAsync(CancellationToken cancellationToken);

    /// <summary>Ends the execution and all it holds: processes, connections, tasks. Called once.</summary>
    ValueTask StopAsync(CancellationToken cancellationToken);
}

/// <summary>An input on its way to the execution.</summary>
/// <param name="Run">The run it starts.</param>
/// <param name="Message">Its message as recorded.</param>
public sealed record DispatchedInput(RunId Run, UserMessage Message);

/// <summary>Work has begun.</summary>
/// <param name="Completion">Completes, never faults by intent, when the run is over and its last event is appended; a thrown exception counts as failed.</param>
public sealed record Dispatched(Task<RunEnd> Completion);

/// <summary>How a run ended, in the backend's words.</summary>
public sealed record RunEnd(RunOutcome Outcome, Fault? Fault = null);
