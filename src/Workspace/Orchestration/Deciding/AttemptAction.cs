using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>The next thing to do for an attempt, as decided from what is known.</summary>
internal abstract record AttemptAction
{
    private AttemptAction()
    {
    }

    /// <summary>Nothing until something changes, or until a time; the reason is for logs and screens.</summary>
    public sealed record Wait(string For, DateTimeOffset? Until = null) : AttemptAction;

    public sealed record RecordRoute : AttemptAction;

    public sealed record BuildPacket : AttemptAction;

    public sealed record Accept : AttemptAction;

    public sealed record SyncTarget : AttemptAction;

    public sealed record IntendWorktree : AttemptAction;

    public sealed record AddWorktree : AttemptAction;

    public sealed record ReserveWorker(string Role) : AttemptAction;

    public sealed record CreateWorker(string Role) : AttemptAction;

    public sealed record RecordKickoff : AttemptAction;

    /// <summary>Send the role its first input, what was found about its work, or the word to go on after an interruption.</summary>
    public sealed record SendInput(string Role, InputKind Kind, bool AfterCrash = false) : AttemptAction;

    /// <summary>Put on the ticket that a run failed, and when the Worker is told to go on.</summary>
    public sealed record PlanRetry(string Role, Fault Reason) : AttemptAction;

    /// <summary>End the run of a Worker that is silent.</summary>
    public sealed record RestartWorker(string Role) : AttemptAction;

    /// <summary>Put on the ticket that all places for reviewers are taken.</summary>
    public sealed record RecordReviewWait : AttemptAction;

    /// <summary>Put the submit report on the ticket and allocate the receipts of its checks.</summary>
    public sealed record IntendSubmitChecks : AttemptAction;

    /// <summary>Tell the coder why its work comes back.</summary>
    public sealed record AskRework(string Cause) : AttemptAction;

    /// <summary>Merge the integration branch into the work branch, so that the coder sees what its work meets there.</summary>
    public sealed record BringIn : AttemptAction;

    /// <summary>Put the ticket back to planning, what is missing named.</summary>
    public sealed record ReturnTicket : AttemptAction;

    /// <summary>End the attempt: a person took the ticket away.</summary>
    public sealed record GiveUp(string Reason) : AttemptAction;

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
