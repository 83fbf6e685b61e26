using System.Text.Json.Serialization;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>One entry of an attempt's journal stream: an intent before a side effect, or the fact after it.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Opened), "opened")]
[JsonDerivedType(typeof(Routed), "routed")]
[JsonDerivedType(typeof(PacketBuilt), "packet_built")]
[JsonDerivedType(typeof(Accepted), "accepted")]
[JsonDerivedType(typeof(TargetSynced), "target_synced")]
[JsonDerivedType(typeof(WorktreeIntended), "worktree_intended")]
[JsonDerivedType(typeof(WorktreeReady), "worktree_ready")]
[JsonDerivedType(typeof(CoderReserved), "coder_reserved")]
[JsonDerivedType(typeof(CoderCreated), "coder_created")]
[JsonDerivedType(typeof(KickoffRecorded), "kickoff_recorded")]
[JsonDerivedType(typeof(InputSent), "input_sent")]
[JsonDerivedType(typeof(RetryPlanned), "retry_planned")]
[JsonDerivedType(typeof(WorkerRestarted), "worker_restarted")]
[JsonDerivedType(typeof(WaitRecorded), "wait_recorded")]
[JsonDerivedType(typeof(Submitted), "submitted")]
[JsonDerivedType(typeof(ChecksIntended), "checks_intended")]
[JsonDerivedType(typeof(ReceiptMade), "receipt")]
[JsonDerivedType(typeof(ReviewerReserved), "reviewer_reserved")]
[JsonDerivedType(typeof(ReviewerCreated), "reviewer_created")]
[JsonDerivedType(typeof(Reviewed), "reviewed")]
[JsonDerivedType(typeof(ReworkAsked), "rework_asked")]
[JsonDerivedType(typeof(MergeConflicted), "merge_conflicted")]
[JsonDerivedType(typeof(IntegrationBroughtIn), "integration_brought_in")]
[JsonDerivedType(typeof(Blocked), "blocked")]
[JsonDerivedType(typeof(Returned), "returned")]
[JsonDerivedType(typeof(GivenUp), "given_up")]
[JsonDerivedType(typeof(MergeBuilt), "merge_built")]
[JsonDerivedType(typeof(BranchMoved), "branch_moved")]
[JsonDerivedType(typeof(Done), "done")]
[JsonDerivedType(typeof(WorkersStopped), "workers_stopped")]
[JsonDerivedType(typeof(WorktreeRemoved), "worktree_removed")]
[JsonDerivedType(typeof(Cleaned), "cleaned")]
[JsonDerivedType(typeof(Closed), "closed")]
[JsonDerivedType(typeof(Parked), "parked")]
internal abstract record AttemptEvent
{
    /// <summary>When it was appended.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>The attempt exists: its ticket was queued, for the so-manyth time.</summary>
    public sealed record Opened(TicketId Ticket, int Number, int Queued) : AttemptEvent;

    /// <summary>The routing decision stands on the ticket.</summary>
    public sealed record Routed(string Classification, string Reason) : AttemptEvent;

    /// <summary>What the coder will be asked.</summary>
    public sealed record PacketBuilt(IntentPacket Packet, string Name) : AttemptEvent;

    /// <summary>Plan, packet and inprogress stand on the ticket.</summary>
    public sealed record Accepted : AttemptEvent;

    /// <summary>The integration branch holds the target branch.</summary>
    public sealed record TargetSynced(string Head) : AttemptEvent;

    /// <summary>A worktree is about to be made.</summary>
    public sealed record WorktreeIntended(string Name, string Branch, string Commit) : AttemptEvent;

    /// <summary>The worktree is there.</summary>
    public sealed record WorktreeReady : AttemptEvent;

    /// <summary>The coder's id is allocated, before it is created.</summary>
    public sealed record CoderReserved(WorkerRef Worker, string Name) : AttemptEvent;

    /// <summary>The coder exists.</summary>
    public sealed record CoderCreated : AttemptEvent;

    /// <summary>The kickoff report stands on the ticket.</summary>
    public sealed record KickoffRecorded : AttemptEvent;

    /// <summary>A Worker accepted an input.</summary>
    public sealed record InputSent(string Role, InputKind Kind, RunId? Run, bool AfterCrash = false) : AttemptEvent;

    /// <summary>A run failed in a way that passes by itself; the Worker is told to go on at the time given.</summary>
    public sealed record RetryPlanned(string Role, DateTimeOffset Until, Fault Reason) : AttemptEvent;

    /// <summary>A silent Worker's run was ended, so that it can begin anew.</summary>
    public sealed record WorkerRestarted(string Role) : AttemptEvent;

    /// <summary>Why the attempt waits stands on its ticket.</summary>
    public sealed record WaitRecorded(string Code, string Commit) : AttemptEvent;

    /// <summary>The coder handed in a commit.</summary>
    public sealed record Submitted(string Commit, IReadOnlyList<string> Files, int Commits, WorkSubmission Submission, string CallId) : AttemptEvent;

    /// <summary>Receipts are allocated for commands about to run.</summary>
    public sealed record ChecksIntended(string Purpose, string? Commit, IReadOnlyList<IntendedCheck> Checks, DateTimeOffset Date) : AttemptEvent;

    /// <summary>A command ran; its receipt lies on the ticket.</summary>
    public sealed record ReceiptMade(ReceiptId Receipt, string Command, int? ExitCode, string Commit, long DurationMs) : AttemptEvent;

    /// <summary>The reviewer's id is allocated, before it is created.</summary>
    public sealed record ReviewerReserved(WorkerRef Worker, string Name) : AttemptEvent;

    /// <summary>The reviewer exists.</summary>
    public sealed record ReviewerCreated : AttemptEvent;

    /// <summary>The reviewer gave a verdict on a commit.</summary>
    public sealed record Reviewed(string Commit, ReviewSubmission Review, string CallId) : AttemptEvent;

    /// <summary>The work goes back to the coder: the text is what it will be told.</summary>
    public sealed record ReworkAsked(string Cause, string Text) : AttemptEvent;

    /// <summary>The work and the integration branch changed the same lines.</summary>
    public sealed record MergeConflicted(string Ours, string Message) : AttemptEvent;

    /// <summary>The work branch holds the integration branch; the files named hold conflict markers.</summary>
    public sealed record IntegrationBroughtIn(string Ours, string Commit, IReadOnlyList<string> Conflicts) : AttemptEvent;

    /// <summary>The coder says that something is missing.</summary>
    public sealed record Blocked(BlockedReport Report, string CallId) : AttemptEvent;

    /// <summary>The ticket is back in planning, what is missing named; the attempt is over.</summary>
    public sealed record Returned : AttemptEvent;

    /// <summary>A person took the ticket away; what the attempt held is saved, and it is over.</summary>
    public sealed record GivenUp(string Reason) : AttemptEvent;

    /// <summary>The merge commit exists; no branch points at it yet.</summary>
    public sealed record MergeBuilt(string Ours, string Commit, string Tree) : AttemptEvent;

    /// <summary>The integration branch points at the merge.</summary>
    public sealed record BranchMoved(string Branch, string From, string To) : AttemptEvent;

    /// <summary>The ticket is done.</summary>
    public sealed record Done : AttemptEvent;

    /// <summary>The attempt's Workers are stopped.</summary>
    public sealed record WorkersStopped : AttemptEvent;

    /// <summary>The worktree is gone; what it held is in the integration branch or a rescue ref.</summary>
    public sealed record WorktreeRemoved(string? RescueRef) : AttemptEvent;

    /// <summary>The clean-up report stands on the ticket.</summary>
    public sealed record Cleaned : AttemptEvent;

    /// <summary>The ticket is closed; the attempt is over.</summary>
    public sealed record Closed(string? TargetMovedTo) : AttemptEvent;

    /// <summary>The attempt waits for a person.</summary>
    public sealed record Parked(Fault Reason) : AttemptEvent;
}

/// <summary>A command and the receipt it will have.</summary>
internal sealed record IntendedCheck(ReceiptId Receipt, string Command);
