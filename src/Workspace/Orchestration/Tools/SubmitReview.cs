using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary><c>submit_review</c>: the verdict on the submitted commit. It is void where the branch has moved since.</summary>
internal sealed class SubmitReview(StepContext context, AttemptStore attempts)
{
    public async Task<TicketToolReply?> HandleAsync(AttemptState attempt, string callId, ReviewSubmission review, CancellationToken cancellationToken)
    {
        if (attempt.Reviewed is { } earlier)
            return earlier.CallId == callId ? Accepted(earlier.Review.Verdict) : TicketToolCalls.Refused(FaultCodes.Conflict, "A verdict was already given.");
        if (review.Verdict is not (ReviewStep.Approve or ReviewStep.RequestChanges))
            return TicketToolCalls.Refused(FaultCodes.Invalid, "verdict is approve or request_changes.");
        if (review.Verdict == ReviewStep.Approve && review.Findings?.Any(f => f.Severity is Severity.Blocker or Severity.Major) == true)
            return TicketToolCalls.Refused(FaultCodes.Invalid, "A blocker or major finding goes with request_changes; lower its severity or change the verdict.");

        var commit = attempt.Submitted!.Commit;
        if (!(await context.Repository.ResolveAsync(attempt.Worktree!.Branch, cancellationToken)).TryGet(out var head, out var fault))
            return TicketToolCalls.Refused(fault.Code, fault.Message);
        if (head != commit) return TicketToolCalls.Refused(FaultCodes.StaleState, "The branch moved after the submission; this verdict is void.");
        context.Reached("SubmitReview:before");
        var appended = await attempts.AppendAsync(attempt, new AttemptEvent.Reviewed(commit, review, callId), cancellationToken);
        return TicketToolCalls.Answer(appended, Accepted(review.Verdict));
    }

    private static TicketToolReply Accepted(string verdict) => new($"Recorded: {verdict}. Your run ends here.", EndsRun: true);
}
