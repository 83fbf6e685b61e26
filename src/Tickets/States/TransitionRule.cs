namespace Yoi.Tickets;

/// <summary>What a transition writes beside its state_changed event.</summary>
internal enum Effect
{
    /// <summary>Nothing more.</summary>
    None,

    /// <summary>An intake_summary before it.</summary>
    Summary,

    /// <summary>queued_by and queued_at.</summary>
    Queue,

    /// <summary>queued_by and queued_at are null.</summary>
    Unqueue,

    /// <summary>resolution.md and a close event behind it.</summary>
    Close,

    /// <summary>The resolution goes to the artifacts; queued_by and queued_at are null.</summary>
    Reopen,
}

/// <summary>One row of the state table.</summary>
/// <param name="From">The state it leaves.</param>
/// <param name="To">The state it reaches.</param>
/// <param name="Word">The reason where the caller gives none.</param>
internal sealed record TransitionRule(TicketState From, TicketState To, string Word)
{
    /// <summary>All of them must hold.</summary>
    public IReadOnlyList<Gate> Gates { get; init; } = [];

    public Effect Effect { get; init; }

    /// <summary>Whether a person may override the gates with a reason.</summary>
    public bool IsOverridable { get; init; }

    /// <summary>Whether the gates ask what the ticket waits for.</summary>
    public bool AsksForBlockers { get; init; }
}
