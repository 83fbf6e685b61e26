using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>A runtime's Workers. Every operation checks runtime, then existence, then state; each failure has a code.</summary>
public sealed class WorkerDirectory
{
    private readonly RuntimeScope _scope;
    private readonly WorkerCreation _creation;
    private readonly InputSending _input;
    private readonly RunInterrupt _interrupt;
    private readonly WorkerStop _stop;
    private readonly WorkerRestore _restore;
    private readonly ApprovalAnswering _answering;
    private readonly ErrorReporting _errors;

    internal WorkerDirectory(RuntimeScope scope, Connecting connecting, RunLoop runs)
    {
        _scope = scope;
        _creation = new(scope, connecting);
        _input = new(scope, connecting, runs);
        _interrupt = new(scope, connecting, runs);
        _stop = new(scope);
        _restore = new(scope, connecting);
        _answering = new(scope, connecting, runs);
        _errors = new(scope);
    }

    /// <summary>
    /// Creates a Worker, once for an id and fingerprint. Fails with <c>execution_backend_unavailable</c>, <c>unknown_profile</c>, <c>conflict</c> (the id is taken
    /// by another request), <c>invalid</c>, <c>too_large</c>, <c>timeout</c>, <c>execution_backend_failed</c>, the backend's own fault (such as <c>provider_missing</c>),
    /// a fault of the store, or <c>runtime_stopped</c>; a failure leaves no Worker.
    /// </summary>
    public ValueTask<Result<WorkerSummary>> CreateAsync(CreateWorkerRequest request, CancellationToken cancellationToken) => _creation.CreateAsync(request, cancellationToken);

    /// <summary>One Worker as it stands; <c>unknown_worker</c> where there is none.</summary>
    public ValueTask<Result<WorkerSummary>> GetAsync(WorkerId id, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        var fault = _scope.Find(id, out var worker);
        return new(worker is null ? fault! : worker.Look().Summary);
    }

    /// <summary>All Workers in order of their ids, those that cannot be read included.</summary>
    public ValueTask<IReadOnlyList<WorkerSummary>> ListAsync(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new([.. _scope.Workers.OrderBy(worker => worker.Id.Value).Select(worker => worker.Look().Summary)]);
    }

    /// <summary>
    /// Gives a Worker input. Accepted means durably recorded and visible to observers; the same key again answers the first outcome and adds nothing,
    /// also while busy, after a stop and after a restart. Whatever is not accepted leaves no trace. A message of kind steer joins the run at hand, also one that
    /// waits for an answer, and is read by the model at its next step; without a run it is rejected with <c>no_run</c>.
    /// </summary>
    public ValueTask<InputOutcome> SendInputAsync(WorkerId id, WorkerInput input, CancellationToken cancellationToken) => _input.SendAsync(id, input, cancellationToken);

    /// <summary>Ends the run at hand and returns when its end is recorded; the Worker is idle then. Without a run it does nothing.</summary>
    public ValueTask<Fault?> InterruptAsync(WorkerId id, CancellationToken cancellationToken) => _interrupt.InterruptAsync(id, cancellationToken);

    /// <summary>
    /// Ends the Worker until it is restored: durable, and a second call adds nothing. The run at hand ends as cancelled. A fault of the store means nothing changed;
    /// <c>timeout</c> or <c>execution_backend_failed</c> means that the Worker is stopped but its execution has not ended: call again to wait for it.
    /// </summary>
    public ValueTask<Fault?> StopAsync(WorkerId id, CancellationToken cancellationToken) => _stop.StopAsync(id, cancellationToken);

    /// <summary>
    /// Takes a stopped Worker back: durable, then connected again. On a Worker that is wanted active it only connects, where there is no connection. A fault of the
    /// store means nothing changed; any other is the backend's: the Worker is active then, but unconnected, and shows the fault as its diagnostic.
    /// </summary>
    public ValueTask<Fault?> RestoreAsync(WorkerId id, CancellationToken cancellationToken) => _restore.RestoreAsync(id, cancellationToken);

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
        _answering.AnswerAsync(id, new(callId, allow, by, always), cancellationToken);

    /// <summary>
    /// Records what went wrong around a Worker that no run of it can tell, such as work that was not saved: an error in its transcript, and its summary's last fault until its next
    /// run ends. The model is not told. The same again adds nothing. Fails with <c>busy</c> while a run is at hand, <c>unknown_worker</c>, <c>runtime_stopped</c> or a fault of the store.
    /// </summary>
    public ValueTask<Fault?> ReportErrorAsync(WorkerId id, Fault error, CancellationToken cancellationToken) => _errors.ReportAsync(id, error, cancellationToken);
}
