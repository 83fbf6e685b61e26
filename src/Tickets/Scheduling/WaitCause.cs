namespace Yoi.Tickets;

/// <summary>Why a queued ticket waits.</summary>
public enum WaitKind
{
    /// <summary>Its own records cannot be read. Text: <c>ticket_unreadable</c>.</summary>
    TicketUnreadable,

    /// <summary>It needs what another makes. Text: <c>dependency_blocked</c>.</summary>
    DependencyBlocked,

    /// <summary>A plan record puts another before it. Text: <c>ordered_after</c>.</summary>
    OrderedAfter,

    /// <summary>It and another may not be inprogress at once. Text: <c>conflict_blocked</c>.</summary>
    ConflictBlocked,
}

/// <summary>The record that makes a ticket wait, the strongest first: of several that name one ticket the first is told.</summary>
public enum WaitCause
{
    /// <summary>A file of the ticket's own that cannot be read.</summary>
    Unreadable,

    /// <summary>Its relation depends_on.</summary>
    DependsOn,

    /// <summary>The other's relation blocks.</summary>
    Blocks,

    /// <summary>Its plan record blocked_by.</summary>
    PlannedBlockedBy,

    /// <summary>The other's plan record blocks.</summary>
    PlannedBlocks,

    /// <summary>Its plan record after.</summary>
    PlannedAfter,

    /// <summary>The other's plan record before.</summary>
    PlannedBefore,

    /// <summary>A plan record conflicts_with of either.</summary>
    ConflictsWith,

    /// <summary>A plan record do_not_parallelize of either.</summary>
    DoNotParallelize,
}
