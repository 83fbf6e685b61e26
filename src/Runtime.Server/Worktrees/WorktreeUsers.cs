using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>Which Workers use a worktree. Those there were before are looked through once; after that each is known from when it is made.</summary>
internal sealed class WorktreeUsers(WorkerRuntime runtime, WorktreeTable table)
{
    private readonly Lock _gate = new();
    private Task<Fault?>? _look;

    /// <summary>Why it cannot go: a Worker that is not over may work there.</summary>
    public Task<Fault?> NeedAsync(WorktreeEntry entry, CancellationToken cancellationToken) =>
        FirstAsync(entry, worker => worker.Desired == DesiredState.Active || worker.Run is not null, "is there to work in the worktree; stop it first.", cancellationToken);

    /// <summary>Why it cannot be committed: what a run's processes are writing would be committed half.</summary>
    public Task<Fault?> WorkAsync(WorktreeEntry entry, CancellationToken cancellationToken) =>
        FirstAsync(entry, worker => worker.Run is not null, "works in the worktree; wait until its run has ended, or interrupt it.", cancellationToken);

    private async Task<Fault?> FirstAsync(WorktreeEntry entry, Func<WorkerSummary, bool> isIt, string why, CancellationToken cancellationToken)
    {
        if (await LookAsync().WaitAsync(cancellationToken) is { } fault) return fault;
        foreach (var id in entry.Workers)
        {
            if ((await runtime.Workers.GetAsync(id, cancellationToken)).TryGet(out var worker, out fault))
            {
                if (isIt(worker)) return new(FaultCodes.Busy, $"The Worker {worker.DisplayName ?? worker.Role} {why}");
            }
            else if (fault.Code == FaultCodes.UnknownWorker)
            {
                entry.Forget(id);
            }
            else
            {
                return fault;
            }
        }

        return null;
    }

    /// <summary>Once for all, and again where that failed.</summary>
    private Task<Fault?> LookAsync()
    {
        lock (_gate)
        {
            if (_look is { IsCompleted: false } or { IsCompletedSuccessfully: true, Result: null }) return _look;
            return _look = LookThroughAsync();
        }
    }

    private async Task<Fault?> LookThroughAsync()
    {
        WorkerId? after = null;
        do
        {
            if (!(await runtime.Workers.ListAsync(new() { After = after }, CancellationToken.None)).TryGet(out var page, out var fault)) return fault;
            foreach (var worker in page.Workers)
                if (worker is { Worktree: { } name, Labels: { } labels } && labels.TryGetValue(OwnWorkers.Label, out var workspace)) table.Find(workspace, name)?.Know(worker.Id);
            after = page.Next;
        }
        while (after is not null);
        return null;
    }
}
