using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>
/// The environment Workers live in. What happened is in the journal; what is live is derived from it. Every change is made durable, then changes memory,
/// then is told to observers.
/// </summary>
public sealed class WorkerRuntime : IAsyncDisposable
{
    private readonly RuntimeScope _scope;
    private readonly RunLoop _runs;
    private readonly Observer _observer;
    private readonly Lock _lock = new();
    private Task? _closing;

    private WorkerRuntime(RuntimeScope scope, Connecting connecting, RunLoop runs)
    {
        (_scope, _runs, _observer) = (scope, runs, new(scope));
        Workers = new(scope, connecting, runs);
    }

    /// <summary>The name its registry gave it.</summary>
    public RuntimeId Id => _scope.Options.Id;

    /// <summary>Its Workers.</summary>
    public WorkerDirectory Workers { get; }

    /// <summary>
    /// Opens the runtime of a journal. Runs that the last process died under end as interrupted, those that wait for an answer go on waiting; Workers wanted active are connected again in the background,
    /// and one that cannot be harms no other. Fails with what the journal fails with.
    /// </summary>
    public static async ValueTask<Result<WorkerRuntime>> OpenAsync(WorkerRuntimeOptions options, CancellationToken cancellationToken)
    {
        if (options.BackendDeadline <= TimeSpan.Zero) return new Fault(FaultCodes.Invalid, "The backend's deadline is more than zero.");
        if (!(await RuntimeOpening.StoreAsync(options.Journal, cancellationToken)).TryGet(out var store, out var fault)) return fault;
        var scope = new RuntimeScope(options, store);
        var connecting = new Connecting(scope);
        var runs = new RunLoop(scope, connecting);
        if (await RuntimeOpening.LoadAsync(scope, new(scope, runs), cancellationToken) is { } refused)
        {
            await RuntimeClosing.CloseAsync(scope, runs);
            return refused;
        }

        _ = scope.Background.Run(() => connecting.EnsureAllAsync());
        return new WorkerRuntime(scope, connecting, runs);
    }

    /// <summary>
    /// Observes a Worker. Without a cursor: a snapshot, then everything after it; with one: everything after it. No gap, no duplicate; a slow observer
    /// delays nobody and loses no event. A refusal is one <see cref="ClosedFrame"/>: <c>unknown_worker</c>, <c>cursor_malformed</c>, <c>cursor_foreign</c>,
    /// <c>cursor_future</c>, <c>overloaded</c>, a fault of the store; and <c>runtime_stopped</c> ends every observation.
    /// </summary>
    public IAsyncEnumerable<ObservationFrame> Observe(WorkerId worker, string? after, CancellationToken cancellationToken) =>
        _observer.ObserveAsync(worker, after, cancellationToken);

    /// <summary>Events behind a sequence number, oldest first, at most <paramref name="limit"/> (1 to 1,000) and 4 MiB.</summary>
    public async ValueTask<Result<IReadOnlyList<WorkerEvent>>> ReadHistoryAsync(WorkerId worker, long after, int limit, CancellationToken cancellationToken)
    {
        if (_scope.Find(worker, out _) is { } refused) return refused;
        if (after < 0 || limit is < 1 or > 1_000) return new Fault(FaultCodes.Invalid, "A history is read from 0 on, 1 to 1,000 events at a time.");
        var result = await _scope.History.ReadAsync(worker, new() { After = after, Limit = limit }, cancellationToken);
        return result.TryGet(out var page, out var fault) ? Results.Of(page.Events) : fault;
    }

    /// <summary>Hints that a Worker's summary may have changed, from the first <c>MoveNextAsync</c> on; several changes of one Worker may share a hint.</summary>
    public IAsyncEnumerable<WorkerId> WatchAsync(CancellationToken cancellationToken) => _scope.Hints.WatchAsync(_ => true, cancellationToken);

    /// <summary>Ends executions; runs at hand end as interrupted, those that wait for an answer stay. What is wanted of Workers stays as it is, and the journal stays open.</summary>
    public async ValueTask DisposeAsync()
    {
        Task closing;
        lock (_lock) closing = _closing ??= RuntimeClosing.CloseAsync(_scope, _runs);
        await closing;
    }
}
