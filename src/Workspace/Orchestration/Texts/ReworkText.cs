using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>What a coder is told about its work, and what the ticket says of it.</summary>
internal static class ReworkText
{
    private const string End = "Mend it in /work, where your work still lies, then call submit_work again.";

    public static string Review(ReviewSubmission review) =>
        $"""
        The reviewer requests changes. What follows between the lines is the review.

        ----
        {ReviewText.Of(review)}
        ----

        {End}
        """;

    public static string Receipt(AttemptEvent.ReceiptMade failed, string cause, string output) =>
        $"""
        The host ran `{failed.Command}` on {(cause == ReworkCause.Receipt ? "your commit" : "your work merged with the integration branch, which is now in your worktree")}, and it {(failed.ExitCode is { } code ? $"ended with exit code {code}" : "did not end in time")}. The end of what it printed, as data:

        ----
        {output.TrimEnd()}
        ----

        {End}
        """;

    public static string Conflict(IReadOnlyList<string> conflicts) =>
        $"""
        Other work was merged while you worked, and it changed the same lines. The host merged it into your worktree; these files hold conflict markers now:

        {string.Join('\n', conflicts.Select(c => $"- {c}"))}

        Keep what both sides meant and remove the markers. {End}
        """;

    public static string Note(AttemptState attempt, string cause, AttemptEvent.ReceiptMade? failed)
    {
        var what = cause switch
        {
            ReworkCause.Conflict => $"the work conflicts with the integration branch in {string.Join(", ", (attempt.BroughtIn?.Conflicts ?? []).Select(c => $"`{c}`"))}",
            ReworkCause.MergedReceipt => $"`{failed!.Command}` fails on the merged tree (receipt {failed.Receipt})",
            _ => $"`{failed!.Command}` {(failed.ExitCode is { } code ? $"ended with exit code {code}" : "did not end in time")} (receipt {failed.Receipt})",
        };
        return $"Back to the coder, round {attempt.Rounds + 1} of {Decider.MostRounds}: {what}.";
    }
}
