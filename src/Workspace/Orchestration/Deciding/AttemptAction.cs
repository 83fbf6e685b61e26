using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>The next thing to do for an attempt, as decided from what is known.</summary>
internal abstract record AttemptAction
{
    private AttemptAction()
    {
    }

    /// <summary>Nothing until something changes; the reason is for logs and screens.</summary>
    public sealed record Wait(string For) : AttemptAction;

    public sealed record RecordRoute : AttemptAction;

    public sealed record BuildPacket : AttemptAction;

    public sealed record Accept : AttemptAction;

    public sealed record SyncTarget : AttemptAction;

    public sealed record IntendWorktree : AttemptAction;

    public sealed record AddWorktree : AttemptAction;

    public sealed record ReserveWorker(string Role) : AttemptAction;

    public sealed record CreateWorker(string Role) : AttemptAction;

    public sealed record RecordKickoff : AttemptAction;

    /// <summary>Send the role's first input, or ask it to go on after an interruption.</summary>
    public sealed record SendInput(string Role, InputKind Kind) : AttemptAction;

    /// <summary>Put the submit report on the ticket and allocate the receipts of its checks.</summary>
    public sealed record IntendSubmitChecks : AttemptAction;

    public sealed record RunCheck(IntendedCheck Check, string Purpose, string Commit) : AttemptAction;

    /// <summary>Put the review on the ticket and, where it approves, allocate the receipts of the merge.</summary>
    public sealed record RecordReview : AttemptAction;

    /// <summary>Allocate new receipts: the integration branch moved under the merge.</summary>
    public sealed record IntendMergeChecks : AttemptAction;

    public sealed record BuildMerge : AttemptAction;

    public sealed record MoveBranch : AttemptAction;

    public sealed record RecordDone : AttemptAction;

    public sealed record StopWorkers : AttemptAction;

    public sealed record RemoveWorktree : AttemptAction;

    public sealed record RecordClean : AttemptAction;

    public sealed record CloseTicket : AttemptAction;

    public sealed record RecordClosed : AttemptAction;

    public sealed record Park(Fault Reason) : AttemptAction;
}
