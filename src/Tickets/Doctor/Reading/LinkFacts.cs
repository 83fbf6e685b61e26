using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>What is kept of a ticket for checks that need the others too.</summary>
/// <param name="Id">The ticket.</param>
/// <param name="IsSettled">Whether it is done or closed, so that nothing holds it back.</param>
/// <param name="Relations">Its relations, without their texts.</param>
/// <param name="Plans">Its plan records that name another ticket.</param>
internal sealed record LinkFacts(TicketId Id, bool IsSettled, IReadOnlyList<Link> Relations, IReadOnlyList<Link> Plans)
{
    public static LinkFacts Of(ExaminedTicket ticket) => new(
        ticket.Id,
        ticket.State is TicketState.Done or TicketState.Closed,
        [.. RelationChecks.Placed(ticket).Select(p => new Link(p.Line, p.Relation.Kind, p.Relation.Target))],
        [.. ticket.PlanRecords.Records.Where(p => p.Record.RelatedTicket is not null).Select(p => new Link(p.Line, p.Record.Kind, p.Record.RelatedTicket!.Value))]);
}

/// <summary>A record that names another ticket.</summary>
internal readonly record struct Link(int Line, string Kind, TicketId Other);
