using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>What became of a ticket.</summary>
public enum TicketChangeKind
{
    /// <summary>It is new.</summary>
    Created,

    /// <summary>One of its files has other content.</summary>
    Changed,

    /// <summary>It is gone.</summary>
    Removed,
}

/// <summary>A change that was noticed in the files, by whomever it was made.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Kind">What became of it.</param>
/// <param name="Before">Its state before; null where it is new or could not be read.</param>
/// <param name="After">Its state now; null where it is gone or cannot be read.</param>
public sealed record TicketChange(TicketId Ticket, TicketChangeKind Kind, TicketState? Before, TicketState? After)
{
    /// <summary>Whether it moved from state to state.</summary>
    public bool IsTransition => Kind == TicketChangeKind.Changed && Before != After;

    internal static IEnumerable<TicketChange> Between(IndexSnapshot before, IndexSnapshot after)
    {
        var (old, now) = (before.Entries, after.Entries);
        for (int i = 0, j = 0; i < old.Length || j < now.Length;)
        {
            // Nearly all are; and looking into thousands of them each time would cost a change as much as there are tickets.
            if (i < old.Length && j < now.Length && ReferenceEquals(old[i], now[j]))
            {
                i++;
                j++;
                continue;
            }

            var order = i == old.Length ? 1 : j == now.Length ? -1 : old[i].Id.CompareTo(now[j].Id);
            if (order < 0) yield return new(old[i].Id, TicketChangeKind.Removed, old[i++].State, null);
            else if (order > 0) yield return new(now[j].Id, TicketChangeKind.Created, null, now[j++].State);
            else
            {
                if (old[i].Content != now[j].Content) yield return new(old[i].Id, TicketChangeKind.Changed, old[i].State, now[j].State);
                i++;
                j++;
            }
        }
    }
}
