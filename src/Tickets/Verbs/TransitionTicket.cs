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

    public static Result<Draft> Decide(TransitionRule rule, GateInput input, Headings headings, DateTimeOffset now)
    {
        var step = input.Transition;
        string[] missing = [.. rule.Gates.Select(gate => gate(input)).OfType<string>()];
        var isOverride = missing.Length > 0 && rule.IsOverridable && step.Force;
        if (isOverride && string.IsNullOrWhiteSpace(step.Reason)) missing = ["an override needs a reason"];
        else if (isOverride) missing = [];
        if (missing.Length > 0)
            return new Fault(FaultCodes.GateRefused, $"Ticket {input.Ticket.Id} cannot go from {rule.From.Text()} to {rule.To.Text()}: {string.Join("; ", missing)}.");

        EventDraft[] events = [.. Before(rule, step, headings, now), Changed(rule, step, headings, now, isOverride), .. Behind(rule, step, headings, now)];
        return new Draft { Events = events, Fields = Fields(rule, step, now), Resolution = rule.Effect == Effect.Close ? Ended(step.Resolution!) : null };
    }

    private static EventDraft Changed(TransitionRule rule, Transition step, Headings headings, DateTimeOffset now, bool isOverride) => new()
    {
        Kind = EventKinds.StateChanged,
        Author = step.Author,
        At = now,
        Heading = headings.Of(EventKinds.StateChanged),
        Body = rule.Effect != Effect.Summary && !string.IsNullOrEmpty(step.Body) ? step.Body : headings.Changed(step.Author, rule.To),
        Standard =
        [
            new("from", rule.From.Text()),
            new("to", rule.To.Text()),
            new("reason", string.IsNullOrWhiteSpace(step.Reason) ? rule.Word : step.Reason),
            new("field", "state"),
        ],
        Extra = isOverride ? [new("override", "true")] : [],
        Operation = step.Operation,
    };

    private static IEnumerable<EventDraft> Before(TransitionRule rule, Transition step, Headings headings, DateTimeOffset now)
    {
        if (rule.Effect != Effect.Summary) yield break;
        yield return new()
        {
            Kind = EventKinds.IntakeSummary,
            Author = step.Author,
            At = now,
            Heading = headings.Of(EventKinds.IntakeSummary),
            Body = string.IsNullOrWhiteSpace(step.Body) ? headings.IntakeDone : step.Body,
            Operation = Second(step),
        };
    }

    private static IEnumerable<EventDraft> Behind(TransitionRule rule, Transition step, Headings headings, DateTimeOffset now)
    {
        if (rule.Effect != Effect.Close) yield break;
        yield return new()
        {
            Kind = EventKinds.Close,
            Author = step.Author,
            At = now,
            Heading = headings.Of(EventKinds.Close),
            Body = step.Resolution!,
            Standard = [new("status", TicketState.Closed.Text())],
            Operation = Second(step),
        };
    }

    private static FieldEdit[] Fields(TransitionRule rule, Transition step, DateTimeOffset now) => rule.Effect == Effect.Queue
        ? [new("state", rule.To.Text()), new("queued_by", step.Author), new("queued_at", RecordTime.Text(now))]
        : [new("state", rule.To.Text())];

    // One operation names one event, so the other of the same change gets an id that follows from it.
    private static OperationId? Second(Transition step) => step.Operation is { } op ? OperationId.Of(op.ToString(), "second_event") : null;

    private static string Ended(string text) => text[^1] == '\n' ? text : text + "\n";
}
