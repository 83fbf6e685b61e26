using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Workspace;

/// <summary>The ticket goes back to planning with the missing item named; a person completes it and queues it again.</summary>
internal static class ReturnStep
{
    public static async Task<Result<AttemptEvent>> ReturnAsync(StepContext context, AttemptState attempt, CancellationToken cancellationToken)
    {
        var (reason, missing) = attempt.Blocked is { } blocked ? (blocked.Report.Reason, blocked.Report.Missing) : (attempt.Routed!.Reason, "The sections `## Requirements` and `## Acceptance criteria`.");
        if (attempt.Accepted)
        {
            var saved = attempt.WorktreeRemoved?.RescueRef is { } rescue ? $"The work is saved as `{rescue}`." : "There was no work to save.";
            if (await MoveAsync(TicketState.Inprogress, TicketState.Queued, "given-up", "blocked", $"The coder is blocked: {reason}\n\n{saved}") is { } stuck) return stuck;
        }

        var fault = await MoveAsync(TicketState.Queued, TicketState.Planning, "returned", "return_to_planning", $"{reason}\n\nMissing: {missing}");
        return fault is null ? new AttemptEvent.Returned() : fault;

        async Task<Fault?> MoveAsync(TicketState from, TicketState to, string step, string why, string body) => (await context.Tickets.TransitionAsync(attempt.Id.Ticket, new()
        {
            Expected = from,
            To = to,
            Author = StepContext.Author,
            Reason = why,
            Body = body,
            Operation = attempt.Id.Operation(step),
        }, cancellationToken)).Fault;
    }
}
