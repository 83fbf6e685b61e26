using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Conveniences over <see cref="WorkerDirectory"/>.</summary>
public static class WorkerDirectoryExtensions
{
    /// <summary>All Workers, page by page: what is asked of many costs as much as there are.</summary>
    public static async ValueTask<Result<IReadOnlyList<WorkerSummary>>> ListAllAsync(this WorkerDirectory workers, CancellationToken cancellationToken)
    {
        List<WorkerSummary> all = [];
        WorkerId? after = null;
        do
        {
            if (!(await workers.ListAsync(new() { After = after }, cancellationToken)).TryGet(out var page, out var fault)) return fault;
            all.AddRange(page.Workers);
            after = page.Next;
        }
        while (after is not null);
        return all;
    }
}
