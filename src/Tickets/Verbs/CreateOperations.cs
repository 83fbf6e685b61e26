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
            var head = paths.Links(id, "thread.md") is null ? await HeadAsync(paths.File(id, "thread.md"), ct) : default;
            if (ThreadParser.Parse(head).Events is [{ Operation: { } op, Kind: EventKinds.Create }, ..]) _made.TryAdd(op, id);
            _seen.Add(id);
        }

        return _made.TryGetValue(operation, out var made) && paths.Exists(made) ? made : null;
    }

    private static async Task<ReadOnlyMemory<byte>> HeadAsync(string path, CancellationToken ct)
    {
        if (!File.Exists(path)) return default;
        using var file = File.OpenHandle(path, options: FileOptions.Asynchronous, share: FileShare.ReadWrite | FileShare.Delete);
        var head = new byte[Head];
        var read = await RandomAccess.ReadAsync(file, head, 0, ct);
        return head.AsMemory(0, read);
    }
}
