using System.Text.Json.Serialization;

namespace Yoi.Protocol.Browser;

/// <summary>One page of attempts, the newest first.</summary>
/// <param name="Items">The attempts, at most 200.</param>
/// <param name="Next">What the next page is asked for with, as <c>after</c>; null behind the last one.</param>
public sealed record AttemptPage(IReadOnlyList<AttemptRow> Items, string? Next);

/// <summary>An attempt in a list.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Number">1 for the first attempt at it.</param>
/// <param name="Step">The step it is at, or at which it ended.</param>
/// <param name="OpenedAt">When it began.</param>
/// <param name="Since">When the step began.</param>
/// <param name="Over">True once nothing will happen to it any more.</param>
/// <param name="Rounds">Times the work went back to its coder.</param>
/// <param name="Branch">The work branch.</param>
/// <param name="Merge">The merge commit on the integration branch.</param>
/// <param name="Parked">Why it waits for a person.</param>
public sealed record AttemptRow(TicketId Ticket, int Number, string Step, DateTimeOffset OpenedAt, DateTimeOffset Since, bool Over, int Rounds, string? Branch, string? Merge, Notice? Parked);

/// <summary>An attempt with what happened in it.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Attempt">The same as on its ticket's page.</param>
/// <param name="Events">What happened, oldest first; of more than 500 the last 500.</param>
/// <param name="Omitted">How many are left out before those shown.</param>
public sealed record AttemptRecordView(TicketId Ticket, AttemptDetailView Attempt, IReadOnlyList<AttemptEventView> Events, int Omitted);

/// <summary>Something that happened in an attempt.</summary>
/// <param name="Type">What: opened, routed, packet_built, accepted, worktree_ready, coder_created, submitted, receipt, reviewed, branch_moved, closed and so on.</param>
/// <param name="At">When.</param>
/// <param name="Commit">The commit it is about.</param>
/// <param name="Role">The role it is about.</param>
/// <param name="Word">What was decided, as a word: a classification, verdict, purpose, cause or code.</param>
/// <param name="Receipt">The receipt it is about.</param>
public sealed record AttemptEventView(string Type, DateTimeOffset At, string? Commit, string? Role, string? Word, ReceiptId? Receipt);

/// <summary>Receipts that lie on a ticket, in order of their ids.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Items">The receipts, at most 200.</param>
/// <param name="Next">What the next page is asked for with, as <c>after</c>; null behind the last one.</param>
public sealed record ReceiptPage(TicketId Ticket, IReadOnlyList<StoredReceiptView> Items, string? Next);

/// <summary>A receipt as it lies on its ticket.</summary>
public sealed record StoredReceiptView
{
    /// <summary>The receipt.</summary>
    public required ReceiptId Id { get; init; }

    /// <summary>Whether this host's key signed exactly these bytes, for this ticket and id.</summary>
    public required bool Verified { get; init; }

    /// <summary>Why it does not hold.</summary>
    public Notice? Problem { get; init; }

    /// <summary>The attempt it was made in.</summary>
    public string? Attempt { get; init; }

    /// <summary>submit or merge.</summary>
    public string? Purpose { get; init; }

    /// <summary>The command.</summary>
    public string? Command { get; init; }

    /// <summary>Its exit code; null where it was killed at its deadline, or the receipt does not hold.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public int? ExitCode { get; init; }

    /// <summary>The commit that was checked.</summary>
    public string? Commit { get; init; }

    /// <summary>That commit's tree.</summary>
    public string? Tree { get; init; }

    /// <summary>When the command began.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>How long it took, in milliseconds.</summary>
    public long? DurationMs { get; init; }

    /// <summary>The artifact that holds the command's output.</summary>
    public string? Output { get; init; }

    /// <summary>SHA-256 of it, in lower-case hex.</summary>
    public string? OutputSha256 { get; init; }

    /// <summary>The signed document as it is stored; only where one receipt is asked for, and only where it holds.</summary>
    public SignedReceipt? Document { get; init; }
}
