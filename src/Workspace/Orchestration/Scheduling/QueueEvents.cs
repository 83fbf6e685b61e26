using Yoi.Tickets;

namespace Yoi.Workspace;

/// <summary>How many times a ticket was queued: each time may have one attempt.</summary>
internal static class QueueEvents
{
    public static int Count(Ticket ticket) => ticket.Thread.Count(IsQueued);

    public static bool IsQueued(ThreadEvent e) => e.Kind == EventKinds.StateChanged && e.Attribute("to") == TicketState.Queued.Text();
}
