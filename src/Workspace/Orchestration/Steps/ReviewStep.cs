using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>Puts the review on the ticket; an approval allocates the receipts of the merge, a change request goes back to the coder or, after its last round, to a person.</summary>
internal static class ReviewStep
{
    public const string Approve = "approve";
    public const string RequestChanges = "request_changes";

    public static async Task<Result<AttemptEvent>> RecordAsync(StepContext context, AttemptState attempt, CancellationToken cancellationToken)
    {
        var (commit, review) = (attempt.Reviewed!.Commit, attempt.Reviewed.Review);
        var fault = await context.RecordAsync(attempt, $"review-{commit}", "review", ReviewText.Of(review), cancellationToken,
            author: attempt.Reviewer!.Name, status: review.Verdict, attributes: KeyValuePair.Create("commit", commit));
        if (fault is not null) return fault;
        if (review.Verdict == Approve) return CheckSteps.IntendMerge(context, attempt);
        if (attempt.Rounds < Decider.MostRounds) return new AttemptEvent.ReworkAsked(ReworkCause.Review, ReworkText.Review(review));
        var count = review.Findings?.Count ?? 0;
        return await ParkStep.ParkAsync(context, attempt,
            new(FaultCodes.GateRefused, $"After {Decider.MostRounds} rounds the reviewer still requests changes ({count} {(count == 1 ? "finding" : "findings")})."), cancellationToken);
    }
}
