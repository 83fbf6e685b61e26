using System.Text;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Writes item.md: whole for a new ticket, else only the lines whose value changes.</summary>
internal static class ItemWriter
{
    public static byte[] Create(NewTicket ticket, DateTimeOffset at)
    {
        var text = new StringBuilder("---\n");
        Line("title", Quote(ticket.Title));
        Line("state", Quote(TicketState.Planning.Text()));
        Line("created_at", Quote(RecordTime.Text(at)));
        Line("updated_at", Quote(RecordTime.Text(at)));
        Line("assignee", ticket.Assignee is null ? "null" : Quote(ticket.Assignee));
        if (ticket.Readiness is not null) Line("readiness", Quote(ticket.Readiness));
        if (ticket.RiskFlags.Count > 0) Line("risk_flags", $"[{string.Join(", ", ticket.RiskFlags.Select(Quote))}]");
        if (ticket.Priority is not null) Line("priority", Quote(ticket.Priority));
        if (ticket.RepositoryId is not null) Line("repository_id", Quote(ticket.RepositoryId));
        if (ticket.RefSelector is not null) Line("ref_selector", Quote(ticket.RefSelector));
        text.Append("---\n\n").Append(ticket.Body);
        if (ticket.Body.Length > 0 && ticket.Body[^1] != '\n') text.Append('\n');
        return Encoding.UTF8.GetBytes(text.ToString());

        void Line(string key, string value) => text.Append(key).Append(": ").Append(value).Append('\n');
    }

    public static Result<ItemDocument> Edit(TicketId id, ItemDocument document, IReadOnlyList<FieldEdit> edits)
    {
        foreach (var edit in edits)
        {
            if (document[edit.Key]?.Text == edit.Value) continue;
            var header = document[edit.Key] is { } field ? Replaced(document.Header, field, edit.Value) : Inserted(document, edit);
            byte[] bytes = [.. document.Bytes.Span[..document.HeaderStart], .. Encoding.UTF8.GetBytes(header), .. document.Bytes.Span[document.HeaderEnd..]];
            var old = document;
            if (!ItemDocument.Parse(id, bytes).TryGet(out var edited, out var fault)) return fault;
            document = edited;
            if (document[edit.Key]?.Text != edit.Value || old.Fields.Any(f => f.Key != edit.Key && document[f.Key]?.Raw != f.Raw))
                return ItemDocument.Unreadable(id, old[edit.Key]?.Line ?? 2, $"has front matter in which '{edit.Key}' cannot be set without touching other keys");
        }

        return document;
    }

    public static string Quote(string value) => $"'{value.Replace("'", "''", StringComparison.Ordinal)}'";

    private static string Replaced(string header, ItemField field, string value) =>
        $"{header[..field.Start]}{(field.Start == field.End ? " " : "")}{Quote(value)}{header[field.End..]}";

    private static string Inserted(ItemDocument document, FieldEdit edit)
    {
        var newline = document.Bytes.Span[document.HeaderStart - 2] == (byte)'\r' ? "\r\n" : "\n";
        return $"{document.Header}{edit.Key}: {Quote(edit.Value)}{newline}";
    }
}
