using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Relations and the events that tell of them.</summary>
internal sealed class RelateTickets(StorePaths paths, TicketIndex index, Headings headings)
{
    public static Fault? Check(TicketId id, NewRelation relation) => Tickets.Check.First(
        Named(relation.Kind, relation.Author),
        relation.Target == id ? Tickets.Check.Invalid("A ticket cannot be related to itself.") : null,
        Tickets.Check.Size("note", relation.Note ?? "", Limits.RelationNote));

    public static Fault? CheckRemoval(string kind, string author) => Named(kind, author);

    public async Task<Result<Draft>> AddAsync(TicketWriter.Scene scene, NewRelation relation, CancellationToken ct)
    {
        var id = scene.Ticket.Id;
        if (!paths.Exists(relation.Target)) return TicketReader.NotFound(relation.Target);
        if (Own(scene) is not { } own) return RelationFile.Unreadable(id);
        if (own.Any(r => r.Kind == relation.Kind && r.Target == relation.Target))
            return new Fault(FaultCodes.Conflict, $"Ticket {id} has the relation {relation.Kind} {relation.Target} already; to change its note, remove it first.");
        if (await CycleAsync(id, relation, own, ct) is { } cycle) return cycle;

        var note = string.IsNullOrWhiteSpace(relation.Note) ? null : relation.Note;
        Relation added = new(id, relation.Kind, relation.Target, note, relation.Author, RecordTime.Text(scene.Now));
        return Told(scene, EventKinds.RelationAdded, added, [.. own, added], relation.Author, relation.Operation);
    }

    public Result<Draft> Remove(TicketWriter.Scene scene, string kind, TicketId target, string author, OperationId? operation)
    {
        var id = scene.Ticket.Id;
        if (Own(scene) is not { } own) return RelationFile.Unreadable(id);
        if (Array.Find(own, r => r.Kind == kind && r.Target == target) is not { } removed)
            return new Fault(FaultCodes.NotFound, $"Ticket {id} has no relation {kind} {target}; one that the other ticket recorded is removed there.");
        return Told(scene, EventKinds.RelationRemoved, removed, [.. own.Where(r => r.Kind != kind || r.Target != target)], author, operation);
    }

    private static Relation[]? Own(TicketWriter.Scene scene) => scene.Bytes.Relations is { } bytes ? RelationFile.Parse(bytes) : [];

    private static Fault? Named(string kind, string author) => Tickets.Check.First(
        RelationKinds.All.Contains(kind) ? null : Tickets.Check.Invalid($"'{kind}' is no kind of relation; use {string.Join(", ", RelationKinds.All)}."),
        Tickets.Check.Author(author));

    private async Task<Fault?> CycleAsync(TicketId id, NewRelation relation, Relation[] own, CancellationToken ct)
    {
        if (relation.Kind is not (RelationKinds.DependsOn or RelationKinds.Blocks)) return null;
        if (!(await index.SettleAsync(ct)).TryGet(out var all, out var fault)) return fault;
        var others = all.Entries.Where(e => e.Id != id).SelectMany(e => e.Facts.Relations, (e, r) => (e.Id, r));
        var existing = others.Concat(own.Select(r => (id, r.Shown())));
        return RelationCycle.Closing(id, relation.Kind, relation.Target, existing) is { } cycle
            ? new(FaultCodes.RelationCycle, $"{relation.Kind} {relation.Target} would make tickets wait for each other in a circle: {string.Join(" → ", cycle)}.")
            : null;
    }

    private Draft Told(TicketWriter.Scene scene, string kind, Relation relation, Relation[] now, string author, OperationId? operation) => new()
    {
        Relations = RelationFile.Bytes(now),
        Events =
        [
            new()
            {
                Kind = kind,
                Author = author,
                At = scene.Now,
                Heading = headings.Of(kind),
                Body = relation.Note is { } note ? $"{relation.Kind} {relation.Target}\n\n{note}" : $"{relation.Kind} {relation.Target}",
                Extra = [new("relation", relation.Kind), new("target", relation.Target.ToString())],
                Operation = operation,
            },
        ],
    };
}
