namespace Yoi.Tickets;

/// <summary>Whether item.md, thread.md and resolution.md tell the same of a ticket.</summary>
internal static class StateChecks
{
    private static readonly string[] QueueFields = ["queued_by", "queued_at"];

    public static IEnumerable<DoctorFinding> Of(ExaminedTicket ticket)
    {
        foreach (var finding in Replay.Findings(ticket)) yield return finding;
        if (ticket.Document is not { } document || ticket.Item is not { } item) yield break;
        if (Mismatch(ticket, document, item.Path) is { } mismatch) yield return mismatch;
        if (Resolution(ticket) is { } resolution) yield return resolution;
        if (Queue(ticket, document, item.Path) is { } queue) yield return queue;
        if (IsUpdatedAtOld(ticket))
            yield return ItemCodes.UpdatedAtOld.At(item.Path, document["updated_at"]!.Line, $"updated_at is older than the newest event, of {RecordTime.Text(ticket.Newest!.Value)}.", fixable: true);
    }

    public static bool IsUpdatedAtOld(ExaminedTicket ticket) =>
        ticket.Document?["updated_at"] is { Text: { } text } && RecordTime.Parse(text) is { } updated && ticket.Newest > updated;

    public static bool IsResolutionMissing(ExaminedTicket ticket) =>
        ticket is { State: TicketState.Closed, Resolution: null or { IsBlank: true } } && !ticket.Unread.Contains("resolution.md");

    /// <summary>What the last close event says of how the ticket was settled; null where it says nothing.</summary>
    public static string? ClosingText(ExaminedTicket ticket) =>
        ticket.Events.LastOrDefault(e => e.Event.Kind is EventKinds.Close or "closed")?.Event.Body is { } body && !string.IsNullOrWhiteSpace(body) ? body : null;

    /// <summary>Which of the fields that queueing sets are not there or empty.</summary>
    public static IEnumerable<string> MissingQueueFields(ItemDocument document) =>
        QueueFields.Where(key => document[key] is null or { Text: null or "", List: null, IsNested: false });

    /// <summary>Whether a queued ticket's thread tells all of those that are missing.</summary>
    public static bool AreQueueFieldsEvident(ExaminedTicket ticket) =>
        ticket is { State: TicketState.Queued, Document: { } document } && MissingQueueFields(document).All(key => Evidence.Of(ticket, key) is not null);

    private static DoctorFinding? Mismatch(ExaminedTicket ticket, ItemDocument document, string path)
    {
        if (ticket.State is not { } state || ticket.Replayed is not { State: { } reached } replayed || reached == state) return null;
        return StateCodes.StateMismatch.At(path, StateFields.Of(document).Field?.Line, $"The state is {state.Text()}, but line {replayed.Line} of thread.md led to {reached.Text()}.");
    }

    private static DoctorFinding? Resolution(ExaminedTicket ticket)
    {
        var path = $"{ticket.Id}/resolution.md";
        if (IsResolutionMissing(ticket)) return StateCodes.ResolutionMissing.At(path, null, "The ticket is closed without a resolution.", fixable: ClosingText(ticket) is not null);
        return ticket.Resolution is not null && ticket.State is { } state and not TicketState.Closed
            ? StateCodes.ResolutionEarly.At(path, null, $"The ticket is {state.Text()} and has a resolution.")
            : null;
    }

    private static DoctorFinding? Queue(ExaminedTicket ticket, ItemDocument document, string path)
    {
        if (ticket.State != TicketState.Queued || MissingQueueFields(document).ToList() is not [_, ..] missing) return null;
        return ItemCodes.QueueFieldsMissing.At(path, StateFields.Of(document).Field?.Line, $"The ticket is queued and has no {string.Join(" and no ", missing)}.", AreQueueFieldsEvident(ticket));
    }
}
