using System.Runtime.InteropServices;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Who waits for whom, from the facts of every ticket; built in one pass.</summary>
internal sealed class WaitGraph
{
    private readonly Dictionary<TicketId, TicketFacts> _tickets = [];
    private readonly Dictionary<TicketId, List<Edge>> _waits = [];
    private readonly Dictionary<TicketId, List<Edge>> _conflicts = [];

    public WaitGraph(IReadOnlyList<TicketFacts> facts)
    {
        _tickets.EnsureCapacity(facts.Count);
        foreach (var ticket in facts.Where(ticket => _tickets.TryAdd(ticket.Id, ticket)))
        {
            foreach (var relation in ticket.Relations) Add(ticket.Id, relation);
            foreach (var link in ticket.Plans) Add(ticket.Id, link);
        }
    }

    private readonly record struct Edge(WaitCause Cause, TicketId On);

    public IEnumerable<TicketFacts> Tickets => _tickets.Values;

    public TicketFacts? Find(TicketId id) => _tickets.GetValueOrDefault(id);

    public TicketState? State(TicketId id) => _tickets.TryGetValue(id, out var ticket) ? ticket.State : null;

    /// <summary>What a ticket waits for whoever is queued beside it, one reason for each other ticket.</summary>
    public List<WaitReason> Waits(TicketFacts ticket)
    {
        List<WaitReason> reasons = ticket.Diagnostic is { } diagnostic ? [new(WaitCause.Unreadable, ticket.Id, ticket.State, diagnostic)] : [];
        if (_waits.TryGetValue(ticket.Id, out var edges)) AddStrongest(reasons, edges.Where(Holds));
        return reasons;
    }

    /// <summary>The conflicts of a ticket with others that are inprogress or that <paramref name="starts"/> says start before it.</summary>
    public List<WaitReason> Conflicts(TicketFacts ticket, IReadOnlySet<TicketId> starts)
    {
        List<WaitReason> reasons = [];
        if (_conflicts.TryGetValue(ticket.Id, out var edges)) AddStrongest(reasons, edges.Where(e => State(e.On) == TicketState.Inprogress || starts.Contains(e.On)));
        return reasons;
    }

    private void AddStrongest(List<WaitReason> reasons, IEnumerable<Edge> edges)
    {
        HashSet<TicketId> told = [];
        foreach (var edge in edges.OrderBy(e => e.Cause).ThenBy(e => e.On))
        {
            if (told.Add(edge.On)) reasons.Add(new(edge.Cause, edge.On, State(edge.On)));
        }
    }

    private bool Holds(Edge edge)
    {
        var state = State(edge.On);
        return edge.Cause == WaitCause.PlannedBefore
            ? state is TicketState.Queued or TicketState.Inprogress
            : state is not (TicketState.Done or TicketState.Closed);
    }

    private void Add(TicketId id, TicketRelation relation)
    {
        if (relation.Kind == RelationKinds.DependsOn) Add(_waits, id, WaitCause.DependsOn, relation.Target);
        else if (relation.Kind == RelationKinds.Blocks) Add(_waits, relation.Target, WaitCause.Blocks, id);
    }

    private void Add(TicketId id, PlanLink link)
    {
        switch (link.Kind)
        {
            case PlanLinkKind.Before:
                Add(_waits, link.Other, WaitCause.PlannedBefore, id);
                break;
            case PlanLinkKind.After:
                Add(_waits, id, WaitCause.PlannedAfter, link.Other);
                break;
            case PlanLinkKind.BlockedBy:
                Add(_waits, id, WaitCause.PlannedBlockedBy, link.Other);
                break;
            case PlanLinkKind.Blocks:
                Add(_waits, link.Other, WaitCause.PlannedBlocks, id);
                break;
            case PlanLinkKind.ConflictsWith or PlanLinkKind.DoNotParallelize when link.Other != id:
                var cause = link.Kind == PlanLinkKind.ConflictsWith ? WaitCause.ConflictsWith : WaitCause.DoNotParallelize;
                Add(_conflicts, id, cause, link.Other);
                Add(_conflicts, link.Other, cause, id);
                break;
        }
    }

    private static void Add(Dictionary<TicketId, List<Edge>> edges, TicketId waiting, WaitCause cause, TicketId on)
    {
        ref var list = ref CollectionsMarshal.GetValueRefOrAddDefault(edges, waiting, out _);
        (list ??= []).Add(new(cause, on));
    }
}
