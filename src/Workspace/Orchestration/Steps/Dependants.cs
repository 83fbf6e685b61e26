using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Workspace;

/// <summary>Queued tickets that wait for this one, for the kickoff report.</summary>
internal static class Dependants
{
    public static async Task<IReadOnlyList<TicketId>> OfAsync(TicketStore tickets, TicketId ticket, CancellationToken cancellationToken)
    {
        var found = new List<TicketId>();
        foreach (var listing in await tickets.ListAsync(cancellationToken))
        {
            if (listing.State != TicketState.Queued || listing.Id == ticket) continue;
            if ((await tickets.BlockersAsync(listing.Id, cancellationToken)).TryGet(out var blockers, out _) && blockers.Contains(ticket)) found.Add(listing.Id);
        }

        return found;
    }
}
