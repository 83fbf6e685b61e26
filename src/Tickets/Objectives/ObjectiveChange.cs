using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Decides what an objective's file is to hold.</summary>
internal static class ObjectiveChange
{
    private const string LinkedTickets = "linked_tickets";

    public static Fault? Check(NewObjective wanted) => Tickets.Check.First(
        string.IsNullOrWhiteSpace(wanted.Title) ? Tickets.Check.Invalid("An objective needs a title.") : null,
        Tickets.Check.Field("title", wanted.Title),
        Tickets.Check.Body("body", wanted.Body));

    public static Fault? Check(ObjectiveEdit edit) => Tickets.Check.First(
        edit.Title is not null && string.IsNullOrWhiteSpace(edit.Title) ? Tickets.Check.Invalid("An objective needs a title; it cannot be removed.") : null,
        Tickets.Check.Field("title", edit.Title),
        Tickets.Check.Body("body", edit.Body ?? ""));

    public static byte[] File(NewObjective wanted, DateTimeOffset at) => ItemWriter.File(
        [
            new("title", wanted.Title),
            new("state", ObjectiveState.Active.Text()),
            new("created_at", RecordTime.Text(at)),
            new("updated_at", RecordTime.Text(at)),
            new(LinkedTickets, null, [.. wanted.Links.Distinct().Select(link => link.ToString())]),
        ],
        string.IsNullOrWhiteSpace(wanted.Body) ? ObjectiveSections.Empty : wanted.Body);

    /// <summary>The file with the edit in it; the same document where it changes nothing.</summary>
    public static Result<ItemDocument> Decide(ObjectiveEdit edit, Objective before, ItemDocument document, DateTimeOffset now)
    {
        var id = before.Id.Folder;
        if (edit.ExpectedState is { } expected && expected != before.State)
            return new Fault(FaultCodes.StaleState, $"Objective {id} is {before.State.Text()}, not {expected.Text()}; look at it again.");
        if (edit.ExpectedRevision is { } revision && revision != before.Revision)
            return new Fault(FaultCodes.Conflict, $"Objective {id} was edited meanwhile: it is at revision {before.Revision}, not {revision}; read it again and make the change on what it says now.");
        if (edit.Unlink.FirstOrDefault(link => !before.LinkedTickets.Contains(link)) is { } missing)
            return new Fault(FaultCodes.NotFound, $"Objective {id} has no link to {missing}.");

        FieldEdit[] fields = [.. Wanted(edit, before).Where(field => !field.IsIn(document))];
        var body = edit.Body is { } text && BodyWriter.Merged(document.Body, text, document.Newline) != document.Body ? text : null;
        if (fields.Length == 0 && body is null) return document;
        var at = now > before.UpdatedAt ? now : before.UpdatedAt;
        if (!ItemWriter.Edit(id, document, [.. fields, new("updated_at", RecordTime.Text(at))]).TryGet(out var edited, out var fault)) return ObjectiveReader.Named(fault);
        if (body is null) return edited;
        return BodyWriter.Replace(id, edited, body).TryGet(out edited, out fault) ? edited : ObjectiveReader.Named(fault);
    }

    private static IEnumerable<FieldEdit> Wanted(ObjectiveEdit edit, Objective before)
    {
        if (edit.Title is { } title) yield return new("title", title);
        if (edit.State is { } state) yield return new("state", state.Text());
        string[] links = [.. before.LinkedTickets.Except(edit.Unlink, StringComparer.Ordinal), .. edit.Link.Select(link => link.ToString()).Except(before.LinkedTickets, StringComparer.Ordinal)];
        if (edit.Link.Count > 0 || edit.Unlink.Count > 0) yield return new(LinkedTickets, null, links);
    }
}
