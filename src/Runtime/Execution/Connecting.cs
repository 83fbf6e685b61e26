using Yoi.Journal.Implementing;
using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Gives Workers their executions, and takes them away.</summary>
internal sealed class Connecting(RuntimeScope scope)
{
    public static Fault NoBackend { get; } = new(FaultCodes.BackendUnavailable, "The runtime was opened without an execution backend; open it with one.");

    /// <summary>Sees to it that a Worker that is wanted active has an execution; single-flight. Answers why it has none.</summary>
    public async ValueTask<Fault?> EnsureAsync(LiveWorker worker, CancellationToken cancellationToken)
    {
        if (worker.Head?.Desired != DesiredState.Active || scope.Stopped) return null;
        var attempt = worker.Link.ConnectOnce(() => SameScheduler.Run(() => ConnectAsync(worker)));
        return attempt is null ? null : await attempt.WaitAsync(cancellationToken);
    }

    /// <summary>Sets up a new Worker's execution.</summary>
    public ValueTask<Result<Connection>> SpawnAsync(
        IWorkerExecutionBackend backend, LiveWorker worker, CreateWorkerRequest request, Profile profile, CancellationToken cancellationToken)
    {
        var (context, sink) = Context(worker, request, profile);
        return CallAsync("spawn a Worker", token => backend.SpawnAsync(context, token), sink, cancellationToken);
    }

    /// <summary>Takes away an execution that is no longer to be trusted; its end is awaited in the background.</summary>
    public void Drop(LiveWorker worker, Connection connection)
    {
        connection.Sink.Close();
        worker.Link.TryDrop(connection, () => LeaveAsync(connection));
        scope.Hints.Publish(worker.Id, worker.Id);
    }

    /// <summary>Takes away the execution of a Worker that nobody needs at the moment; whoever comes next has another set up.</summary>
    public void Rest(LiveWorker worker)
    {
        if (worker.Link.Connection is { } connection && worker.TryRest(connection, () => LeaveAsync(connection))) connection.Sink.Close();
    }

    private Task LeaveAsync(Connection connection) => scope.Background.Run(() => scope.Backend.StopAsync(connection, CancellationToken.None).AsTask());

    private async Task<Fault?> ConnectAsync(LiveWorker worker)
    {
        Result<Connection> result;
        try
        {
            // Two executions of one Worker would share its worktree.
            await worker.Link.Leaving;
            result = await RestoreAsync(worker);
        }
        catch (Exception exception)
        {
            result = BackendCalls.Failed("restore a Worker", exception);
        }

        // Under the gate, so that a stop followed by a restore finds either this connection or none.
        using var gate = await worker.EnterAsync(CancellationToken.None);
        worker.ConnectFault = result.Fault;
        worker.Link.Connected(result.TryGet(out var connection, out var fault) ? connection : null);
        // Whoever stopped the Worker or the runtime meanwhile found no connection to end.
        if (connection is not null && (scope.Stopped || worker.Head?.Desired != DesiredState.Active)) Drop(worker, connection);
        scope.Hints.Publish(worker.Id, worker.Id);
        return fault;
    }

    private async Task<Result<Connection>> RestoreAsync(LiveWorker worker)
    {
        if (scope.Options.Execution is not { } backend) return NoBackend;
        if (!(await scope.History.ReadAsync<WorkerCreated>(worker.Id, 1, scope.Lifetime)).TryGet(out var created, out var fault)) return fault;
        var (context, sink) = Context(worker, created.Request, created.Profile);
        return await CallAsync("restore a Worker", token => backend.RestoreAsync(context, token), sink, scope.Lifetime);
    }

    private async ValueTask<Result<Connection>> CallAsync(
        string what, Func<CancellationToken, ValueTask<Result<WorkerConnection>>> call, WorkerSink sink, CancellationToken cancellationToken)
    {
        var result = await scope.Backend.CallAsync(what, call, pending => ReclaimAsync(pending, sink), cancellationToken);
        if (!result.TryGet(out var link, out var fault)) return fault;
        return link.Execution is null
            ? new Fault(FaultCodes.BackendFailed, $"The execution backend failed to {what}: there is no execution in its answer.")
            : new Connection(link.InputKinds is null ? link with { InputKinds = new HashSet<InputKind>() } : link, sink);
    }

    private async Task ReclaimAsync(Task<Result<WorkerConnection>> pending, WorkerSink sink)
    {
        sink.Close();
        await ((Task)pending).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        // Ended with the call: there is nothing to take back.
        if (pending.IsCanceled) return;
        if ((await pending).TryGet(out var late, out _)) await scope.Backend.StopAsync(new(late, sink), CancellationToken.None);
    }

    private (WorkerContext Context, WorkerSink Sink) Context(LiveWorker worker, CreateWorkerRequest request, Profile profile)
    {
        var sink = new WorkerSink(scope, worker);
        return (new(new(scope.Options.Id, worker.Id), request, profile, sink, (after, token) => HistoryAsync(worker, after, token)), sink);
    }

    private async ValueTask<IReadOnlyList<WorkerEvent>> HistoryAsync(LiveWorker worker, long after, CancellationToken cancellationToken)
    {
        if (worker.LastSeq <= after) return [];
        var result = await scope.History.ReadAllAsync(worker.Id, after, cancellationToken);
        // A backend can do nothing without the history, and has no result to say so in: this ends its call or its run with these words.
        return result.TryGet(out var page, out var fault) ? page.Events : throw new IOException(fault.ToString());
    }
}
