using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Circles of depends_on and blocks.</summary>
internal static class CycleChecks
{
    /// <summary>Each once, told of a ticket in it.</summary>
    public static IEnumerable<(IReadOnlyList<TicketId> Cycle, DoctorFinding Finding)> Of(IReadOnlyList<LinkFacts> all)
    {
        var edges = Peeled(Peeled([.. all.SelectMany(Edges)], e => e.Waiting, e => e.On), e => e.On, e => e.Waiting);
        List<(TicketId, TicketRelation)> relations = [.. edges.Select(e => (e.Waiting, new TicketRelation(RelationKinds.DependsOn, e.On, null, "", null)))];
        HashSet<TicketId> told = [];
        foreach (var edge in edges.OrderBy(e => e.Waiting).ThenBy(e => e.On))
        {
            if (told.Contains(edge.Waiting) || RelationCycle.Closing(edge.Waiting, RelationKinds.DependsOn, edge.On, relations) is not { } cycle) continue;
            told.UnionWith(cycle);
            var problem = $"These tickets wait for each other: {string.Join(" → ", cycle)}.";
            yield return (cycle, LinkCodes.RelationCycle.At($"{edge.Source}/{RelationFile.Name}", edge.Line, problem) with { Ticket = edge.Source });
        }
    }

    /// <summary>Without those edges that lead, step by step, to where no edge goes on: no circle goes through them.</summary>
    private static List<Edge> Peeled(List<Edge> edges, Func<Edge, TicketId> tail, Func<Edge, TicketId> head)
    {
        var onward = edges.CountBy(tail).ToDictionary();
        var into = edges.ToLookup(head);
        Queue<TicketId> open = new(into.Select(g => g.Key).Where(id => !onward.ContainsKey(id)));
        HashSet<TicketId> gone = [];
        while (open.TryDequeue(out var end))
        {
            gone.Add(end);
            foreach (var edge in into[end])
            {
                if (--onward[tail(edge)] == 0) open.Enqueue(tail(edge));
            }
        }

        return [.. edges.Where(e => !gone.Contains(tail(e)) && !gone.Contains(head(e)))];
    }

    private static IEnumerable<Edge> Edges(LinkFacts facts) => facts.Relations.Where(l => l.Other != facts.Id).SelectMany(l => l.Kind switch
    {
        RelationKinds.DependsOn => [new Edge(facts.Id, l.Other, facts.Id, l.Line)],
        RelationKinds.Blocks => [new Edge(l.Other, facts.Id, facts.Id, l.Line)],
        _ => Array.Empty<Edge>(),
    });

    /// <summary>One ticket waits for another because of a record of <paramref name="Source"/>.</summary>
    private readonly record struct Edge(TicketId Waiting, TicketId On, TicketId Source, int Line);
}
