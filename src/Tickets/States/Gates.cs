namespace Yoi.Tickets;

/// <summary>The gates of the state table. Each says what is missing, so that it can be mended.</summary>
internal static class Gates
{
    public static string? Requirements(GateInput input) =>
        TicketSections.Requirements(input.Ticket.Item.Body).Length > 0 ? null : "the body has no text under a heading such as \"## Requirements\"";

    public static string? AcceptanceCriteria(GateInput input) =>
        TicketSections.AcceptanceCriteria(input.Ticket.Item.Body).Length > 0 ? null : "the body has no text under a heading such as \"## Acceptance criteria\"";

    public static string? Reason(GateInput input) => string.IsNullOrWhiteSpace(input.Transition.Reason) ? "a reason is required" : null;

    public static string? WhatIsMissing(GateInput input) =>
        string.IsNullOrWhiteSpace(input.Transition.Body) ? "a text is required that names what the ticket lacks" : null;

    public static string? Resolution(GateInput input) => string.IsNullOrWhiteSpace(input.Transition.Resolution) ? "a resolution is required" : null;

    public static string? BlockersUnderWay(GateInput input) =>
        Named(input.Blockers.Where(b => b.State is not (TicketState.Queued or TicketState.Inprogress)), "it depends on tickets that are not even queued");

    public static string? NoBlocker(GateInput input) => Named(input.Blockers, "it depends on tickets that are not done");

    public static string? Decision(GateInput input) =>
        input.Since(TicketState.Queued).Any(e => e.Kind == EventKinds.Decision) ? null : "no decision is recorded since it was queued";

    public static string? AcceptedPlan(GateInput input)
    {
        var queued = input.Arrival(TicketState.Queued);
        var at = queued < 0 ? input.Ticket.Item.QueuedAt : input.Ticket.Thread[queued].At;
        var found = input.Ticket.Plans.Any(plan => plan.Kind == PlanKinds.AcceptedPlan && IsBehind(input, plan, queued, at));
        return found ? null : "no accepted plan is recorded since it was queued";
    }

    public static string? MergeAndReceipts(GateInput input)
    {
        var reported = input.Since(TicketState.Inprogress).Any(e => e.Kind == EventKinds.ImplementationReport
            && !string.IsNullOrWhiteSpace(e.Attribute("merge")) && !string.IsNullOrWhiteSpace(e.Attribute("receipts")));
        return reported ? null : "no implementation report since the attempt began names its merge and its receipts";
    }

    public static string? Approval(GateInput input)
    {
        var last = input.Since(TicketState.Inprogress).LastOrDefault(e => e.Kind == EventKinds.Review);
        if (last is null) return "no review since the attempt began approves it";
        return last.Attribute("status") == EventKinds.Approve ? null : "the last review asks for changes";
    }

    /// <summary>By the event that tells of the record; for records of older writers, which have none, by time.</summary>
    private static bool IsBehind(GateInput input, PlanRecord plan, int queued, DateTimeOffset? queuedAt)
    {
        for (var i = 0; i < input.Ticket.Thread.Count; i++)
        {
            var told = input.Ticket.Thread[i];
            if (told.Kind == EventKinds.PlanRecorded && told.Attribute("plan") == plan.Id) return i > queued;
        }

        return queuedAt is null || plan.At >= queuedAt;
    }

    private static string? Named(IEnumerable<Blocker> blockers, string sentence)
    {
        var names = string.Join(", ", blockers.Select(b => $"{b.Id} ({b.State.Text()})"));
        return names.Length == 0 ? null : $"{sentence}: {names}";
    }
}
