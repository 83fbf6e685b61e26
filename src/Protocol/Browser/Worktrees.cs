namespace Yoi.Protocol.Browser;

/// <summary>One page of worktrees, in order of their names.</summary>
/// <param name="Items">The worktrees, at most 50.</param>
/// <param name="Next">What the next page is asked for with, as <c>after</c>; null behind the last one.</param>
public sealed record WorktreePage(IReadOnlyList<WorktreeView> Items, string? Next);

/// <summary>A worktree. Where it lies is not shown.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Branch">The branch it is on; null where git cannot tell.</param>
/// <param name="Ticket">The ticket it was made for.</param>
/// <param name="Worker">The Worker that was made with it by hand.</param>
/// <param name="Head">The commit its branch is at.</param>
/// <param name="Ahead">How many commits it holds that the integration branch does not.</param>
/// <param name="Dirty">Whether it holds changes that are not committed; true where that is not known.</param>
/// <param name="Problem">Why it cannot be told.</param>
public sealed record WorktreeView(string Name, string? Branch, TicketId? Ticket, WorkerId? Worker, string? Head, int? Ahead, bool Dirty, Notice? Problem);

/// <summary>What a clean-up would do.</summary>
/// <param name="Revision">What its execution takes: another one where anything of it has changed.</param>
/// <param name="Items">One for each worktree, at most 50.</param>
/// <param name="More">True where more worktrees wait for the next clean-up.</param>
public sealed record CleanupPlanView(string Revision, IReadOnlyList<CleanupItemView> Items, bool More);

/// <summary>What a clean-up would do with a worktree.</summary>
/// <param name="Worktree">The worktree.</param>
/// <param name="Action">remove (all of it is merged), rescue (it is saved under refs/yoi/rescue first, then removed) or keep.</param>
/// <param name="Blocked">Why it is kept.</param>
public sealed record CleanupItemView(WorktreeView Worktree, string Action, Notice? Blocked);

/// <summary>Carries a clean-up plan out.</summary>
/// <param name="Revision">The plan's; another plan is refused as <c>conflict</c>, which names the one that holds now.</param>
/// <param name="Names">Only these worktrees of it; null for all.</param>
public sealed record CleanupCall(string Revision, IReadOnlyList<string>? Names = null);

/// <summary>What became of a clean-up.</summary>
/// <param name="Items">One for each worktree that was asked for.</param>
public sealed record CleanupResult(IReadOnlyList<CleanupOutcome> Items);

/// <summary>What became of a worktree.</summary>
/// <param name="Name">The worktree.</param>
/// <param name="Outcome">removed, rescued, gone (there was nothing any more), kept or failed.</param>
/// <param name="RescueRef">Where its work is saved.</param>
/// <param name="BranchKept">True where its branch stays, because another checkout is on it.</param>
/// <param name="Problem">Why it was kept, or failed.</param>
public sealed record CleanupOutcome(string Name, string Outcome, string? RescueRef, bool BranchKept, Notice? Problem);
