namespace Yoi.Tickets;

/// <summary>Everything that one ticket's own records can tell.</summary>
internal static class TicketChecks
{
    public static IEnumerable<DoctorFinding> Of(ExaminedTicket ticket) =>
    [
        .. ticket.Files().SelectMany(FileChecks.Of),
        .. Item(ticket),
        .. ThreadChecks.Of(ticket),
        .. StateChecks.Of(ticket),
        .. RelationChecks.Of(ticket),
        .. PlanChecks.Of(ticket),
    ];

    private static IEnumerable<DoctorFinding> Item(ExaminedTicket ticket) => ticket.Item is { } file
        ? ItemChecks.Of(file, ticket.Document, ticket.Problem, ItemSchema.Ticket, key => Evidence.Of(ticket, key) is not null)
        : [];
}
