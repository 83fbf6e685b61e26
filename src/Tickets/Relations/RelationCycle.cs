using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Whether tickets would wait for each other in a circle.</summary>
internal static class RelationCycle
{
    /// <summary>
    /// The shortest circle that a new relation would close, each ticket waiting for the next, beginning and ending with the one that would wait; null
    /// where there is none, as for kinds nobody waits for.
    /// </summary>
    public static IReadOnlyList<TicketId>? Closing(TicketId from, string kind, TicketId target, IEnumerable<(TicketId From, TicketRelation Relation)> existing)
    {
        if (Waits(from, kind, target) is not var (waiting, first)) return null;
        Dictionary<TicketId, List<TicketId>> edges = [];
        foreach (var (other, relation) in existing)
        {
            if (Waits(other, relation.Kind, relation.Target) is not var (tail, head)) continue;
            if (edges.TryGetValue(tail, out var heads)) heads.Add(head);
            else edges.Add(tail, [head]);
        }

        return Way(first, waiting, edges) is { } way ? [waiting, .. way] : null;
    }

    private static (TicketId Waiting, TicketId For)? Waits(TicketId from, string kind, TicketId target) => kind switch
    {
        RelationKinds.DependsOn => (from, target),
        RelationKinds.Blocks => (target, from),
        _ => null,
    };

    private static List<TicketId>? Way(TicketId from, TicketId to, Dictionary<TicketId, List<TicketId>> edges)
    {
        Dictionary<TicketId, TicketId> cameFrom = new() { [from] = from };
        Queue<TicketId> open = new([from]);
        while (open.TryDequeue(out var at))
        {
            if (at == to) return Trace(at, cameFrom);
            if (!edges.TryGetValue(at, out var heads)) continue;
            foreach (var next in heads)
            {
                if (cameFrom.TryAdd(next, at)) open.Enqueue(next);
            }
        }

        return null;
    }

    private static List<TicketId> Trace(TicketId at, Dictionary<TicketId, TicketId> cameFrom)
    {
        List<TicketId> way = [at];
        while (cameFrom[at] != at) way.Add(at = cameFrom[at]);
        way.Reverse();
        return way;
    }
}
