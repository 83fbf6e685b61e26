using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>One reason why a ticket waits.</summary>
/// <param name="Cause">The record that says so.</param>
/// <param name="On">The ticket it waits for; itself where its own records cannot be read.</param>
/// <param name="State">That ticket's state; null where there is no such ticket, which counts as planning.</param>
/// <param name="Diagnostic">What cannot be read, for <see cref="WaitCause.Unreadable"/>.</param>
public sealed record WaitReason(WaitCause Cause, TicketId On, TicketState? State, Fault? Diagnostic = null)
{
    /// <summary>The kind of reason.</summary>
    public WaitKind Kind => Cause switch
    {
        WaitCause.Unreadable => WaitKind.TicketUnreadable,
        WaitCause.PlannedAfter or WaitCause.PlannedBefore => WaitKind.OrderedAfter,
        WaitCause.ConflictsWith or WaitCause.DoNotParallelize => WaitKind.ConflictBlocked,
        _ => WaitKind.DependencyBlocked,
    };

    /// <summary>The kind as one stable word: ticket_unreadable, dependency_blocked, ordered_after, conflict_blocked.</summary>
    public string Code => Kind switch
    {
        WaitKind.TicketUnreadable => FaultCodes.TicketUnreadable,
        WaitKind.DependencyBlocked => "dependency_blocked",
        WaitKind.OrderedAfter => "ordered_after",
        _ => "conflict_blocked",
    };

    /// <summary>The reason in a few words, with the other ticket and its state.</summary>
    public string Text => Kind switch
    {
        WaitKind.TicketUnreadable => $"{Code}: {Diagnostic?.Message}",
        WaitKind.OrderedAfter => $"{Code} {On} [{State.Text()}]",
        _ => $"{Code} by {On} [{State.Text()}]",
    };

    /// <summary>What would release the ticket.</summary>
    public string Release => Kind switch
    {
        WaitKind.TicketUnreadable => "mend the file",
        WaitKind.ConflictBlocked => State == TicketState.Inprogress
            ? $"{On} is done, closed or given up"
            : $"{On} comes first; once it has started, when it is done, closed or given up",
        _ when State is null => Cause is WaitCause.DependsOn or WaitCause.Blocks
            ? $"there is no ticket {On}: create it or remove the relation"
            : $"there is no ticket {On}: the plan record names one that is gone",
        _ when Cause == WaitCause.PlannedBefore => $"{On} is done, closed or no longer queued",
        _ => State switch
        {
            TicketState.Planning => $"{On} is done or closed; it is not even ready: specify and queue it",
            TicketState.Ready => $"{On} is done or closed; queue it",
            _ => $"{On} is done or closed",
        },
    };
}

/// <summary>States of tickets that may not exist, as text.</summary>
internal static class KnownState
{
    public static string Text(this TicketState? state) => state is { } known ? known.Text() : "unknown";
}
