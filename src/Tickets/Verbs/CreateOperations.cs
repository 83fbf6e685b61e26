using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Which ticket an operation created. Each thread is looked at once; only its first event can tell.</summary>
internal sealed class CreateOperations(StorePaths paths)
{
    private const int Head = 4096;

    private readonly HashSet<TicketId> _seen = [];
    private readonly Dictionary<OperationId, TicketId> _made = [];

    public async Task<TicketId?> FindAsync(OperationId operation, CancellationToken ct)
    {
        foreach (var id in paths.Ids().Where(id => !_seen.Contains(id)))
        {
            if (await HeadAsync(id, ct) is not { } head) continue;
            if (ThreadParser.Parse(head).Events is [{ Operation: { } op, Kind: EventKinds.Create }, ..]) _made.TryAdd(op, id);
            _seen.Add(id);
        }

        return _made.TryGetValue(operation, out var made) && paths.Exists(made) ? made : null;
    }

    /// <summary>Null where it cannot be read: one such ticket stops no creation, and is looked at again.</summary>
    private async Task<byte[]?> HeadAsync(TicketId id, CancellationToken ct)
    {
        try
        {
            return paths.Links(id, "thread.md") is null ? await DurableFile.HeadAsync(paths.File(id, "thread.md"), Head, ct) : null;
        }
        catch (Exception e) when (IoFaults.Expected(e))
        {
            return null;
        }
    }
}
