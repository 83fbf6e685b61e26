using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Creates and changes objectives, one writer at a time with the tickets beside them: under their lock.</summary>
internal sealed class ObjectiveWriter(StorePaths paths, ObjectiveReader reader, StorePaths tickets, TicketWriter writer, TimeProvider time)
{
    public async Task<Result<Objective>> CreateAsync(NewObjective wanted, CancellationToken ct)
    {
        if (ObjectiveChange.Check(wanted) is { } fault) return fault;
        return await writer.LockedAsync<Objective>(
            async () =>
            {
                if (Unknown(wanted.Links) is { } unknown) return unknown;
                if (paths.FreeId(time) is not { } folder) return StorePaths.NoFreeId;
                var id = new ObjectiveId(folder);
                var bytes = ObjectiveChange.File(wanted, RecordTime.WholeSecond(time.GetUtcNow()));
                if (!ObjectiveReader.Parse(id, bytes).TryGet(out var made, out var fault)) return Check.Invalid($"The objective holds text that item.md cannot hold ({fault.Message})");
                if (made.Objective.Title != wanted.Title) return Check.Invalid("The title holds text that item.md cannot hold.");
                await DurableFolder.CreateAsync(paths, folder, [new(ObjectiveReader.Item, bytes)]);
                return made.Objective;
            },
            ct);
    }

    public async Task<Result<Objective>> EditAsync(ObjectiveId id, ObjectiveEdit edit, CancellationToken ct)
    {
        if (ObjectiveChange.Check(edit) is { } fault) return fault;
        if (!paths.Exists(id.Folder)) return ObjectiveReader.NotFound(id);
        return await writer.LockedAsync(() => EditLockedAsync(id, edit, ct), ct);
    }

    private async Task<Result<Objective>> EditLockedAsync(ObjectiveId id, ObjectiveEdit edit, CancellationToken ct)
    {
        if (!(await reader.BytesAsync(id, ct)).TryGet(out var bytes, out var fault)) return fault;
        if (!ObjectiveReader.Parse(id, bytes).TryGet(out var before, out fault)) return fault;
        if (Unknown(edit.Link) is { } unknown) return unknown;
        var now = RecordTime.WholeSecond(time.GetUtcNow());
        if (!ObjectiveChange.Decide(edit, before.Objective, before.Document, now).TryGet(out var after, out fault)) return fault;
        if (ReferenceEquals(after, before.Document)) return before.Objective;
        if (!ObjectiveReader.Parse(id, after.Bytes).TryGet(out var changed, out fault)) return fault;
        if (await SingleFile.WriteAsync(paths.Temporary, paths.File(id.Folder, ObjectiveReader.Item), bytes, after.Bytes, $"writing objective {id}") is { } failed) return failed;
        // The change is on the disk: that it cannot be read just now does not unmake it.
        if (!(await reader.BytesAsync(id, CancellationToken.None)).TryGet(out var read, out fault)) return IoFaults.IsOf(fault) ? changed.Objective : fault;
        return read.AsSpan().SequenceEqual(after.Bytes.Span)
            ? changed.Objective
            : new Fault(FaultCodes.Conflict, $"Objective {id} was edited by hand at the same moment; read it again to see whether the change is in it.");
    }

    private Fault? Unknown(IEnumerable<TicketId> links) =>
        links.Where(link => !tickets.Exists(link)).Select(TicketReader.NotFound).FirstOrDefault();
}
