using Yoi.Journal;
using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>What Workers did and do. Reads are bounded and change nothing; the history of a Worker that was deleted can be read as long as it is kept.</summary>
public sealed class WorkerObservation
{
    private const int MostEvents = 1_000;

    private readonly RuntimeLife _life;

    internal WorkerObservation(RuntimeLife life) => _life = life;

    /// <summary>
    /// Observes a Worker. Without a cursor: a snapshot, then everything after it; with one: everything after it. No gap, no duplicate; a slow observer
    /// delays nobody and loses no event. A refusal is one <see cref="ClosedFrame"/>: <c>unknown_worker</c>, <c>cursor_malformed</c>, <c>cursor_foreign</c>,
    /// <c>cursor_future</c>, <c>cursor_expired</c>, <c>overloaded</c> (1,000 observe it already), a fault of the store; <c>runtime_stopped</c> ends every observation, and
    /// <c>unknown_worker</c> that of a Worker that is deleted.
    /// </summary>
    public IAsyncEnumerable<ObservationFrame> Observe(WorkerId worker, string? after, CancellationToken cancellationToken) => _life.Session.Observer.ObserveAsync(worker, after, cancellationToken);

    /// <summary>Events behind a sequence number, oldest first, at most <paramref name="limit"/> (1 to 1,000) and 4 MiB. Fails with <c>unknown_worker</c>, <c>invalid</c>, <c>cursor_expired</c>, or a fault of the store.</summary>
    public ValueTask<Result<IReadOnlyList<WorkerEvent>>> ReadHistoryAsync(WorkerId worker, long after, int limit, CancellationToken cancellationToken) =>
        ReadAsync(worker, new() { After = after, Limit = limit }, cancellationToken);

    /// <summary>Events before a sequence number, newest first; <see cref="long.MaxValue"/> begins with the newest. Bounds and faults as for <see cref="ReadHistoryAsync"/>.</summary>
    public ValueTask<Result<IReadOnlyList<WorkerEvent>>> ReadBackwardAsync(WorkerId worker, long before, int limit, CancellationToken cancellationToken) =>
        ReadAsync(worker, new() { After = before, Limit = limit, Backward = true }, cancellationToken);

    /// <summary>Tokens a Worker used over all its runs; <c>unknown_worker</c>.</summary>
    public async ValueTask<Result<TokenCount>> UsageAsync(WorkerId worker, CancellationToken cancellationToken) =>
        (await _life.Session.Summaries.GetAsync(worker, cancellationToken)).TryGet(out var summary, out var fault) ? summary.Tokens : fault;

    /// <summary>Hints that a Worker's summary may have changed, from the first <c>MoveNextAsync</c> on, over stops and starts; several changes of one Worker may share a hint.</summary>
    public IAsyncEnumerable<WorkerId> WatchAsync(CancellationToken cancellationToken) => _life.Hints.WatchAsync(_ => true, cancellationToken);

    private async ValueTask<Result<IReadOnlyList<WorkerEvent>>> ReadAsync(WorkerId worker, ReadRange range, CancellationToken cancellationToken)
    {
        var scope = _life.Session.Scope;
        if (scope.Stopped) return RuntimeScope.StoppedFault;
        if (range.After < 0 || range.Limit is < 1 or > MostEvents) return new Fault(FaultCodes.Invalid, "A history is read from 0 on, 1 to 1,000 events at a time.");
        if (!(await scope.History.ReadAsync(worker, range, cancellationToken)).TryGet(out var page, out var fault)) return fault;
        // A Worker's history begins with its creation: one without any is no Worker's.
        return page.Events.Count > 0 || page.StreamVersion > 0 ? Results.Of(page.Events) : LoadedWorkers.Unknown(worker);
    }
}
