using Yoi.Protocol;
using Yoi.Worktrees;

namespace Yoi.Runtime.Server;

/// <summary>Removes worktrees, each after its work is saved and where it went is recorded.</summary>
internal sealed class WorktreeRemoving(HostedWorktreesOptions options, WorktreeStore store, WorktreeRecords records, CancellationToken ending)
{
    /// <summary>Removes it, or answers how it went before.</summary>
    public async Task<Result<RemovedWorktree>> RunAsync(WorktreeEntry entry, WorktreeUsers users, CancellationToken cancellationToken)
    {
        await entry.Turn.WaitAsync(cancellationToken);
        try
        {
            if (entry.IsUnreadable) return WorktreeFaults.Damaged;
            if (entry.Record is not { } record) return WorktreeFaults.Unknown;
            if (record is { Stage: WorktreeStage.Removed, Removed: { } gone }) return gone;
            if (!entry.TryClose()) return WorktreeFaults.Arriving;
            return await users.NeedAsync(entry, cancellationToken) is { } needed ? needed : await RemoveAsync(entry, record);
        }
        finally
        {
            entry.Open();
            entry.Turn.Release();
        }
    }

    private async Task<Result<RemovedWorktree>> RemoveAsync(WorktreeEntry entry, WorktreeRecord record)
    {
        async Task<Fault?> SavedAsync(Removal removal)
        {
            if (await KeepAsync(record with { Stage = WorktreeStage.Leaving, Removed = Tell(record, removal) }) is { } fault) return fault;
            options.Reached("RemoveWorktree:before");
            return null;
        }

        async Task<Fault?> KeepAsync(WorktreeRecord next)
        {
            if (await records.SaveAsync(next) is { } fault) return fault;
            entry.Record = record = next;
            return null;
        }

        var removed = await store.RemoveAsync(store.At(record.Folder, record.Branch), record.Commit, SavedAsync, ending);
        if (!removed.TryGet(out var removal, out var fault)) return fault;
        options.Reached("RemoveWorktree:after");
        var told = Tell(record, removal);
        return await KeepAsync(record with { Stage = WorktreeStage.Removed, Removed = told, RemovedAt = options.Time.GetUtcNow() }) is { } notRecorded ? notRecorded : told;
    }

    /// <summary>What an earlier try that was cut off has saved counts as well.</summary>
    private static RemovedWorktree Tell(WorktreeRecord record, Removal removal)
    {
        IReadOnlyList<RescuedWork> earlier = record.Removed?.Rescued ?? [];
        RescuedWork[] rescued = [.. earlier.Union(removal is { RescueRef: { } name, RescueCommit: { } commit } ? [new RescuedWork(name, commit)] : [])];
        var outcome = rescued.Length > 0 ? WorktreeRemoval.Rescued : removal.Kind == RemovalKind.Merged ? WorktreeRemoval.Unchanged : record.Removed?.Outcome ?? WorktreeRemoval.Gone;
        return new(record.Name, outcome, removal.BranchKept, rescued);
    }
}
