using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Whether a queued ticket may start.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Order">Its place among the queued ones, from 1.</param>
/// <param name="Reasons">Why it waits, one for each ticket it waits for; none where it can start.</param>
public sealed record Judgement(TicketId Ticket, int Order, IReadOnlyList<WaitReason> Reasons)
{
    /// <summary>Whether nothing of the records holds it back; slots and quotas are not looked at.</summary>
    public bool CanStart => Reasons.Count == 0;
}

/// <summary>Which queued tickets may start now, from the records alone.</summary>
public static class Startable
{
    /// <summary>
    /// Judges every queued ticket, in the order in which they are to start: by priority, then time of queueing, then id. All that can start may start at
    /// once: of two that conflict the earlier does and the later waits for it; where the earlier one has to wait for something else, the later goes first,
    /// so that two tickets never wait for each other by their conflict alone. The same facts give the same answer in whatever order they come.
    /// </summary>
    public static IReadOnlyList<Judgement> Judge(IReadOnlyList<TicketFacts> facts) => Judge(new WaitGraph(facts));

    internal static IReadOnlyList<Judgement> Judge(WaitGraph graph)
    {
        List<TicketFacts> queued = [.. graph.Tickets.Where(t => t.State == TicketState.Queued)];
        queued.Sort(StartOrder.Instance);
        HashSet<TicketId> starts = [];
        List<Judgement> judgements = new(queued.Count);
        foreach (var ticket in queued)
        {
            var reasons = graph.Waits(ticket);
            var waited = reasons.Select(r => r.On).ToHashSet();
            reasons.AddRange(graph.Conflicts(ticket, starts).Where(r => !waited.Contains(r.On)));
            if (reasons.Count == 0) starts.Add(ticket.Id);
            judgements.Add(new(ticket.Id, judgements.Count + 1, reasons));
        }

        return judgements;
    }
}
