using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Reads what scheduling needs of one ticket file by file, so that one that cannot be read hides none of the others.</summary>
internal sealed class FactsReader(StorePaths paths, RelationReader relations)
{
    /// <summary>The facts of a ticket whose item.md was read; null where it has vanished.</summary>
    public async Task<TicketFacts?> OfAsync(TicketId id, Result<TicketItem> item, CancellationToken ct)
    {
        if (item.Fault?.Code == FaultCodes.NotFound) return null;
        var listing = ItemReader.List(id, item);
        var related = await relations.OfAsync(id, ct);
        var planned = await PlansAsync(id, ct);
        return new()
        {
            Id = id,
            Title = listing.Title,
            State = listing.State,
            Priority = listing.Priority,
            QueuedAt = listing.QueuedAt,
            Relations = related.TryGet(out var records, out _) && records.Length > 0 ? [.. records.Select(r => r.Shown())] : [],
            Plans = planned.TryGet(out var links, out _) ? links : [],
            Diagnostic = item.Fault ?? related.Fault ?? planned.Fault,
        };
    }

    private async Task<Result<IReadOnlyList<PlanLink>>> PlansAsync(TicketId id, CancellationToken ct)
    {
        try
        {
            if (paths.Links(id, PlanFile.Name) is { } link) return link;
            if (await DurableFile.ReadAsync(paths.File(id, PlanFile.Name), Limits.Plans, ct) is not { } bytes) return Array.Empty<PlanLink>();
            return PlanFile.Parse(bytes).Records.Select(PlanLink.Of).OfType<PlanLink>().ToList();
        }
        catch (Exception e) when (IoFaults.Expected(e))
        {
            return IoFaults.Of(e, $"reading the plan records of ticket {id}");
        }
    }
}
