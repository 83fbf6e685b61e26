using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>What is said to Workers. Every operation checks runtime, then existence, then state; each failure has a code.</summary>
public sealed class WorkerInteraction
{
    private readonly RuntimeLife _life;

    internal WorkerInteraction(RuntimeLife life) => _life = life;

    /// <summary>
    /// Gives a Worker input. Accepted means durably recorded and visible to observers; the same key again answers the first outcome and adds nothing,
    /// also while busy, after a stop and after a restart. Whatever is not accepted leaves no trace. A message of kind steer joins the run at hand, also one that
    /// waits for an answer, and is read by the model at its next step; without a run it is rejected with <c>no_run</c>.
    /// </summary>
    public ValueTask<InputOutcome> SendInputAsync(WorkerId id, WorkerInput input, CancellationToken cancellationToken) => _life.Session.Input.SendAsync(id, input, cancellationToken);

    /// <summary>Ends the run at hand and returns when its end is recorded; the Worker is idle then. Without a run it does nothing.</summary>
    public ValueTask<Fault?> InterruptAsync(WorkerId id, CancellationToken cancellationToken) => _life.Session.Interrupt.InterruptAsync(id, cancellationToken);

    /// <summary>
    /// Answers a question of the run at hand, once: durable before the execution is told. When no question of the run is open any more, it goes on. Fails with
    /// <c>not_found</c> (nothing was asked under that call), <c>conflict</c> (it was answered otherwise before; the same answer again is no fault),
    /// <c>invalid</c> (no name, or <paramref name="always"/> where there is no rule to keep or nothing is allowed), <c>worker_unconnected</c>, or a fault of the
    /// store; a failure changes nothing.
    /// </summary>
    /// <param name="id">The Worker.</param>
    /// <param name="callId">The call.</param>
    /// <param name="allow">Whether it may run.</param>
    /// <param name="always">Whether the question's rule is kept for this Worker.</param>
    /// <param name="by">Who says so, 1 to 128 characters; <c>deadline</c> is the runtime's own.</param>
    /// <param name="cancellationToken">Leaves the wait; what was recorded stays.</param>
    public ValueTask<Fault?> AnswerApprovalAsync(WorkerId id, string callId, bool allow, bool always, string by, CancellationToken cancellationToken) =>
        _life.Session.Approvals.AnswerAsync(id, new(callId, allow, by, always), cancellationToken);

    /// <summary>
    /// Records what went wrong around a Worker that no run of it can tell, such as work that was not saved: an error in its transcript, and its summary's last fault until its next
    /// run ends. The model is not told. The same again adds nothing. Fails with <c>busy</c> while a run is at hand, <c>unknown_worker</c>, <c>runtime_stopped</c> or a fault of the store.
    /// </summary>
    public ValueTask<Fault?> ReportErrorAsync(WorkerId id, Fault error, CancellationToken cancellationToken) => _life.Session.Errors.ReportAsync(id, error, cancellationToken);
}
