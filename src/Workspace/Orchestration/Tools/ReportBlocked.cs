using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary><c>report_blocked</c>: the coder names what is missing, and the ticket goes back to planning.</summary>
internal sealed class ReportBlocked(AttemptStore attempts)
{
    private const string Recorded = "Recorded. The ticket goes back to planning and your work is saved; your run ends here.";

    public async Task<TicketToolReply?> HandleAsync(AttemptState attempt, string callId, BlockedReport report, CancellationToken cancellationToken)
    {
        if (attempt.Blocked?.CallId == callId) return new(Recorded, EndsRun: true);
        if (attempt.Submitted is not null || attempt.Blocked is not null) return TicketToolCalls.Refused(FaultCodes.Conflict, "The work was already handed in or reported as blocked.");
        if (string.IsNullOrWhiteSpace(report.Reason) || string.IsNullOrWhiteSpace(report.Missing))
            return TicketToolCalls.Refused(FaultCodes.Invalid, "reason and missing are not empty: say why you cannot go on and what would help.");
        var appended = await attempts.AppendAsync(attempt, new AttemptEvent.Blocked(report, callId), cancellationToken);
        return TicketToolCalls.Answer(appended, new(Recorded, EndsRun: true));
    }
}
