using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>The routing decision as the thread shows it.</summary>
internal static class RouteText
{
    public static string Of(Route route) => new Markdown()
        .Line($"Classification: {route.Classification}")
        .Line($"Reason: {route.Reason}")
        .List("Evidence checked", route.Evidence)
        .List("Next action", [route.NextAction])
        .List("Escalate if", [route.EscalateIf])
        .ToString();
}

/// <summary>The IntentPacket as the thread and the coder see it.</summary>
internal static class PacketText
{
    public static string Of(IntentPacket packet) => new Markdown()
        .Line($"IntentPacket for {packet.Ticket}: {packet.Title}")
        .List("Intent", [packet.Intent])
        .List("Binding decisions and invariants", packet.Invariants)
        .List("Requirements and acceptance criteria", packet.Requirements)
        .List("Implementation latitude", packet.Latitude)
        .List("Escalate if", packet.EscalateIf)
        .List("Validation, run by the host", packet.Validation.Select(c => $"`{c}`"))
        .List("Current code map", packet.CodeMap)
        .List("Critical risks and reviewer focus", packet.ReviewerFocus)
        .List("Paths that may change", packet.WriteGlobs.Select(g => $"`{g}`"))
        .ToString();
}

/// <summary>The kickoff report.</summary>
internal static class KickoffText
{
    public static string Of(AttemptState attempt, IReadOnlyList<TicketId> dependants) => new Markdown()
        .Line("Work begins.")
        .List("Where", [
            $"branch `{attempt.Worktree!.Branch}`, cut from {attempt.Worktree.Commit[..10]}",
            $"worktree `.worktree/{attempt.Worktree.Name}`",
            $"Worker {attempt.Coder!.Name} ({attempt.Coder.Ref.Worker})"])
        .List("Scope", [
            $"may change {string.Join(", ", attempt.Packet!.Packet.WriteGlobs.Select(g => $"`{g}`"))}; `.yoi/` and git's own folders are out of reach"])
        .List("Queued tickets that wait for this one", dependants.Select(d => d.ToString()))
        .ToString();
}

/// <summary>The coder's report.</summary>
internal static class SubmitText
{
    public static string Of(AttemptState attempt)
    {
        var submitted = attempt.Submitted!;
        return new Markdown()
            .Line(submitted.Submission.Summary)
            .List("Submitted", [$"commit {submitted.Commit} ({submitted.Commits} on `{attempt.Worktree!.Branch}`)"])
            .List("Files", submitted.Files.Select(f => $"`{f}`"))
            .List("Checked by the coder", Optional(submitted.Submission.Validation))
            .List("Open points", submitted.Submission.OpenPoints ?? [])
            .ToString();
    }

    private static string[] Optional(string? text) => string.IsNullOrWhiteSpace(text) ? [] : [text];
}

/// <summary>The reviewer's verdict.</summary>
internal static class ReviewText
{
    public static string Of(ReviewSubmission review) => new Markdown()
        .Line(review.Summary)
        .List("Findings", (review.Findings ?? []).Select(Line))
        .ToString();

    private static string Line(Finding finding)
    {
        var place = finding.Path is null ? "" : $" `{finding.Path}{(finding.Line is { } line ? $":{line}" : "")}`";
        return $"{finding.Severity.ToString().ToLowerInvariant()}{place}: {finding.Text}";
    }
}

/// <summary>The merge report.</summary>
internal static class MergeText
{
    public static string Of(AttemptState attempt) => new Markdown()
        .Line($"Merged into `{attempt.BranchMoved!.Branch}`.")
        .List("Merge", [
            $"commit {attempt.Merge!.Commit}, tree {attempt.Merge.Tree}",
            $"parents {attempt.Merge.Ours[..10]} (integration) and {attempt.Submitted!.Commit[..10]} (`{attempt.Worktree!.Branch}`)"])
        .List("Receipts of the merged tree", attempt.MergeChecks!.Receipts.Select(r => $"{r.Receipt}: `{r.Command}` ended with {r.ExitCode} after {r.DurationMs} ms"))
        .ToString();
}

/// <summary>The clean-up report.</summary>
internal static class CleanText
{
    public static string Of(AttemptState attempt) => new Markdown()
        .Line("Cleaned up.")
        .List("Stopped", [attempt.Coder!.Name, attempt.Reviewer!.Name])
        .List("Removed", [$"worktree `.worktree/{attempt.Worktree!.Name}` and branch `{attempt.Worktree.Branch}`, both merged"])
        .List("Saved first", attempt.WorktreeRemoved!.RescueRef is { } rescue ? [$"what was not merged, as `{rescue}`"] : [])
        .ToString();
}

/// <summary>Why an attempt waits for a person.</summary>
internal static class ParkText
{
    public static string Of(AttemptState attempt, Fault reason) => new Markdown()
        .Line($"Attempt {attempt.Id.Number} is parked at step {attempt.Step}: {reason.Message}")
        .List("Kept", attempt.WorktreeReady ? [$"worktree `.worktree/{attempt.Worktree!.Name}` on branch `{attempt.Worktree.Branch}`"] : [])
        .ToString();
}
