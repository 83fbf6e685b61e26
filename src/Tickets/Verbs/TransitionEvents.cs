using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>What the thread is told of a step between states.</summary>
internal static class TransitionEvents
{
    public static IReadOnlyList<EventDraft> Of(TransitionRule rule, Transition step, Headings headings, DateTimeOffset now, bool isOverride, string? archive)
    {
        var changed = new EventDraft
        {
            Kind = EventKinds.StateChanged,
            Author = step.Author,
            At = now,
            Heading = headings.Of(EventKinds.StateChanged),
            Body = Text(rule, step, headings, archive),
            Standard =
            [
                new("from", rule.From.Text()),
                new("to", rule.To.Text()),
                new("reason", string.IsNullOrWhiteSpace(step.Reason) ? rule.Word : step.Reason),
                new("field", "state"),
            ],
            Extra = archive is not null ? [new("resolution", archive)] : isOverride ? [new("override", "true")] : [],
            Operation = step.Operation,
        };
        return rule.Effect switch
        {
            Effect.Summary => [Beside(EventKinds.IntakeSummary, string.IsNullOrWhiteSpace(step.Body) ? headings.IntakeDone : step.Body, step, headings, now), changed],
            Effect.Close => [changed, Beside(EventKinds.Close, step.Resolution!, step, headings, now) with { Standard = [new("status", TicketState.Closed.Text())] }],
            _ => [changed],
        };
    }

    private static string Text(TransitionRule rule, Transition step, Headings headings, string? archive)
    {
        if (rule.Effect != Effect.Summary && !string.IsNullOrEmpty(step.Body)) return step.Body;
        return rule.Effect == Effect.Reopen ? headings.Reopened(step.Author, archive) : headings.Changed(step.Author, rule.To);
    }

    private static EventDraft Beside(string kind, string body, Transition step, Headings headings, DateTimeOffset now) => new()
    {
        Kind = kind,
        Author = step.Author,
        At = now,
        Heading = headings.Of(kind),
        Body = body,
        // One operation names one event, so the other of the same change gets an id that follows from it.
        Operation = step.Operation is { } op ? OperationId.Of(op.ToString(), "second_event") : null,
    };
}
