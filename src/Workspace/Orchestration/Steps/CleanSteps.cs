using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>Clean: Workers stop, then the worktree goes, whatever it still held saved first.</summary>
internal static class CleanSteps
{
    public static async Task<Result<AttemptEvent>> StopAsync(StepContext context, AttemptState attempt, CancellationToken cancellationToken)
    {
        foreach (var worker in new[] { attempt.Coder!, attempt.Reviewer! })
        {
            var fault = await context.Registry.StopAsync(worker.Ref, cancellationToken);
            if (fault is not null) return fault;
        }

        return new AttemptEvent.WorkersStopped();
    }

    public static async Task<Result<AttemptEvent>> RemoveAsync(StepContext context, AttemptState attempt, CancellationToken cancellationToken)
    {
        var found = await context.Worktrees.GetAsync(attempt.Worktree!.Name, cancellationToken);
        if (found.Fault is { Code: FaultCodes.NotFound }) return new AttemptEvent.WorktreeRemoved(RescueRef: null);
        if (!found.TryGet(out var worktree, out var fault)) return fault;
        var removed = await context.Worktrees.RemoveAsync(worktree, attempt.Merge!.Commit, cancellationToken);
        return removed.TryGet(out var removal, out fault) ? new AttemptEvent.WorktreeRemoved(removal.RescueRef) : fault;
    }

    public static async Task<Result<AttemptEvent>> RecordAsync(StepContext context, AttemptState attempt, CancellationToken cancellationToken)
    {
        var fault = await context.RecordAsync(attempt, "clean", "implementation_report", CleanText.Of(attempt), cancellationToken,
            attributes: KeyValuePair.Create("step", "clean"));
        return fault is null ? new AttemptEvent.Cleaned() : fault;
    }
}
