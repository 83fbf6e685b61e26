using System.Globalization;
using Yoi.Tickets;

namespace Yoi.Workspace;

/// <summary>Names what a ticket's page shows beyond its card, so that a card comes again when only that has changed. It holds for this process; a new one sends every card anew.</summary>
internal static class CardRevision
{
    public static string Of(Ticket ticket, AttemptState? attempt, IReadOnlyList<RegisteredWorker> workers)
    {
        var hash = new HashCode();
        hash.Add(ticket.Item.Body);
        hash.Add(ticket.Item.Assignee);
        hash.Add(ticket.Resolution);
        foreach (var e in ticket.Thread) hash.Add((e.Kind, e.Author, e.At, e.Heading, e.Body));
        foreach (var relation in ticket.Relations) hash.Add(relation);
        // Receipts, reviews, rounds and commits are events of the attempt.
        hash.Add(attempt?.Id.Number);
        hash.Add(attempt?.Version);
        foreach (var (_, worker) in workers)
        {
            hash.Add((worker.Id, worker.Desired, worker.State, worker.Tokens, worker.LastOutcome, worker.LastFault?.Code, worker.Diagnostic?.Code));
            foreach (var asked in worker.Approvals ?? []) hash.Add(asked.CallId);
        }

        return hash.ToHashCode().ToString("x8", CultureInfo.InvariantCulture);
    }
}
