using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Edits of item.md, told with what was there before. Closed tickets are settled and are reopened first; those that are being worked on may be edited, on the record.</summary>
internal static class EditTicket
{
    private const string BodyField = "body";

    public static Fault? Check(TicketEdit edit) => Tickets.Check.First(
        Tickets.Check.Author(edit.Author),
        edit.Title is not null && string.IsNullOrWhiteSpace(edit.Title) ? Tickets.Check.Invalid("A ticket needs a title; it cannot be removed.") : null,
        Tickets.Check.Field("title", edit.Title),
        Tickets.Check.Body(BodyField, edit.Body ?? ""),
        Tickets.Check.Field("assignee", edit.Assignee),
        Tickets.Check.Field("readiness", edit.Readiness),
        Tickets.Check.Field("priority", edit.Priority),
        Tickets.Check.Field("repository id", edit.RepositoryId),
        Tickets.Check.Field("ref selector", edit.RefSelector),
        Tickets.Check.First([.. (edit.RiskFlags ?? []).Select(flag => string.IsNullOrWhiteSpace(flag) ? Tickets.Check.Invalid("A risk flag is a word.") : Tickets.Check.Field("risk flag", flag))]));

    public static Result<Draft> Decide(TicketEdit edit, Headings headings, TicketWriter.Scene scene)
    {
        if (Refused(edit, scene.Ticket) is { } refused) return refused;
        if (!ItemDocument.Parse(scene.Ticket.Id, scene.Bytes.Item).TryGet(out var document, out var fault)) return fault;
        FieldEdit[] fields = [.. Wanted(edit).Where(field => !field.IsIn(document))];
        var body = edit.Body is { } text && BodyWriter.Merged(document.Body, text, document.Newline) != document.Body ? text : null;
        if (fields.Length == 0 && body is null) return Draft.Nothing;

        string[] changes = [.. fields.Select(f => f.Key), .. body is null ? Array.Empty<string>() : [BodyField]];
        return new Draft
        {
            Fields = fields,
            Body = body,
            Events =
            [
                new()
                {
                    Kind = EventKinds.ItemEdit,
                    Author = edit.Author,
                    At = scene.Now,
                    Heading = headings.Of(EventKinds.ItemEdit),
                    Body = ItemEditText.Of(headings, changes, [.. fields.Select(f => FieldEdit.Of(f.Key, document[f.Key]))], body is null ? null : document.Body),
                    Extra = [new("changes", string.Join(',', changes))],
                    Operation = edit.Operation,
                },
            ],
        };
    }

    private static Fault? Refused(TicketEdit edit, Ticket ticket)
    {
        if (edit.ExpectedState is { } expected && expected != ticket.Item.State)
            return new(FaultCodes.StaleState, $"Ticket {ticket.Id} is {ticket.Item.State.Text()}, not {expected.Text()}; look at it again.");
        if (ticket.Item.State == TicketState.Closed) return new(FaultCodes.GateRefused, $"Ticket {ticket.Id} is closed; reopen it, and then edit it.");
        return edit.ExpectedRevision is { } revision && revision != ticket.Item.Revision
            ? new(FaultCodes.Conflict, $"Ticket {ticket.Id} was edited meanwhile: it is at revision {ticket.Item.Revision}, not {revision}; read it again and make the change on what it says now.")
            : null;
    }

    private static IEnumerable<FieldEdit> Wanted(TicketEdit edit)
    {
        if (edit.Title is not null) yield return new("title", edit.Title);
        if (edit.Assignee is not null) yield return new("assignee", OrNull(edit.Assignee));
        if (edit.Readiness is not null) yield return new("readiness", OrNull(edit.Readiness));
        if (edit.RiskFlags is not null) yield return new("risk_flags", null, edit.RiskFlags);
        if (edit.Priority is not null) yield return new("priority", OrNull(edit.Priority));
        if (edit.RepositoryId is not null) yield return new("repository_id", OrNull(edit.RepositoryId));
        if (edit.RefSelector is not null) yield return new("ref_selector", OrNull(edit.RefSelector));
    }

    private static string? OrNull(string value) => string.IsNullOrWhiteSpace(value) ? null : value;
}
