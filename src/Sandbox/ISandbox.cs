using Yoi.Protocol;

namespace Yoi.Sandbox;

/// <summary>Runs one command with walls around it.</summary>
public interface ISandbox
{
    /// <summary>Its name in receipts and diagnostics: <c>bubblewrap</c>.</summary>
    string Name { get; }

    /// <summary>Whether a sandbox can be made here: null, or <c>sandbox_unavailable</c> with the one command that mends it.</summary>
    ValueTask<Fault?> CheckAsync(CancellationToken cancellationToken);

    /// <summary>
    /// Runs the command to its end and answers what it printed. A time-out is a result, not a fault; <c>sandbox_unavailable</c> means that nothing ran.
    /// Whatever way it ends, no process of it is left when the task completes; cancelling kills it.
    /// </summary>
    Task<Result<SandboxResult>> RunAsync(SandboxCommand command, CancellationToken cancellationToken);
}
