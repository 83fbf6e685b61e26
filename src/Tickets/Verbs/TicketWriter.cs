using System.Text;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>
/// The one way a ticket changes: under the lock, after unfinished changes, from a decision on the ticket as it is, as one change that is read
/// back before it counts.
/// </summary>
internal sealed class TicketWriter(StorePaths paths, TicketReader reader, TicketIndex index, TimeProvider time) : IDisposable
{
    private readonly StoreLock _lock = new(paths, time);
    private readonly ChangeFile _changes = new(paths, time);

    /// <summary>What a verb sees: the ticket, its bytes, and the time of the change, which is never before its last one.</summary>
    internal sealed record Scene(Ticket Ticket, TicketBytes Bytes, DateTimeOffset Now);

    /// <summary>Runs something under the lock, after finishing what a crash left.</summary>
    public async Task<Result<T>> LockedAsync<T>(Func<Task<Result<T>>> act, CancellationToken ct)
        where T : notnull
    {
        if (!(await _lock.TakeAsync(ct)).TryGet(out var held, out var fault)) return fault;
        using (held)
        {
            try
            {
                return await _changes.RecoverAsync(ct) is { } left ? left : await act();
            }
            catch (Exception e) when (IoFaults.Expected(e))
            {
                return IoFaults.Of(e, "writing");
            }
        }
    }

    /// <summary>Decides and writes one change. An operation that an event already carries writes nothing and answers the ticket as it stands.</summary>
    public async Task<Result<Ticket>> ChangeAsync(TicketId id, OperationId? operation, Func<Scene, Task<Result<Draft>>> decide, CancellationToken ct)
    {
        if (!paths.Exists(id)) return TicketReader.NotFound(id);
        return await LockedAsync<Ticket>(
            async () =>
            {
                if (!(await reader.BytesAsync(id, ct)).TryGet(out var bytes, out var fault)) return fault;
                if (!TicketReader.Parse(id, bytes).TryGet(out var ticket, out fault)) return fault;
                if (operation is { } op && ticket.Thread.Any(e => e.Operation == op)) return ticket;
                if (!(await decide(new(ticket, bytes, NowFor(ticket)))).TryGet(out var draft, out fault)) return fault;
                return draft.Events.Count == 0 ? ticket : await WriteAsync(ticket, bytes, draft);
            },
            ct);
    }

    public void Dispose() => _lock.Dispose();

    private async Task<Result<Ticket>> WriteAsync(Ticket ticket, TicketBytes bytes, Draft draft)
    {
        var id = ticket.Id;
        if (!ItemDocument.Parse(id, bytes.Item).TryGet(out var document, out var fault)) return fault;
        FieldEdit[] edits = [.. draft.Fields, new("updated_at", RecordTime.Text(draft.Events[^1].At))];
        if (!ItemWriter.Edit(id, document, edits).TryGet(out var item, out fault)) return fault;
        if (draft.Body is not null && !BodyWriter.Replace(id, item, draft.Body).TryGet(out item, out fault)) return fault;

        var events = ThreadAppend.Bytes(bytes.Thread, draft.Events);
        var after = new TicketBytes(
            item.Bytes.ToArray(),
            [.. bytes.Thread.AsSpan(), .. events],
            draft.Plan is null ? bytes.Plans : [.. bytes.Plans.AsSpan(), .. draft.Plan],
            draft.Relations ?? bytes.Relations,
            draft.ArchivedResolution is not null ? null : draft.Resolution is null ? bytes.Resolution : Encoding.UTF8.GetBytes(draft.Resolution));
        if (after.Thread!.Length > Limits.Thread) return new Fault(FaultCodes.TooLarge, $"The thread of {id} would be larger than {Limits.Thread} bytes.");
        if (draft.Relations?.Length > Limits.Item) return new Fault(FaultCodes.TooLarge, $"The relations of {id} would be larger than {Limits.Item} bytes; remove some.");
        if (!TicketReader.Parse(id, after).TryGet(out var expected, out fault)) return fault;
        if (!ThreadAppend.Holds(ticket.Thread, expected.Thread, draft.Events))
            return new Fault(FaultCodes.StoreCorrupt, $"{id}/thread.md is in a form that nothing can be appended to without changing what it says; mend its last event.");

        if (draft.Plan is not null && expected.Plans.Count != ticket.Plans.Count + 1)
            return new Fault(FaultCodes.StoreCorrupt, $"{id}/{PlanFile.Name} is in a form that no record can be appended to; mend the lines that are no records.");

        List<ChangeStep> steps = [ChangeStep.Append("thread.md", bytes.Thread, events)];
        if (draft.Plan is not null) steps.Add(ChangeStep.Append(PlanFile.Name, bytes.Plans, draft.Plan));
        if (draft.Relations is not null) steps.Add(ChangeStep.Replace(RelationFile.Name, bytes.Relations, draft.Relations));
        if (draft.Resolution is not null) steps.Add(ChangeStep.Replace(ResolutionArchive.Resolution, bytes.Resolution, after.Resolution!));
        if (draft.ArchivedResolution is { } archive) steps.Add(ChangeStep.Create(archive, bytes.Resolution!));
        // item.md behind the others: it is the one file of which an older reader makes lists.
        steps.Add(ChangeStep.Replace("item.md", bytes.Item, after.Item));
        // A removal last: up to it, a change that the disk refuses can be taken back whole.
        if (draft.ArchivedResolution is not null) steps.Add(ChangeStep.Removal(ResolutionArchive.Resolution, bytes.Resolution!));
        var failed = await _changes.CommitAsync(Change.Of(id, steps));
        index.Move(id);
        if (failed is not null) return failed;
        return await ReadBackAsync(id, after, expected);
    }

    private async Task<Result<Ticket>> ReadBackAsync(TicketId id, TicketBytes after, Ticket expected)
    {
        // The change is on the disk: that it cannot be read just now does not unmake it.
        if (!(await reader.BytesAsync(id, CancellationToken.None)).TryGet(out var read, out var fault)) return IoFaults.IsOf(fault) ? expected : fault;
        var same = Same(read.Item, after.Item) && Same(read.Thread, after.Thread) && Same(read.Plans, after.Plans)
            && Same(read.Relations, after.Relations) && Same(read.Resolution, after.Resolution);
        return same ? expected : new Fault(FaultCodes.Conflict, $"Ticket {id} was edited by hand at the same moment; read it again to see whether the change is in it.");
    }

    private DateTimeOffset NowFor(Ticket ticket)
    {
        var now = RecordTime.WholeSecond(time.GetUtcNow());
        var last = ticket.Thread.Count > 0 && ticket.Thread[^1].At is { } at && at > ticket.Item.UpdatedAt ? at : ticket.Item.UpdatedAt;
        return now > last ? now : last;
    }

    private static bool Same(byte[]? a, byte[]? b) => a is null == b is null && a.AsSpan().SequenceEqual(b);
}
