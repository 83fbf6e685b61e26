using System.Text;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Writes item.md: whole for a new ticket, else only the lines whose value changes.</summary>
internal static class ItemWriter
{
    public static byte[] Create(NewTicket ticket, DateTimeOffset at) => File(
        [
            new("title", ticket.Title),
            new("state", TicketState.Planning.Text()),
            new("created_at", RecordTime.Text(at)),
            new("updated_at", RecordTime.Text(at)),
            new("assignee", ticket.Assignee),
            .. Given(
                new("readiness", ticket.Readiness),
                new("risk_flags", null, ticket.RiskFlags),
                new("priority", ticket.Priority),
                new("repository_id", ticket.RepositoryId),
                new("ref_selector", ticket.RefSelector)),
        ],
        ticket.Body);

    /// <summary>A whole file: its fields in this order, a blank line, the body, which ends in a line feed.</summary>
    public static byte[] File(IEnumerable<FieldEdit> fields, string body)
    {
        var text = new StringBuilder("---\n");
        foreach (var field in fields) text.Append(field.Key).Append(": ").Append(field.Text).Append('\n');
        text.Append("---\n\n").Append(body);
        if (body.Length > 0 && body[^1] != '\n') text.Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    public static Result<ItemDocument> Edit(TicketId id, ItemDocument document, IReadOnlyList<FieldEdit> edits)
    {
        foreach (var edit in edits)
        {
            if (edit.IsIn(document)) continue;
            // Another key may stand for what has an anchor.
            if (document[edit.Key] is { Raw: ['&', ..] } anchored) return ItemDocument.Unreadable(id, anchored.Line, $"gives its {edit.Key} an anchor; write the value without one");
            var header = document[edit.Key] is { } field ? Replaced(document.Header, field, edit) : $"{document.Header}{edit.Key}: {edit.Text}{document.Newline}";
            byte[] bytes = [.. document.Bytes.Span[..document.HeaderStart], .. Encoding.UTF8.GetBytes(header), .. document.Bytes.Span[document.HeaderEnd..]];
            var old = document;
            if (!ItemDocument.Parse(id, bytes).TryGet(out var edited, out var fault)) return fault;
            document = edited;
            if (!edit.IsIn(document) || old.Fields.Any(f => f.Key != edit.Key && document[f.Key]?.Raw != f.Raw))
                return ItemDocument.Unreadable(id, old[edit.Key]?.Line ?? 2, $"has front matter in which '{edit.Key}' cannot be set without touching other keys");
        }

        return document;
    }

    private static string Replaced(string header, ItemField field, FieldEdit edit)
    {
        var between = header[field.Colon..field.Start];
        if (between.Length > 0 && !between.Contains('\n', StringComparison.Ordinal)) return $"{header[..field.Start]}{edit.Text}{header[field.End..]}";
        // A value that begins on a line below its key moves up behind the colon; comments between them stay.
        return $"{header[..field.Colon]} {edit.Text}{between.TrimEnd()}{header[field.End..]}";
    }

    private static IEnumerable<FieldEdit> Given(params IEnumerable<FieldEdit> fields) => fields.Where(f => f.Value is not null || f.List is { Count: > 0 });
}
