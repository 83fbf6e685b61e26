using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Workspace;

/// <summary>Close: a person's word, or the setting's; the target branch follows only where nobody has it checked out.</summary>
internal static class CloseSteps
{
    /// <summary>Closes the ticket by itself. The fact follows when the ticket is seen closed, as with a person's close.</summary>
    public static async Task<Result<AttemptEvent>> CloseAsync(StepContext context, AttemptState attempt, CancellationToken cancellationToken)
    {
        var closed = await context.Tickets.TransitionAsync(attempt.Id.Ticket, new()
        {
            Expected = TicketState.Done,
            To = TicketState.Closed,
            Author = StepContext.Author,
            Reason = "closed",
            Resolution = $"Merged as {attempt.Merge!.Commit}.",
            Operation = attempt.Id.Operation("close"),
        }, cancellationToken);
        return closed.Fault is { } fault ? fault : await RecordAsync(context, attempt, cancellationToken);
    }

    public static async Task<Result<AttemptEvent>> RecordAsync(StepContext context, AttemptState attempt, CancellationToken cancellationToken)
    {
        var branches = context.Settings().Orchestration;
        if (!(await context.Repository.ResolveAsync(branches.TargetBranch, cancellationToken)).TryGet(out var target, out var fault)) return fault;
        if (!(await context.Integration.IsAncestorAsync(target, attempt.Merge!.Commit, cancellationToken)).TryGet(out var forward, out fault)) return fault;
        if (!forward || target == attempt.Merge.Commit) return new AttemptEvent.Closed(TargetMovedTo: null);
        fault = await context.Integration.MoveAsync(branches.TargetBranch, target, attempt.Merge.Commit, cancellationToken);
        return fault switch
        {
            null => new AttemptEvent.Closed(attempt.Merge.Commit),
            { Code: FaultCodes.BranchCheckedOut or FaultCodes.Conflict } => new AttemptEvent.Closed(TargetMovedTo: null),
            _ => fault,
        };
    }
}
