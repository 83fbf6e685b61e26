using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary>
/// What every command prints with <c>--json</c> that changes a ticket: create, edit, comment, review, ready, queue, unqueue, state, close, reopen, relation add and remove, plan add.
/// </summary>
/// <param name="Ticket">The ticket as it is now.</param>
/// <param name="Changed">Whether anything was written; false where it was so already.</param>
/// <param name="Events">What the thread was told meanwhile, in order.</param>
internal sealed record TicketChangeJson(TicketHeadJson Ticket, bool Changed, IReadOnlyList<TicketEventJson> Events)
{
    /// <summary>The change from a thread of so many events to the ticket as it is now.</summary>
    public static TicketChangeJson Of(Ticket ticket, int eventsBefore) => new(
        TicketHeadJson.Of(ticket), ticket.Thread.Count > eventsBefore, [.. ticket.Thread.Select(TicketEventJson.Of).Skip(eventsBefore)]);
}
