using System.Text.Json;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace;

/// <summary>What happened in an attempt as a browser may see it: words of ours, commits and ids, never a text that a Worker or another program wrote.</summary>
internal static class AttemptEventViews
{
    public static AttemptRow Row(AttemptState attempt) => new(
        attempt.Id.Ticket, attempt.Id.Number, attempt.Step, attempt.OpenedAt, attempt.StepSince, attempt.Over, attempt.Rounds, attempt.Worktree?.Branch, attempt.BranchMoved?.To,
        attempt.Parked is { } parked ? Notices.InOurWords(parked.Reason) : null);

    public static AttemptEventView Of(AttemptEvent e)
    {
        var view = new AttemptEventView(TypeOf(e), e.At, null, null, null, null);
        return e switch
        {
            AttemptEvent.Routed routed => view with { Word = routed.Classification },
            AttemptEvent.TargetSynced synced => view with { Commit = synced.Head },
            AttemptEvent.WorktreeIntended intended => view with { Commit = intended.Commit },
            AttemptEvent.CoderReserved or AttemptEvent.CoderCreated => view with { Role = Roles.Coder },
            AttemptEvent.ReviewerReserved or AttemptEvent.ReviewerCreated => view with { Role = Roles.Reviewer },
            AttemptEvent.InputSent sent => view with { Role = sent.Role, Word = Words(sent.Kind) },
            AttemptEvent.RetryPlanned retry => view with { Role = retry.Role, Word = retry.Reason.Code },
            AttemptEvent.WorkerRestarted restarted => view with { Role = restarted.Role },
            AttemptEvent.WaitRecorded wait => view with { Commit = wait.Commit, Word = wait.Code },
            AttemptEvent.Submitted submitted => view with { Commit = submitted.Commit },
            AttemptEvent.ChecksIntended checks => view with { Commit = checks.Commit, Word = checks.Purpose },
            AttemptEvent.ReceiptMade made => view with { Commit = made.Commit, Word = made.ExitCode == 0 ? "passed" : "failed", Receipt = made.Receipt },
            AttemptEvent.Reviewed reviewed => view with { Commit = reviewed.Commit, Word = reviewed.Review.Verdict },
            AttemptEvent.ReworkAsked rework => view with { Word = rework.Cause },
            AttemptEvent.MergeConflicted conflicted => view with { Commit = conflicted.Ours },
            AttemptEvent.IntegrationBroughtIn brought => view with { Commit = brought.Commit },
            AttemptEvent.MergeBuilt built => view with { Commit = built.Commit },
            AttemptEvent.BranchMoved moved => view with { Commit = moved.To },
            AttemptEvent.Parked parked => view with { Word = parked.Reason.Code },
            _ => view,
        };
    }

    private static string TypeOf(AttemptEvent e) => e is AttemptEvent.ReceiptMade ? "receipt" : JsonNamingPolicy.SnakeCaseLower.ConvertName(e.GetType().Name);

    private static string Words(InputKind kind) => JsonNamingPolicy.SnakeCaseLower.ConvertName($"{kind}");
}
