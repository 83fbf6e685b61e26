using Yoi.Protocol;
using Yoi.Worktrees;

namespace Yoi.Runtime.Server;

/// <summary>Makes worktrees: the intent is recorded, then git makes it, then the fact is recorded. Whatever a crash left is gone on with and never deleted.</summary>
internal sealed class WorktreeAdding(HostedWorktreesOptions options, WorktreeStore store, WorktreeTable table, WorktreeRecords records, CancellationToken ending)
{
    private const int MostName = 55;

    // With these git was asked for nothing yet, or made nothing.
    private static readonly string[] Untouched = [FaultCodes.Invalid, FaultCodes.NotFound, FaultCodes.Conflict, FaultCodes.BranchCheckedOut];

    /// <summary>Makes the worktree, or answers the one that was made from the same call.</summary>
    public async Task<Result<WorktreeRecord>> RunAsync(string workspace, AddWorktreeCall call, CancellationToken cancellationToken)
    {
        if (await CheckAsync(workspace, call, cancellationToken) is { } invalid) return invalid;
        // What is refused anyway leaves nothing behind, in memory neither. Where it is known by now, the same call came twice at once, and what is in this one's way is the other's.
        if (table.Find(workspace, call.Name) is null && (await BaseAsync(workspace, call, cancellationToken)).Fault is { } refused && table.Find(workspace, call.Name) is null) return refused;
        var entry = table.Of(workspace, call.Name);
        await entry.Turn.WaitAsync(cancellationToken);
        try
        {
            if (entry.IsUnreadable) return WorktreeFaults.Damaged;
            if (entry.Record is not { Stage: not WorktreeStage.Removed } known) return await IntendAsync(entry, call, cancellationToken);
            return await IsSameAsync(known, call, cancellationToken) ? await FinishAsync(entry, known) : WorktreeFaults.Taken;
        }
        finally
        {
            entry.Turn.Release();
        }
    }

    /// <summary>Goes on with one that was intended; once begun it is not given up because the caller left.</summary>
    public async Task<Result<WorktreeRecord>> FinishAsync(WorktreeEntry entry, WorktreeRecord record)
    {
        if (record.Stage == WorktreeStage.Ready) return record;
        var added = await store.AddAsync(new() { Name = record.Folder, Branch = record.Branch, Commit = record.Commit }, ending);
        if (added.Fault is { } fault) return fault;
        options.Reached("AddWorktree:after");
        record = record with { Stage = WorktreeStage.Ready };
        if (await records.SaveAsync(record) is { } notRecorded) return notRecorded;
        entry.Record = record;
        return record;
    }

    private async Task<Fault?> CheckAsync(string workspace, AddWorktreeCall call, CancellationToken cancellationToken)
    {
        var folder = WorktreeRecord.FolderOf(workspace, call.Name);
        if (call.Name.Length is 0 or > MostName || !char.IsAsciiLetterOrDigit(call.Name[0]) || (await store.GetAsync(folder, cancellationToken)).Fault is { Code: FaultCodes.Invalid }) return WorktreeFaults.BadName;
        return (await options.Repository.IsCheckedOutAsync(call.Branch, cancellationToken)).Fault is { } fault ? fault.Code == FaultCodes.Invalid ? WorktreeFaults.BadBranch : fault : null;
    }

    private async Task<bool> IsSameAsync(WorktreeRecord known, AddWorktreeCall call, CancellationToken cancellationToken) =>
        known.Stage != WorktreeStage.Leaving && known.Branch == call.Branch
        && (known.Reference == call.Commit || ((await options.Repository.ResolveAsync(call.Commit, cancellationToken)).TryGet(out var commit, out _) && commit == known.Commit));

    private async Task<Result<WorktreeRecord>> IntendAsync(WorktreeEntry entry, AddWorktreeCall call, CancellationToken cancellationToken)
    {
        if (!(await BaseAsync(entry.Workspace, call, cancellationToken)).TryGet(out var commit, out var fault)) return fault;
        var record = new WorktreeRecord(entry.Workspace, entry.Name, call.Branch, call.Commit, commit, options.Time.GetUtcNow(), WorktreeStage.Intended);
        if (await records.SaveAsync(record) is { } notRecorded) return notRecorded;
        entry.Record = record;
        options.Reached("AddWorktree:before");
        var made = await FinishAsync(entry, record);
        if (made.Fault is { } refused && Untouched.Contains(refused.Code) && records.Forget(record) is null) entry.Record = null;
        return made;
    }

    /// <summary>The commit to cut from, where there is room for one more and its branch is free.</summary>
    private async Task<Result<string>> BaseAsync(string workspace, AddWorktreeCall call, CancellationToken cancellationToken)
    {
        if (table.Own(workspace, null, options.MostWorktrees).Count == options.MostWorktrees)
            return new Fault(FaultCodes.Overloaded, $"The workspace has {options.MostWorktrees} worktrees on this host; remove some first.");
        if (!(await options.Repository.ResolveAsync(call.Commit, cancellationToken)).TryGet(out var commit, out var fault)) return fault.Code == FaultCodes.Invalid ? WorktreeFaults.BadCommit : fault;
        // A branch that is there is somebody's: a worktree on it would move it, and take it along when it goes.
        var there = await options.Repository.ResolveAsync($"refs/heads/{call.Branch}", cancellationToken);
        if (there.Fault is null || table.All.Any(other => other.Record is { Stage: not WorktreeStage.Removed } record && record.Branch == call.Branch)) return WorktreeFaults.BranchTaken;
        return there.Fault.Code == FaultCodes.NotFound ? commit : there.Fault;
    }
}
