using System.Text;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>Work goes back to the same coder, with what was found and, where it met other work, with that in its worktree.</summary>
internal static class ReworkSteps
{
    private const int ShownOutput = 8 * 1024;

    public static async Task<Result<AttemptEvent>> AskAsync(StepContext context, AttemptState attempt, string cause, CancellationToken cancellationToken)
    {
        var failed = (cause == ReworkCause.Receipt ? attempt.SubmitChecks : attempt.MergeChecks)?.Failed;
        var text = failed is null
            ? ReworkText.Conflict(attempt.BroughtIn?.Conflicts ?? [])
            : ReworkText.Receipt(failed, cause, await OutputAsync(context, attempt.Id.Ticket, failed.Receipt, cancellationToken));
        var fault = await context.RecordAsync(attempt, $"rework-{attempt.Rounds + 1}", "comment", ReworkText.Note(attempt, cause, failed), cancellationToken,
            attributes: [KeyValuePair.Create("step", "rework"), KeyValuePair.Create("cause", cause)]);
        return fault is null ? new AttemptEvent.ReworkAsked(cause, text) : fault;
    }

    public static async Task<Result<AttemptEvent>> BringInAsync(StepContext context, AttemptState attempt, CancellationToken cancellationToken)
    {
        if (await CommitWork.SaveAsync(context, attempt, cancellationToken) is { } unsaved) return unsaved;
        if (!(await context.Worktrees.GetAsync(attempt.Worktree!.Name, cancellationToken)).TryGet(out var worktree, out var fault)) return fault;
        var ours = attempt.Conflict?.Ours ?? attempt.Merge!.Ours;
        var brought = await context.Worktrees.BringInAsync(worktree, new()
        {
            Commit = ours,
            Message = $"Bring {context.Settings().Orchestration.IntegrationBranch} into {worktree.Branch}",
            Date = attempt.MergeChecks!.Intended.Date,
        }, cancellationToken);
        return brought.TryGet(out var merged, out fault) ? new AttemptEvent.IntegrationBroughtIn(ours, merged.Commit, merged.Conflicts) : fault;
    }

    /// <summary>The end of what the command printed; what it said last is most often why it failed.</summary>
    private static async Task<string> OutputAsync(StepContext context, TicketId ticket, ReceiptId id, CancellationToken cancellationToken)
    {
        if (!(await ReceiptFile.ReadAsync(context, ticket, id, cancellationToken)).TryGet(out var receipt, out _)) return "";
        if (!(await context.Tickets.ReadArtifactAsync(ticket, $"receipts/{receipt.Output}", cancellationToken)).TryGet(out var output, out _)) return "";
        return Encoding.UTF8.GetString(output.Span[Math.Max(0, output.Length - ShownOutput)..]);
    }
}
