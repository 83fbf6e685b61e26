using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>What a plan record says of two tickets. The names are those of the records.</summary>
public enum PlanLinkKind
{
    /// <summary>The other waits while this one is queued or inprogress.</summary>
    Before,

    /// <summary>This one waits until the other is done or closed.</summary>
    After,

    /// <summary>This one waits until the other is done or closed.</summary>
    BlockedBy,

    /// <summary>The other waits until this one is done or closed.</summary>
    Blocks,

    /// <summary>Never both inprogress at once, whichever of the two says so.</summary>
    ConflictsWith,

    /// <summary>As <see cref="ConflictsWith"/>.</summary>
    DoNotParallelize,
}

/// <summary>A plan record that bears on the order of two tickets.</summary>
/// <param name="Kind">How.</param>
/// <param name="Other">The other ticket, which may have vanished since.</param>
/// <param name="Record">The record's id.</param>
public sealed record PlanLink(PlanLinkKind Kind, TicketId Other, string Record)
{
    /// <summary>The link a record makes; null for records that name no other ticket or have a kind this program does not know.</summary>
    public static PlanLink? Of(PlanRecord record)
    {
        PlanLinkKind? kind = record.Kind switch
        {
            "before" => PlanLinkKind.Before,
            "after" => PlanLinkKind.After,
            "blocked_by" => PlanLinkKind.BlockedBy,
            "blocks" => PlanLinkKind.Blocks,
            "conflicts_with" => PlanLinkKind.ConflictsWith,
            "do_not_parallelize" => PlanLinkKind.DoNotParallelize,
            _ => null,
        };
        return kind is { } known && record.RelatedTicket is { } other ? new(known, other, record.Id) : null;
    }
}
