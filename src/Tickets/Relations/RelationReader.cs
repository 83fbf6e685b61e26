using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Reads relation files without a lock: each is replaced at once, so it is never half of anything.</summary>
internal sealed class RelationReader(StorePaths paths)
{
    /// <summary>What a ticket says of others; nothing where it has no file. <c>ticket_unreadable</c>, <c>too_large</c>, <c>store_failed</c>.</summary>
    public async Task<Result<Relation[]>> OfAsync(TicketId id, CancellationToken ct)
    {
        try
        {
            if (paths.Links(id, RelationFile.Name) is { } link) return link;
            if (await DurableFile.ReadAsync(paths.File(id, RelationFile.Name), Limits.Item, ct) is not { } bytes) return Array.Empty<Relation>();
            return RelationFile.Parse(bytes) is { } relations ? relations : RelationFile.Unreadable(id);
        }
        catch (Exception e) when (IoFaults.Expected(e))
        {
            return IoFaults.Of(e, $"reading the relations of ticket {id}");
        }
    }
}
