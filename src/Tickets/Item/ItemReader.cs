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
        Fault? fault = null;
        var title = Text("title");
        var state = State();
        var created = Time("created_at") ?? CreationOf(id);
        var item = new TicketItem
        {
            Title = title ?? "",
            State = state,
            Body = document.Body,
            CreatedAt = created,
            UpdatedAt = Time("updated_at") ?? created,
            Assignee = Text("assignee"),
            Readiness = Text("readiness"),
            RiskFlags = List("risk_flags"),
            Priority = Text("priority"),
            QueuedBy = Text("queued_by"),
            QueuedAt = Time("queued_at"),
            RepositoryId = Text("repository_id"),
            RefSelector = Text("ref_selector"),
            Unknown = [.. document.Fields.Where(f => !Known.Contains(f.Key)).Select(f => KeyValuePair.Create(f.Key, f.Raw))],
        };
        if (string.IsNullOrWhiteSpace(title)) fault ??= ItemDocument.Unreadable(id, document["title"]?.Line ?? 1, "has no title");
        return fault is null ? item : fault;

        string? Text(string key)
        {
            if (document[key] is not { } field) return null;
            if (field.IsNested || field.List is not null) fault ??= ItemDocument.Unreadable(id, field.Line, $"has no text as its {key}");
            return field.Text;
        }

        IReadOnlyList<string> List(string key)
        {
            if (document[key] is not { } field) return [];
            if (field.IsNested) fault ??= ItemDocument.Unreadable(id, field.Line, $"has no list of texts as its {key}");
            return field.List ?? (field.Text is { } one ? [one] : []);
        }

        DateTimeOffset? Time(string key)
        {
            if (Text(key) is not { } text) return null;
            if (RecordTime.Parse(text) is { } at) return at;
            fault ??= ItemDocument.Unreadable(id, document[key]!.Line, $"has no time such as 2026-01-31T12:00:00Z as its {key}");
            return null;
        }

        // Older records: state, else workflow_state, else a closed status, else planning.
        TicketState State()
        {
            var key = document["state"] is not null ? "state" : "workflow_state";
            if (Text(key) is not { } text) return Text("status") == "closed" ? TicketState.Closed : TicketState.Planning;
            if (!TicketStateText.TryParse(text, out var known))
                fault ??= ItemDocument.Unreadable(id, document[key]!.Line, $"has a state that is none of planning, ready, queued, inprogress, done and closed");
            return known;
        }
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
}
