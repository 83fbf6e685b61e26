using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Workspace;

/// <summary>Queued tickets that wait for this one, for the kickoff report.</summary>
internal static class Dependants
{
    /// <summary>None where they cannot be told: the report goes without.</summary>
    public static async Task<IReadOnlyList<TicketId>> OfAsync(TicketStore tickets, TicketId ticket, CancellationToken cancellationToken) =>
        [.. Startable.Judge((await tickets.FactsAsync(cancellationToken)).TryGet(out var facts, out _) ? facts : []).Where(j => j.Ticket != ticket && j.Reasons.Any(r => r.On == ticket && r.Kind == WaitKind.DependencyBlocked)).Select(j => j.Ticket)];
}
