using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>Parks an attempt: its reason stands on the ticket, its worktree stays as it is.</summary>
internal static class ParkStep
{
    public static async Task<Result<AttemptEvent>> ParkAsync(StepContext context, AttemptState attempt, Fault reason, CancellationToken cancellationToken)
    {
        // A run that gave up may have left work; where it cannot be committed now it stays in the worktree.
        if (attempt is { Coder.Inputs: > 0, Submitted: null }) await CommitWork.SaveAsync(context, attempt, cancellationToken);
        var fault = await context.RecordAsync(attempt, $"park-{attempt.Version}", "comment", ParkText.Of(attempt, reason), cancellationToken,
            attributes: [KeyValuePair.Create("step", "parked"), KeyValuePair.Create("code", reason.Code)]);
        return fault is null ? new AttemptEvent.Parked(reason) : fault;
    }
}
