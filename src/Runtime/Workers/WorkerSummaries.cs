using Yoi.Journal;
using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Summaries of Workers, loaded or not.</summary>
internal sealed class WorkerSummaries(RuntimeScope scope)
{
    /// <summary>One Worker as it stands, also one that cannot be read.</summary>
    public async ValueTask<Result<WorkerSummary>> GetAsync(WorkerId id, CancellationToken cancellationToken)
    {
        if (scope.Stopped) return RuntimeScope.StoppedFault;
        if (scope.Workers.Peek(id) is { } worker) return worker.Look();
        return (await scope.History.HeadAsync(id, cancellationToken)).TryGet(out var stream, out var fault) ? Of(id, stream) : fault;
    }

    /// <summary>A page of them.</summary>
    public async ValueTask<Result<WorkerSummaryPage>> ListAsync(WorkerQuery query, CancellationToken cancellationToken)
    {
        if (scope.Stopped) return RuntimeScope.StoppedFault;
        if (query.Limit is < 1 or > WorkerQuery.MostWorkers) return new Fault(FaultCodes.Invalid, $"A page has 1 to {WorkerQuery.MostWorkers} Workers.");
        var workers = new List<WorkerSummary>(query.Limit);
        var streams = new StreamQuery(WorkerHistory.Category, query.After is { } after ? WorkerHistory.StreamOf(after) : null, query.Limit, query.Deleted);
        while (true)
        {
            if (!(await scope.Options.Journal.StreamsAsync(streams, cancellationToken)).TryGet(out var page, out var fault)) return fault;
            foreach (var stream in page.Heads)
            {
                // A stream that is no Worker's takes no place.
                if (WorkerHistory.WorkerOf(stream.Stream) is not { } id) continue;
                if (workers.Count == query.Limit) return new WorkerSummaryPage(workers, workers[^1].Id);
                workers.Add(Of(id, stream));
            }

            if (!page.More) return new WorkerSummaryPage(workers, null);
            if (workers.Count == query.Limit) return new WorkerSummaryPage(workers, workers[^1].Id);
            streams = streams with { After = page.Heads[^1].Stream };
        }
    }

    /// <summary>A summary of what is known of a Worker.</summary>
    public static WorkerSummary Of(WorkerId id, WorkerHead? head, long lastSeq, RunState state, DateTimeOffset lastAt, IReadOnlyList<ApprovalRequested>? approvals, Fault? diagnostic) => new()
    {
        Id = id,
        DisplayName = head?.DisplayName,
        Profile = head?.Profile ?? "",
        Role = head?.Role ?? "",
        Desired = head?.Desired ?? DesiredState.Active,
        State = state,
        Run = head?.Run,
        LastOutcome = head?.LastOutcome,
        LastFault = head?.LastFault,
        Worktree = head?.Worktree,
        Labels = head?.Labels,
        CreatedAt = head?.CreatedAt ?? default,
        LastSeq = lastSeq,
        LastEventAt = lastAt,
        Approvals = approvals,
        Tokens = head?.Tokens ?? TokenCount.Zero,
        Diagnostic = diagnostic,
    };

    /// <summary>A summary of what the store has; only a loaded Worker does anything.</summary>
    public static WorkerSummary Of(WorkerId id, WorkerHead head, long lastSeq, RunState state = RunState.Unconnected, Fault? diagnostic = null) =>
        Of(id, head, lastSeq, state, head.LastEventAt ?? head.CreatedAt, null, diagnostic);

    private WorkerSummary Of(WorkerId id, StreamHead stream)
    {
        if (!stream.IsRetired && scope.Workers.Peek(id) is { } worker) return worker.Look();
        if (!EventCodec.DecodeHead(stream).TryGet(out var head, out var fault)) return Of(id, null, stream.Version, RunState.Errored, default, null, fault);
        if (head.Desired != DesiredState.Active) return Of(id, head, stream.Version);
        return scope.Options.Execution is null ? Of(id, head, stream.Version, diagnostic: Connecting.NoBackend) : Of(id, head, stream.Version, RunState.Idle);
    }
}
