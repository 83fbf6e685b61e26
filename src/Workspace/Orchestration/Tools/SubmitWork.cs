using Yoi.Protocol;
using Yoi.Worktrees;

namespace Yoi.Workspace;

/// <summary><c>submit_work</c>: the host commits what lies in the worktree, if it stays within the allowed paths, and the attempt goes on to its checks.</summary>
internal sealed class SubmitWork(StepContext context, AttemptStore attempts)
{
    public async Task<TicketToolReply?> HandleAsync(AttemptState attempt, string callId, WorkSubmission submission, CancellationToken cancellationToken)
    {
        if (attempt.Submitted is { } earlier)
        {
            return earlier.CallId == callId
                ? Accepted(earlier.Commit)
                : TicketToolCalls.Refused(FaultCodes.Conflict, $"Work was already submitted as {earlier.Commit[..10]}.");
        }

        if (string.IsNullOrWhiteSpace(submission.Summary)) return TicketToolCalls.Refused(FaultCodes.Invalid, "summary is empty: say what you changed and why.");
        context.Reached("SubmitWork:before");
        var saved = await CommitWork.RunAsync(context, attempt, $"{attempt.Packet!.Packet.Title}\n\n{submission.Summary}", cancellationToken);
        if (!saved.TryGet(out var head, out var fault)) return TicketToolCalls.Refused(fault.Code, fault.Message);
        if (head == attempt.LastSubmitted) return TicketToolCalls.Refused(FaultCodes.NothingToCommit, "Nothing was changed since the last submission. Deal with what was found, then submit again.");
        if (head == attempt.BaseCommit) return TicketToolCalls.Refused(FaultCodes.NothingToCommit, "Nothing was changed in /work. Do the work first, then submit it.");

        if (!(await context.Worktrees.MarkedAsync(head, attempt.BroughtIn?.Conflicts ?? [], cancellationToken)).TryGet(out var marked, out fault)) return TicketToolCalls.Refused(fault.Code, fault.Message);
        if (marked.Count > 0) return TicketToolCalls.Refused(FaultCodes.MergeConflict, $"Conflict markers are still in {string.Join(", ", marked)}. Resolve them and submit again.");

        var changed = await context.Worktrees.ChangedAsync(attempt.BaseCommit, head, cancellationToken);
        if (!changed.TryGet(out var files, out fault)) return TicketToolCalls.Refused(fault.Code, fault.Message);
        var counted = await context.Worktrees.CommitsAsync(attempt.BaseCommit, head, cancellationToken);
        if (!counted.TryGet(out var commits, out fault)) return TicketToolCalls.Refused(fault.Code, fault.Message);
        context.Reached("SubmitWork:after");
        var appended = await attempts.AppendAsync(attempt, new AttemptEvent.Submitted(head, [.. files.Select(f => f.Path)], commits.Count, submission, callId), cancellationToken);
        return TicketToolCalls.Answer(appended, Accepted(head));
    }

    private static TicketToolReply Accepted(string commit) =>
        new($"Submitted as {commit}. The host now checks it; your run ends here.", EndsRun: true);
}
