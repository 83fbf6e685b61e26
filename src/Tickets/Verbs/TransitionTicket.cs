using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Steps between states: compare, ask the gates, write.</summary>
internal static class TransitionTicket
{
    public static Fault? Check(Transition step) => Tickets.Check.First(
        Tickets.Check.Author(step.Author),
        step.Reason is null ? null : Tickets.Check.Attribute("reason", step.Reason),
        Tickets.Check.Body("text", step.Body ?? ""),
        Tickets.Check.Body("resolution", step.Resolution ?? ""));

    /// <summary>The row for the step; null where a closed ticket is closed once more, which changes nothing.</summary>
    public static Result<TransitionRule>? Compare(Ticket ticket, Transition step)
    {
        var now = ticket.Item.State;
        if (now == TicketState.Closed && step.To == TicketState.Closed) return null;
        if (now != step.Expected || now == step.To)
            return new Fault(FaultCodes.StaleState, $"Ticket {ticket.Id} is {now.Text()}, not {step.Expected.Text()} on the way to {step.To.Text()}; look at it again.");
        if (Transitions.Find(now, step.To) is { } rule) return rule;
        var others = string.Join(", ", Transitions.From(now).Select(to => to.Text()));
        return new Fault(
            FaultCodes.NoSuchTransition,
            $"Ticket {ticket.Id} cannot go from {now.Text()} to {step.To.Text()}; from {now.Text()} it can go {(others.Length == 0 ? "nowhere" : $"to {others}")}.");
    }

    /// <summary>Decides the step; a resolution that is in force goes to <paramref name="archive"/> where the ticket is reopened.</summary>
    public static Result<Draft> Decide(TransitionRule rule, GateInput input, Headings headings, DateTimeOffset now, string? archive = null)
    {
        var step = input.Transition;
        string[] missing = [.. rule.Gates.Select(gate => gate(input)).OfType<string>()];
        var isOverride = missing.Length > 0 && rule.IsOverridable && step.Force;
        if (isOverride && string.IsNullOrWhiteSpace(step.Reason)) missing = ["an override needs a reason"];
        else if (isOverride) missing = [];
        if (missing.Length > 0)
            return new Fault(FaultCodes.GateRefused, $"Ticket {input.Ticket.Id} cannot go from {rule.From.Text()} to {rule.To.Text()}: {string.Join("; ", missing)}.");

        return new Draft
        {
            Events = TransitionEvents.Of(rule, step, headings, now, isOverride, archive),
            Fields = Fields(rule, step, now),
            Resolution = rule.Effect == Effect.Close ? Ended(step.Resolution!) : null,
            ArchivedResolution = archive,
        };
    }

    private static FieldEdit[] Fields(TransitionRule rule, Transition step, DateTimeOffset now) => rule.Effect switch
    {
        Effect.Queue => [new("state", rule.To.Text()), new("queued_by", step.Author), new("queued_at", RecordTime.Text(now))],
        // Who queued it before is in the thread; the lines stay, so that the next queueing finds them.
        Effect.Reopen or Effect.Unqueue => [new("state", rule.To.Text()), new("queued_by", null), new("queued_at", null)],
        _ => [new("state", rule.To.Text())],
    };

    private static string Ended(string text) => text[^1] == '\n' ? text : text + "\n";
}
