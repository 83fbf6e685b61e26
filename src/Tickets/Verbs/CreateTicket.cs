using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>New tickets: built aside, then renamed into place, so a ticket is there whole or not at all.</summary>
internal sealed class CreateTicket(StorePaths paths, TicketReader reader, TicketWriter writer, TicketIndex index, Headings headings, TimeProvider time)
{

    public async Task<Result<Ticket>> RunAsync(NewTicket ticket, CancellationToken ct)
    {
        if (Faults(ticket) is { } fault) return fault;
        return await writer.LockedAsync<Ticket>(
            async () =>
            {
                if (ticket.Operation is { } op)
                {
                    if (!(await index.SettleAsync(ct)).TryGet(out var all, out var unlisted)) return unlisted;
                    if (all.MadeBy(op) is { } made) return await reader.ReadAsync(made, ct);
                }

                return paths.FreeId(time) is { } id ? await WriteAsync(id, ticket) : StorePaths.NoFreeId;
            },
            ct);
    }

    private static Fault? Faults(NewTicket ticket) => Check.First(
        string.IsNullOrWhiteSpace(ticket.Title) ? Check.Invalid("A ticket needs a title.") : null,
        Check.Field("title", ticket.Title),
        Check.Body("body", ticket.Body),
        Check.Author(ticket.Author),
        Check.Field("assignee", ticket.Assignee),
        Check.Field("readiness", ticket.Readiness),
        Check.Field("priority", ticket.Priority),
        Check.Field("repository id", ticket.RepositoryId),
        Check.Field("ref selector", ticket.RefSelector),
        Check.First([.. ticket.RiskFlags.Select(flag => Check.Field("risk flag", flag))]));

    private async Task<Result<Ticket>> WriteAsync(TicketId id, NewTicket ticket)
    {
        var now = RecordTime.WholeSecond(time.GetUtcNow());
        var created = new EventDraft
        {
            Kind = EventKinds.Create,
            Author = ticket.Author,
            At = now,
            Heading = headings.Of(EventKinds.Create),
            Body = headings.Created,
            Operation = ticket.Operation,
        };
        var bytes = new TicketBytes(ItemWriter.Create(ticket, now), ThreadAppend.Bytes(default, [created]), null, null, null);
        if (!TicketReader.Parse(id, bytes).TryGet(out var parsed, out var fault)) return Check.Invalid($"The ticket holds text that item.md cannot hold ({fault.Message})");
        if (parsed.Item.Title != ticket.Title || !ThreadAppend.Holds([], parsed.Thread, [created]))
            return Check.Invalid("The title or author holds text that a record cannot hold.");

        try
        {
            await DurableFolder.CreateAsync(paths, id, [new("item.md", bytes.Item), new("thread.md", bytes.Thread!), new("artifacts/.gitkeep", [])]);
        }
        catch (Exception e) when (IoFaults.Expected(e))
        {
            return IoFaults.Of(e, "creating a ticket");
        }
        finally
        {
            index.Move(id);
        }

        // The ticket is on the disk: that it cannot be read just now does not unmake it.
        var read = await reader.ReadAsync(id, CancellationToken.None);
        return read.Fault is { } failed && IoFaults.IsOf(failed) ? parsed : read;
    }
}
