using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>What a front matter means.</summary>
internal static class ItemReader
{
    private static readonly HashSet<string> Known = new(StringComparer.Ordinal)
    {
        "title", "state", "created_at", "updated_at", "assignee", "readiness", "risk_flags", "priority",
        "queued_by", "queued_at", "repository_id", "ref_selector",
    };

    public static Result<TicketItem> Read(TicketId id, ItemDocument document)
    {
        var fields = new FieldReader(id, document);
        var state = State(document, fields);
        var created = fields.Time("created_at") ?? CreationOf(id);
        var item = new TicketItem
        {
            Title = fields.Title(),
            State = state,
            Body = document.Body,
            CreatedAt = created,
            UpdatedAt = fields.Time("updated_at") ?? created,
            Assignee = fields.Text("assignee"),
            Readiness = fields.Text("readiness"),
            RiskFlags = fields.List("risk_flags"),
            Priority = fields.Text("priority"),
            QueuedBy = fields.Text("queued_by"),
            QueuedAt = fields.Time("queued_at"),
            RepositoryId = fields.Text("repository_id"),
            RefSelector = fields.Text("ref_selector"),
            Unknown = fields.Others(Known),
        };
        return fields.Fault is { } fault ? fault : item;
    }

    public static TicketListing List(TicketId id, Result<TicketItem> read)
    {
        if (!read.TryGet(out var item, out var fault))
        {
            var at = CreationOf(id);
            return new() { Id = id, Title = id.ToString(), State = TicketState.Planning, CreatedAt = at, UpdatedAt = at, Diagnostic = fault };
        }

        return new()
        {
            Id = id,
            Title = item.Title,
            State = item.State,
            Priority = item.Priority,
            CreatedAt = item.CreatedAt,
            UpdatedAt = item.UpdatedAt,
            QueuedBy = item.QueuedBy,
            QueuedAt = item.QueuedAt,
            Assignee = item.Assignee,
            RiskFlags = item.RiskFlags,
        };
    }

    public static DateTimeOffset CreationOf(TicketId id)
    {
        var last = (ulong)DateTimeOffset.MaxValue.ToUnixTimeMilliseconds();
        return RecordTime.WholeSecond(DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Min(id.Milliseconds, last)));
    }

    // Older records: state, else workflow_state, else a closed status, else planning.
    private static TicketState State(ItemDocument document, FieldReader fields)
    {
        var key = document["state"] is not null ? "state" : "workflow_state";
        if (fields.Text(key) is not { } text) return fields.Text("status") == "closed" ? TicketState.Closed : TicketState.Planning;
        if (!TicketStateText.TryParse(text, out var known)) fields.Wrong(key, "has a state that is none of planning, ready, queued, inprogress, done and closed");
        return known;
    }
}
