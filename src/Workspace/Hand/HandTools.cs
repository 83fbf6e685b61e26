using System.Text.Json;
using Yoi.Client;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>Carries out the ticket tools of a Worker made by hand: it hands in what it did, and the answer names commit and branch.</summary>
internal sealed class HandTools(HandWorktree worktrees)
{
    public async Task<TicketToolReply> HandleAsync(HandState hand, TicketToolCall call, CancellationToken cancellationToken)
    {
        if (call.Name != TicketTool.SubmitWork) return TicketToolCalls.Refused(FaultCodes.ForbiddenAuthority, "This Worker works on no ticket.");
        if (!hand.Writes) return TicketToolCalls.Refused(FaultCodes.ForbiddenAuthority, $"{call.Name} is not for this Worker's role.");
        if (Read(call) is not { } submission || string.IsNullOrWhiteSpace(submission.Summary))
            return TicketToolCalls.Refused(FaultCodes.Invalid, "summary is missing: say what you changed and why.");
        var committed = await worktrees.CommitAsync(hand, submission.Summary, cancellationToken);
        if (!committed.TryGet(out var commit, out var fault)) return TicketToolCalls.Refused(fault.Code, fault.Message);
        return commit == hand.Intended!.Commit
            ? TicketToolCalls.Refused(FaultCodes.NothingToCommit, "Nothing was changed in /work. Do the work first, then submit it.")
            : new($"Committed as {commit} on branch {hand.Intended.Branch}. Your run ends here.", EndsRun: true);
    }

    private static WorkSubmission? Read(TicketToolCall call)
    {
        try
        {
            return call.Arguments.Deserialize(WireJson.Default.WorkSubmission);
        }
        catch (JsonException)
        {
            // The model answers for it, and is told what is missing.
            return null;
        }
    }
}
