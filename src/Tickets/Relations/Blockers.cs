using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>A ticket that another waits for.</summary>
internal sealed record Blocker(TicketId Id, TicketState State);

/// <summary>What a ticket waits for: targets of its own depends_on, and tickets that say they block it.</summary>
internal sealed class Blockers(StorePaths paths, TicketReader reader)
{
    /// <summary>Those neither done nor closed, in order; one that is unknown or unreadable counts as planning.</summary>
    public async Task<Result<IReadOnlyList<Blocker>>> OfAsync(TicketId id, CancellationToken ct)
    {
        SortedSet<TicketId> ids = [];
        if (!(await RelationsAsync(id, ct)).TryGet(out var own, out var fault)) return fault;
        ids.UnionWith(own.Where(r => r.Kind == "depends_on").Select(r => r.Target));
        foreach (var other in paths.Ids().Where(other => other != id && File.Exists(paths.File(other, RelationFile.Name))))
        {
            // A file of another ticket that cannot be read says nothing about this one; it must not stop it.
            if ((await RelationsAsync(other, ct)).TryGet(out var relations, out _) && relations.Any(r => r.Kind == "blocks" && r.Target == id)) ids.Add(other);
        }

        List<Blocker> blockers = [];
        foreach (var blocker in ids)
        {
            var state = (await reader.ItemAsync(blocker, ct)).TryGet(out var item, out _) ? item.State : TicketState.Planning;
            if (state is not (TicketState.Done or TicketState.Closed)) blockers.Add(new(blocker, state));
        }

        return blockers;
    }

    private async Task<Result<Relation[]>> RelationsAsync(TicketId id, CancellationToken ct)
    {
        if (paths.Links(id, RelationFile.Name) is { } link) return link;
        try
        {
            if (await DurableFile.ReadAsync(paths.File(id, RelationFile.Name), Limits.Item, ct) is not { } bytes) return Array.Empty<Relation>();
            return RelationFile.Parse(bytes) is { } relations
                ? relations
                : new Fault(FaultCodes.TicketUnreadable, $"{id}/{RelationFile.Name} is no valid relation file of version 1; mend or remove it.");
        }
        catch (Exception e) when (IoFaults.Expected(e))
        {
            return IoFaults.Of(e, $"reading the relations of ticket {id}");
        }
    }
}
