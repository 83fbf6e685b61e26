namespace Yoi.Tickets;

/// <summary>What a thread proves about a field of item.md, so that it can be set without a guess.</summary>
internal static class Evidence
{
    /// <summary>The value as it would be written; null where the thread proves none.</summary>
    public static string? Of(ExaminedTicket ticket, string key) => key switch
    {
        "created_at" => Time(ticket.Events is [{ Event.Kind: EventKinds.Create } created, ..] ? created.Event.At : null),
        "updated_at" => Time(ticket.Newest),
        "state" => State(ticket),
        "queued_by" => Queueing(ticket)?.Author,
        "queued_at" => Time(Queueing(ticket)?.At),
        _ => null,
    };

    /// <summary>Only where the item says nothing of a state: one that differs is a contradiction, which a person settles.</summary>
    private static string? State(ExaminedTicket ticket)
    {
        var isSilent = ticket.Document is { } document && document["workflow_state"] is null && document["status"] is null;
        return isSilent && ticket.Replayed is { IsUnbroken: true, State: { } state } ? state.Text() : null;
    }

    private static ThreadEvent? Queueing(ExaminedTicket ticket) => ticket.Replayed.State == TicketState.Queued
        ? ticket.Events.Select(e => e.Event).LastOrDefault(e => e.Kind == EventKinds.StateChanged && e.Attribute("to") == TicketState.Queued.Text())
        : null;

    private static string? Time(DateTimeOffset? at) => at is { } time ? RecordTime.Text(time) : null;
}
