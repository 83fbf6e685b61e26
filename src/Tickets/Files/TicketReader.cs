using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Reads tickets without a lock and never half of a change.</summary>
internal sealed class TicketReader(StorePaths paths, TimeProvider time)
{
    private const int Attempts = 100;
    private const int AttemptsUntilOverlay = 10;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(10);
    private static readonly string[] Names = ["item.md", "thread.md", PlanFile.Name, RelationFile.Name, ResolutionArchive.Resolution];

    private readonly ChangeFile _changes = new(paths, time);

    public async Task<Result<Ticket>> ReadAsync(TicketId id, CancellationToken ct) =>
        (await BytesAsync(id, ct)).TryGet(out var bytes, out var fault) ? Parse(id, bytes) : fault;

    /// <summary>The files as one change left them. The lock's holder, who has finished what there was, sees no change file and needs no second try.</summary>
    public async Task<Result<TicketBytes>> BytesAsync(TicketId id, CancellationToken ct) =>
        (await StampedAsync(id, ct)).TryGet(out var read, out var fault) ? read.Bytes : fault;

    /// <summary>The same with the stamps that the files had all the while; none where they are read as an unfinished change will leave them.</summary>
    public async Task<Result<StampedBytes>> StampedAsync(TicketId id, CancellationToken ct)
    {
        try
        {
            foreach (var name in Names)
            {
                if (paths.Links(id, name) is { } link) return link;
            }

            for (var attempt = 1; attempt <= Attempts; attempt++)
            {
                var unfinished = await ChangeOfAsync(id, ct);
                var before = Stamps.Of(paths, id);
                var bytes = await FilesAsync(id, ct);
                var after = await ChangeOfAsync(id, ct);
                if (unfinished is null && after is null && before == Stamps.Of(paths, id)) return bytes is null ? NotFound(id) : new StampedBytes(bytes, before);
                // A change that stays is one whose writer died or is slow: it is read as it will be when it is finished.
                if (attempt >= AttemptsUntilOverlay && bytes is not null && unfinished is not null && unfinished.IsSame(after)) return new StampedBytes(await LeftAsync(id, bytes, unfinished, ct), default);
                await Task.Delay(Pause, time, ct);
            }

            return new Fault(FaultCodes.Conflict, $"Ticket {id} kept changing while it was read; read it again.");
        }
        catch (Exception e) when (IoFaults.Expected(e))
        {
            return IoFaults.Of(e, $"reading ticket {id}");
        }
    }

    public static Result<Ticket> Parse(TicketId id, TicketBytes bytes)
    {
        if (!ItemDocument.Parse(id, bytes.Item).TryGet(out var document, out var fault)) return fault;
        if (!ItemReader.Read(id, document).TryGet(out var item, out fault)) return fault;
        if (ThreadText.Excess(id, bytes.Thread) is { } excess) return excess;
        var (thread, text) = ThreadParser.Parse(bytes.Thread);
        var (plans, lines) = PlanFile.Parse(bytes.Plans);
        var (relations, relationText) = RelationFile.ParseOrKeep(bytes.Relations);
        return new Ticket
        {
            Id = id,
            Item = item,
            Thread = thread,
            Plans = plans,
            Relations = relations,
            Resolution = bytes.Resolution is null ? null : System.Text.Encoding.UTF8.GetString(bytes.Resolution),
            Unowned = [.. text, .. lines, .. relationText],
        };
    }

    /// <summary>item.md alone: one file is replaced at once, so it is never half of anything.</summary>
    public async Task<Result<TicketItem>> ItemAsync(TicketId id, CancellationToken ct)
    {
        try
        {
            if (paths.Links(id, "item.md") is { } link) return link;
            if (await DurableFile.ReadAsync(paths.File(id, "item.md"), Limits.Item, ct) is not { } bytes) return NotFound(id);
            return ItemDocument.Parse(id, bytes).TryGet(out var document, out var fault) ? ItemReader.Read(id, document) : fault;
        }
        catch (Exception e) when (IoFaults.Expected(e))
        {
            return IoFaults.Of(e, $"reading ticket {id}");
        }
    }

    public static Fault NotFound(TicketId id) => new(FaultCodes.NotFound, $"There is no ticket {id} in this store.");

    private async Task<Change?> ChangeOfAsync(TicketId id, CancellationToken ct) =>
        await _changes.FindAsync(ct) is { Version: <= Change.CurrentVersion, IsKnown: true } change && change.Ticket == id ? change : null;

    private async Task<TicketBytes?> FilesAsync(TicketId id, CancellationToken ct)
    {
        var item = await DurableFile.ReadAsync(paths.File(id, Names[0]), Limits.Item, ct);
        var thread = await DurableFile.ReadAsync(paths.File(id, Names[1]), Limits.Thread, ct);
        var plans = await DurableFile.ReadAsync(paths.File(id, Names[2]), Limits.Plans, ct);
        var relations = await DurableFile.ReadAsync(paths.File(id, Names[3]), Limits.Item, ct);
        var resolution = await DurableFile.ReadAsync(paths.File(id, Names[4]), Limits.Item, ct);
        return item is null ? null : new(item, thread, plans, relations, resolution);
    }

    /// <summary>The files as the next writer will leave them. A step may also be of a file that no reading shows, such as a resolution that is kept.</summary>
    private async Task<TicketBytes> LeftAsync(TicketId id, TicketBytes bytes, Change unfinished, CancellationToken ct)
    {
        Dictionary<string, byte[]?> files = new(StringComparer.Ordinal)
        {
            [Names[0]] = bytes.Item,
            [Names[1]] = bytes.Thread,
            [Names[2]] = bytes.Plans,
            [Names[3]] = bytes.Relations,
            [Names[4]] = bytes.Resolution,
        };
        foreach (var step in unfinished.Steps.Where(s => !files.ContainsKey(s.File))) files[step.File] = await DurableFile.ReadAsync(paths.File(id, step.File), Limits.Item, ct);
        var remedies = unfinished.Remedies([.. unfinished.Steps.Select(s => s.StateOf(files[s.File]))]);
        foreach (var (step, remedy) in unfinished.Steps.Zip(remedies)) files[step.File] = step.Left(files[step.File], remedy);
        return new(files[Names[0]]!, files[Names[1]], files[Names[2]], files[Names[3]], files[Names[4]]);
    }
}
