using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>The worktree: the target is brought into the integration branch, then a branch is cut from it.</summary>
internal static class WorktreeSteps
{
    public static async Task<Result<AttemptEvent>> SyncAsync(StepContext context, AttemptState attempt, CancellationToken cancellationToken)
    {
        var branches = context.Settings().Orchestration;
        var synced = await context.Integration.SyncAsync(branches.TargetBranch, branches.IntegrationBranch, attempt.OpenedAt, cancellationToken);
        return synced.TryGet(out var target, out var fault) ? new AttemptEvent.TargetSynced(target.Head) : fault;
    }

    public static AttemptEvent Intend(AttemptState attempt)
    {
        var name = attempt.Packet!.Name;
        return new AttemptEvent.WorktreeIntended(name, WorktreeName.Branch(name), attempt.Target!.Head);
    }

    public static async Task<Result<AttemptEvent>> AddAsync(StepContext context, AttemptState attempt, CancellationToken cancellationToken)
    {
        var intended = attempt.Worktree!;
        var added = await context.Worktrees.AddAsync(new() { Name = intended.Name, Branch = intended.Branch, Commit = intended.Commit }, cancellationToken);
        return added.Fault is { } fault ? fault : new AttemptEvent.WorktreeReady();
    }
}
