using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Comments, plans, decisions, reports, reviews and the caller's own kinds.</summary>
internal static class AppendEvent
{
    // These say that something else changed, so they are written with that change.
    private static readonly string[] Bound =
    [
        EventKinds.Create, EventKinds.StateChanged, EventKinds.ItemEdit, EventKinds.Close, "closed",
        EventKinds.RelationAdded, EventKinds.RelationRemoved, EventKinds.PlanRecorded,
    ];

    public static Fault? Check(NewThreadEvent e) => Tickets.Check.First(
        Tickets.Check.IsName(e.Kind) ? null : Tickets.Check.Invalid($"The kind '{e.Kind}' is not lower-case snake case of at most 64 characters."),
        Bound.Contains(e.Kind) ? Tickets.Check.Invalid($"An event of kind {e.Kind} is written with the change it speaks of; use that operation.") : null,
        Tickets.Check.Author(e.Author),
        Tickets.Check.Body("body", e.Body),
        Status(e),
        e.Kind == EventKinds.IntakeSummary && string.IsNullOrWhiteSpace(e.Body) ? Tickets.Check.Invalid("An intake summary needs a text.") : null,
        Tickets.Check.Attributes(e.Attributes));

    public static Draft Decide(NewThreadEvent e, Headings headings, DateTimeOffset now) => new()
    {
        Events =
        [
            new()
            {
                Kind = e.Kind,
                Author = e.Author,
                At = now,
                Heading = headings.Of(e.Kind, e.Status),
                // An approval may say no more than that it is one.
                Body = e.Status == EventKinds.Approve && string.IsNullOrWhiteSpace(e.Body) ? headings.Approved : e.Body,
                Standard = e.Status is null ? [] : [new("status", e.Status)],
                Extra = e.Attributes,
                Operation = e.Operation,
            },
        ],
    };

    private static Fault? Status(NewThreadEvent e)
    {
        if (e.Kind == EventKinds.Review)
            return e.Status is EventKinds.Approve or EventKinds.RequestChanges ? null : Tickets.Check.Invalid("A review's status is approve or request_changes.");
        return e.Status is null ? null : Tickets.Check.Invalid($"An event of kind {e.Kind} has no status.");
    }
}
