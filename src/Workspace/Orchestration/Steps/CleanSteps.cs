using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>Clean: Workers stop, then the worktree goes, whatever it still held saved first.</summary>
internal static class CleanSteps
{
    public static async Task<Result<AttemptEvent>> StopAsync(StepContext context, AttemptState attempt, CancellationToken cancellationToken)
    {
        foreach (var worker in new[] { attempt.Coder, attempt.Reviewer })
        {
            if (worker is not { Created: true }) continue;
            var fault = await context.Registry.StopAsync(worker.Ref, cancellationToken);
            if (fault is not null) return fault;
        }

        return new AttemptEvent.WorkersStopped();
    }

    public static async Task<Result<AttemptEvent>> RemoveAsync(StepContext context, AttemptState attempt, CancellationToken cancellationToken)
    {
        // Not looked up first: a removal that was cut off leaves no worktree to find, but may have left its branch.
        var worktree = context.Worktrees.At(attempt.Worktree!.Name, attempt.Worktree.Branch);
        var merged = attempt.BranchMoved?.To ?? context.Settings().Orchestration.IntegrationBranch;
        var removed = await context.Worktrees.RemoveAsync(worktree, merged, cancellationToken);
        return removed.TryGet(out var removal, out var fault) ? new AttemptEvent.WorktreeRemoved(removal.RescueRef) : fault;
    }

    public static async Task<Result<AttemptEvent>> RecordAsync(StepContext context, AttemptState attempt, CancellationToken cancellationToken)
    {
        var fault = await context.RecordAsync(attempt, "clean", "implementation_report", CleanText.Of(attempt), cancellationToken,
            attributes: KeyValuePair.Create("step", "clean"));
        return fault is null ? new AttemptEvent.Cleaned() : fault;
    }
}
