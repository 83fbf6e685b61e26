using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>A ticket that another waits for.</summary>
internal sealed record Blocker(TicketId Id, TicketState State);

/// <summary>What a ticket waits for: targets of its own depends_on, and tickets that say they block it.</summary>
internal sealed class Blockers(RelationReader relations, TicketReader reader, TicketIndex index)
{
    /// <summary>Those neither done nor closed, in order; one that is unknown or unreadable counts as planning.</summary>
    public async Task<Result<IReadOnlyList<Blocker>>> OfAsync(TicketId id, CancellationToken ct)
    {
        if (!(await relations.OfAsync(id, ct)).TryGet(out var own, out var fault)) return fault;
        SortedSet<TicketId> ids = [.. own.Where(r => r.Kind == RelationKinds.DependsOn).Select(r => r.Target)];
        if (!(await index.SettleAsync(ct)).TryGet(out var all, out fault)) return fault;
        ids.UnionWith(all.RelationsTo(id).Where(r => r.From != id && r.Relation.Kind == RelationKinds.Blocks).Select(r => r.From));

        List<Blocker> blockers = [];
        foreach (var blocker in ids)
        {
            var state = (await reader.ItemAsync(blocker, ct)).TryGet(out var item, out _) ? item.State : TicketState.Planning;
            if (state is not (TicketState.Done or TicketState.Closed)) blockers.Add(new(blocker, state));
        }

        return blockers;
    }
}
