using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>A runtime's Workers. Every operation checks runtime, then existence, then state; each failure has a code.</summary>
public sealed class WorkerDirectory
{
    private readonly RuntimeLife _life;

    internal WorkerDirectory(RuntimeLife life) => _life = life;

    /// <summary>
    /// Creates a Worker, once for an id and fingerprint. Fails with <c>execution_backend_unavailable</c>, <c>unknown_profile</c>, <c>conflict</c> (the id is taken
    /// by another request, or was by a Worker that is deleted), <c>bundle_missing</c>, <c>invalid</c>, <c>too_large</c>, <c>timeout</c>, <c>execution_backend_failed</c>, the backend's own fault (such as <c>provider_missing</c>),
    /// a fault of the store, or <c>runtime_stopped</c>; a failure leaves no Worker.
    /// </summary>
    public ValueTask<Result<WorkerSummary>> CreateAsync(CreateWorkerRequest request, CancellationToken cancellationToken) => _life.Session.Creation.CreateAsync(request, cancellationToken);

    /// <summary>One Worker as it stands, also one that cannot be read; <c>unknown_worker</c> where there is none. Loads nothing.</summary>
    public ValueTask<Result<WorkerSummary>> GetAsync(WorkerId id, CancellationToken cancellationToken) => _life.Session.Summaries.GetAsync(id, cancellationToken);

    /// <summary>A page of Workers in order of their ids, those that cannot be read included. Loads nothing; fails with <c>invalid</c> or a fault of the store.</summary>
    public ValueTask<Result<WorkerSummaryPage>> ListAsync(WorkerQuery query, CancellationToken cancellationToken) => _life.Session.Summaries.ListAsync(query, cancellationToken);

    /// <summary>
    /// Ends the Worker until it is restored: durable, and a second call adds nothing. The run at hand ends as cancelled. The first end of a Worker stands: one that was cancelled is
    /// answered as cancelled. A fault of the store means nothing changed; <c>timeout</c> or <c>execution_backend_failed</c> means that the Worker is stopped but its execution has not
    /// ended: call again to wait for it.
    /// </summary>
    public ValueTask<Result<WorkerSummary>> StopAsync(WorkerId id, CancellationToken cancellationToken) => _life.Session.Ending.EndAsync(id, DesiredState.Stopped, cancellationToken);

    /// <summary>The same for good: nothing but a delete leaves this state. One that was stopped is answered as stopped, and can still be restored.</summary>
    public ValueTask<Result<WorkerSummary>> CancelAsync(WorkerId id, CancellationToken cancellationToken) => _life.Session.Ending.EndAsync(id, DesiredState.Cancelled, cancellationToken);

    /// <summary>
    /// Ends the Worker, whatever its state, and takes it out of every list. Its history can be read until the journal's retention lets go of it, and its id is not used again.
    /// A second call changes nothing. Faults as for <see cref="StopAsync"/>.
    /// </summary>
    public ValueTask<Result<WorkerSummary>> DeleteAsync(WorkerId id, CancellationToken cancellationToken) => _life.Session.Ending.DeleteAsync(id, cancellationToken);

    /// <summary>
    /// Takes a stopped Worker back: durable, then connected again. On a Worker that is wanted active it only connects, where there is no connection. A cancelled one is
    /// refused as <c>worker_cancelled</c>. A fault of the store means nothing changed; any other is the backend's: the Worker is active then, but unconnected, and shows the fault as its diagnostic.
    /// </summary>
    public ValueTask<Fault?> RestoreAsync(WorkerId id, CancellationToken cancellationToken) => _life.Session.Restore.RestoreAsync(id, cancellationToken);
}
