namespace Yoi.Tickets;

/// <summary>Everything that one ticket's own records can tell.</summary>
internal static class TicketChecks
{
    /// <summary>One by one, as a file of garbage has many.</summary>
    public static IEnumerable<DoctorFinding> Of(ExaminedTicket ticket) => ticket.Files().SelectMany(FileChecks.Of)
        .Concat(Item(ticket)).Concat(ThreadChecks.Of(ticket)).Concat(StateChecks.Of(ticket)).Concat(RelationChecks.Of(ticket)).Concat(PlanChecks.Of(ticket));

    private static IEnumerable<DoctorFinding> Item(ExaminedTicket ticket) => ticket.Item is { } file
        ? ItemChecks.Of(file, ticket.Document, ticket.Problem, ItemSchema.Ticket, key => Evidence.Of(ticket, key) is not null)
        : [];
}
