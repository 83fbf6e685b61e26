using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Workspace;

/// <summary>Done is derived from the receipts alone: each is read back, its signature checked, and compared with what was to be shown.</summary>
internal static class DoneStep
{
    public static async Task<Result<AttemptEvent>> RecordAsync(StepContext context, AttemptState attempt, CancellationToken cancellationToken)
    {
        var merge = attempt.Merge!;
        foreach (var check in attempt.MergeChecks!.Intended.Checks)
        {
            if (!(await ReceiptFile.ReadAsync(context, attempt.Id.Ticket, check.Receipt, cancellationToken)).TryGet(out var receipt, out var unreadable)) return unreadable;
            if (!receipt.Passed() || receipt.Commit != merge.Commit || receipt.Tree != merge.Tree || receipt.Command != check.Command)
                return new Fault(FaultCodes.VerificationFailed, $"Receipt {receipt.Id} does not show that `{check.Command}` passed on merge {merge.Commit[..10]}.");
        }

        var receipts = string.Join(',', attempt.MergeChecks.Intended.Checks.Select(c => c.Receipt));
        var fault = await context.RecordAsync(attempt, "merge", "implementation_report", MergeText.Of(attempt), cancellationToken,
            attributes: [KeyValuePair.Create("step", "merge"), KeyValuePair.Create("merge", merge.Commit), KeyValuePair.Create("receipts", receipts)]);
        if (fault is not null) return fault;
        var moved = await context.Tickets.TransitionAsync(attempt.Id.Ticket, new()
        {
            Expected = TicketState.Inprogress,
            To = TicketState.Done,
            Author = StepContext.Author,
            Reason = "merged, reviewed and validated",
            Operation = attempt.Id.Operation("done"),
        }, cancellationToken);
        return moved.Fault is { } stale ? stale : new AttemptEvent.Done();
    }
}
