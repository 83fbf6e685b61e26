using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>What a ticket waits for, and what that waits for, down to what can move.</summary>
public static class Why
{
    /// <summary>
    /// The tree below a ticket, each node followed by what it waits for, one level deeper. A circle is cut where it closes; what a ticket waits for is told
    /// once. An unknown ticket is a tree of one node without a state.
    /// </summary>
    public static IReadOnlyList<WhyNode> Tree(TicketId id, IReadOnlyList<TicketFacts> facts)
    {
        WaitGraph graph = new(facts);
        var judged = Startable.Judge(graph).ToDictionary(j => j.Ticket, j => j.Reasons);
        List<WhyNode> nodes = [];
        HashSet<TicketId> above = [];
        HashSet<TicketId> told = [];

        // A stack of its own: the chain may be as long as there are tickets.
        Stack<(TicketId Ticket, int Depth, WaitReason? Reason, bool IsLeaving)> open = new([(id, 0, null, false)]);
        while (open.TryPop(out var at))
        {
            if (at.IsLeaving)
            {
                above.Remove(at.Ticket);
                continue;
            }

            var ticket = graph.Find(at.Ticket);
            var reasons = ticket is null ? [] : Reasons(ticket);
            var cut = above.Contains(at.Ticket) ? WhyCut.Cycle : reasons.Count > 0 && !told.Add(at.Ticket) ? WhyCut.Shown : WhyCut.None;
            nodes.Add(new()
            {
                Depth = at.Depth,
                Ticket = at.Ticket,
                Title = ticket?.Title,
                State = ticket?.State,
                Reason = at.Reason,
                WaitsFor = reasons.Count,
                Cut = cut,
                Next = Next(ticket, reasons.Count),
            });
            if (cut != WhyCut.None || reasons.Count == 0) continue;
            above.Add(at.Ticket);
            open.Push((at.Ticket, 0, null, true));
            foreach (var reason in reasons.Reverse()) open.Push((reason.On, at.Depth + 1, reason, false));
        }

        return nodes;

        // What is under way or settled waits for nothing; what is not queued yet is told what it will wait for.
        IReadOnlyList<WaitReason> Reasons(TicketFacts ticket) => ticket.State switch
        {
            TicketState.Queued => [.. judged[ticket.Id].Where(r => r.Kind != WaitKind.TicketUnreadable)],
            TicketState.Planning or TicketState.Ready => [.. graph.Waits(ticket).Where(r => r.Kind != WaitKind.TicketUnreadable)],
            _ => [],
        };
    }

    private static string Next(TicketFacts? ticket, int waitsFor) => ticket switch
    {
        null => "there is no such ticket: create it or remove what names it",
        { Diagnostic: { } diagnostic } => $"{diagnostic.Code}: {diagnostic.Message}",
        { State: TicketState.Planning } => "specify it, mark it ready and queue it",
        { State: TicketState.Ready } => "queue it",
        { State: TicketState.Queued } => waitsFor > 0 ? "waits" : "can start",
        { State: TicketState.Inprogress } => "an attempt works on it",
        { State: TicketState.Done } => "done; close it",
        _ => "closed",
    };
}
