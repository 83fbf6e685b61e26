namespace Yoi.Tickets;

/// <summary>What a front matter may hold.</summary>
internal sealed record ItemSchema
{
    public static ItemSchema Ticket { get; } = new()
    {
        Required = ["title", "state", "created_at", "updated_at"],
        Texts = ["title", "state", "assignee", "readiness", "priority", "queued_by", "repository_id", "ref_selector"],
        Times = ["created_at", "updated_at", "queued_at"],
        Lists = ["risk_flags"],
        Obsolete = ["id", "slug", "status", "workflow_state", "kind", "labels", "action_required", "attention_required"],
        States = [.. Enum.GetValues<TicketState>().Select(s => s.Text())],
    };

    public static ItemSchema Objective { get; } = new()
    {
        Required = ["title", "state", "created_at", "updated_at"],
        Texts = ["title", "state"],
        Times = ["created_at", "updated_at"],
        Lists = ["linked_tickets"],
        Obsolete = [],
        States = ObjectiveStateText.All,
    };

    public required IReadOnlyList<string> Required { get; init; }

    public required IReadOnlyList<string> Texts { get; init; }

    public required IReadOnlyList<string> Times { get; init; }

    public required IReadOnlyList<string> Lists { get; init; }

    public required IReadOnlyList<string> Obsolete { get; init; }

    public required IReadOnlyList<string> States { get; init; }
}
