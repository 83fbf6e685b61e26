using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>The Workers of one workspace among those of a runtime. A label that no caller may set says whose a Worker is; what is another's is not there.</summary>
internal sealed class OwnWorkers(WorkerRuntime runtime)
{
    /// <summary>The label.</summary>
    public const string Label = "yoi.workspace";

    private const int MostLabels = 15;

    public async ValueTask<Result<WorkerSummary>> FindAsync(string workspace, WorkerId id, CancellationToken cancellationToken) =>
        (await runtime.Workers.GetAsync(id, cancellationToken)).TryGet(out var worker, out var fault) ? IsOf(workspace, worker) ? worker : Refusal.Unknown : fault;

    /// <summary>A page of the workspace's Workers; it is full unless it is the last.</summary>
    public async ValueTask<Result<WorkerSummaryPage>> ListAsync(string workspace, WorkerId? after, int limit, CancellationToken cancellationToken)
    {
        var (own, ask, look) = (new List<WorkerSummary>(limit), Math.Min(limit + 1, WorkerQuery.MostWorkers), 1);
        while (true)
        {
            if (!(await runtime.Workers.ListAsync(new() { After = after, Limit = ask }, cancellationToken)).TryGet(out var page, out var fault)) return fault;
            foreach (var worker in page.Workers.Where(worker => IsOf(workspace, worker)))
            {
                // One more than fits says that there is a page behind; the name it begins after is one that the caller has seen.
                if (own.Count == limit) return new WorkerSummaryPage(own, own[^1].Id);
                own.Add(worker);
            }

            if (page.Next is null) return new WorkerSummaryPage(own);
            after = page.Next;
            // For that one alone no whole page is read, unless the next ones are all another's.
            (ask, look) = own.Count < limit ? (WorkerQuery.MostWorkers, look) : (look, Math.Min(look * 8, WorkerQuery.MostWorkers));
        }
    }

    public async ValueTask<Result<WorkerSummary>> CreateAsync(string workspace, CreateWorkerRequest request, CancellationToken cancellationToken)
    {
        var labels = request.Labels ?? new Dictionary<string, string>();
        if (labels.Count > MostLabels || labels.ContainsKey(Label) || labels.Values.Any(text => text is null))
            return new Fault(FaultCodes.Invalid, $"There are at most {MostLabels} labels, each with a text, and '{Label}' is the server's to set.");
        request = request with { Labels = new Dictionary<string, string>(labels) { [Label] = workspace } };
        if (!(await runtime.Workers.CreateAsync(request, cancellationToken)).TryGet(out var worker, out var fault)) return fault;
        // The same id and fingerprint may have made another workspace's.
        return IsOf(workspace, worker) ? worker : new Fault(FaultCodes.Conflict, $"Worker {worker.Id} was created from another request; use another id.");
    }

    private static bool IsOf(string workspace, WorkerSummary worker) => worker.Labels is { } labels && labels.GetValueOrDefault(Label) == workspace;
}
