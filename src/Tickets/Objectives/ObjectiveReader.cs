using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Reads objectives without a lock: each is one file that is replaced at once.</summary>
internal sealed class ObjectiveReader(StorePaths paths)
{
    public const string Item = "item.md";

    private static readonly HashSet<string> Known = new(StringComparer.Ordinal) { "title", "state", "created_at", "updated_at", "linked_tickets" };

    public async Task<Result<Objective>> ReadAsync(ObjectiveId id, CancellationToken ct)
    {
        if (!(await BytesAsync(id, ct)).TryGet(out var bytes, out var fault)) return fault;
        return Parse(id, bytes).TryGet(out var read, out fault) ? read.Objective : fault;
    }

    public async Task<Result<byte[]>> BytesAsync(ObjectiveId id, CancellationToken ct)
    {
        try
        {
            if (paths.Links(id.Folder, Item) is { } link) return Named(link);
            return await DurableFile.ReadAsync(paths.File(id.Folder, Item), Limits.Item, ct) is { } bytes ? bytes : NotFound(id);
        }
        catch (Exception e) when (IoFaults.Expected(e))
        {
            return IoFaults.Of(e, $"reading objective {id}");
        }
    }

    public static Result<(Objective Objective, ItemDocument Document)> Parse(ObjectiveId id, ReadOnlyMemory<byte> bytes)
    {
        if (!ItemDocument.Parse(id.Folder, bytes).TryGet(out var document, out var fault)) return Named(fault);
        var fields = new FieldReader(id.Folder, document);
        var state = ObjectiveState.Active;
        if (fields.Text("state") is { } text && !ObjectiveStateText.TryParse(text, out state))
            fields.Wrong("state", $"has a state that is none of {string.Join(", ", ObjectiveStateText.All)}");
        var created = fields.Time("created_at") ?? ItemReader.CreationOf(id.Folder);
        var objective = new Objective
        {
            Id = id,
            Title = fields.Title(),
            State = state,
            Body = document.Body,
            CreatedAt = created,
            UpdatedAt = fields.Time("updated_at") ?? created,
            LinkedTickets = fields.List("linked_tickets"),
            Unknown = fields.Others(Known),
        };
        return fields.Fault is { } wrong ? Named(wrong) : (objective, document);
    }

    public static Fault NotFound(ObjectiveId id) => new(FaultCodes.NotFound, $"There is no objective {id} in this workspace.");

    /// <summary>Messages about files name them from the ticket root's point of view; an objective's folder is another.</summary>
    public static Fault Named(Fault fault) => fault with { Message = $"objectives/{fault.Message}" };
}
