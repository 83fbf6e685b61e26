using Yoi.Protocol;
using Yoi.Worktrees;

namespace Yoi.Workspace;

/// <summary>Integrate: the merge is built beside the branches, checked, and only then does the integration branch move, by compare-and-set.</summary>
internal static class MergeSteps
{
    public static async Task<Result<AttemptEvent>> BuildAsync(StepContext context, AttemptState attempt, CancellationToken cancellationToken)
    {
        var checks = attempt.MergeChecks!.Intended;
        if (!(await context.Repository.ResolveAsync(context.Settings().Orchestration.IntegrationBranch, cancellationToken)).TryGet(out var ours, out var fault)) return fault;
        var built = await context.Integration.BuildMergeAsync(new()
        {
            Ours = ours,
            Theirs = attempt.Submitted!.Commit,
            Message = $"Merge {attempt.Worktree!.Branch}: {attempt.Packet!.Packet.Title}",
            Trailers =
            [
                KeyValuePair.Create("Yoi-Ticket", attempt.Id.Ticket.ToString()),
                KeyValuePair.Create("Yoi-Attempt", attempt.Id.ToString()),
                .. checks.Checks.Select(c => KeyValuePair.Create("Yoi-Receipt", c.Receipt.ToString())),
            ],
            Date = checks.Date,
        }, cancellationToken);
        if (built.TryGet(out var merge, out fault)) return new AttemptEvent.MergeBuilt(ours, merge.Commit, merge.Tree);
        return fault.Code == FaultCodes.MergeConflict ? new AttemptEvent.MergeConflicted(ours, fault.Message) : fault;
    }

    public static async Task<Result<AttemptEvent>> MoveAsync(StepContext context, AttemptState attempt, CancellationToken cancellationToken)
    {
        var (branch, merge) = (context.Settings().Orchestration.IntegrationBranch, attempt.Merge!);
        var fault = await context.Integration.MoveAsync(branch, merge.Ours, merge.Commit, cancellationToken);
        if (fault is null) return new AttemptEvent.BranchMoved(branch, merge.Ours, merge.Commit);
        return fault.Code == FaultCodes.Conflict && attempt.MergeRounds < Decider.MostMergeRounds ? CheckSteps.IntendMerge(context, attempt) : fault;
    }
}
