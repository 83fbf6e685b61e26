using System.CommandLine;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary><c>yoi ticket plan add|list</c></summary>
internal static class TicketPlanCommand
{
    public static Command Create() => new("plan", "Plan records of a ticket") { Add(), List() };

    private static Command Add()
    {
        var id = TicketCommand.Id();
        var kind = new Option<string>("--kind", "-k") { Description = "What is planned", Required = true };
        kind.AcceptOnlyFromAmong([PlanKinds.AcceptedPlan, PlanKinds.WaitingCapacityNote, .. PlanKinds.Related]);
        var related = new Option<string?>("--related") { Description = "The other ticket, for every kind that names one", HelpName = "TICKET" };
        var summary = new Option<string?>("--summary") { Description = "The plan in a few sentences, for accepted_plan" };
        var note = new Option<string?>("--note") { Description = "A remark; required for waiting_capacity_note" };
        var author = TicketCommand.Author();
        var command = new Command("add", "Add a plan record, for example: yoi ticket plan add KSKBP8Z8 --kind after --related KTG3MDFG") { id, kind, related, summary, note, author };
        return command.RunsIn(CommandExtensions.WorkspaceOption(), (workspace, parse, cancellationToken) => TicketCommand.ChangeAsync(
            workspace,
            parse.GetRequiredValue(id),
            $"plan {parse.GetRequiredValue(kind)}",
            async (tickets, ticket) =>
            {
                if (!TicketCommand.Resolve(tickets, parse.GetValue(related) is { } named ? [named] : []).TryGet(out var other, out var fault)) return fault;
                return await tickets.RecordPlanAsync(ticket, new()
                {
                    Kind = parse.GetRequiredValue(kind),
                    Author = parse.GetRequiredValue(author),
                    Note = parse.GetValue(note),
                    RelatedTicket = other.Length == 0 ? null : other[0],
                    AcceptedPlan = parse.GetValue(summary) is { } text ? new(text) : null,
                }, cancellationToken);
            },
            cancellationToken));
    }

    private static Command List()
    {
        var id = TicketCommand.Id();
        return new Command("list", "List a ticket's plan records") { id }.RunsIn(CommandExtensions.WorkspaceOption(), async (workspace, parse, cancellationToken) =>
        {
            if (!(await workspace.TicketsAsync(cancellationToken)).TryGet(out var tickets, out var fault)) return fault;
            if (!tickets.Resolve(parse.GetRequiredValue(id)).TryGet(out var ticketId, out fault)) return fault;
            if (!(await tickets.ReadAsync(ticketId, cancellationToken)).TryGet(out var ticket, out fault)) return fault;
            Rows.Write(
                ["record", "kind", "related", "author", "summary or note"],
                ticket.Plans.Select(p => (IReadOnlyList<string>)[p.Id, p.Kind, p.RelatedTicket?.ToString() ?? "", p.Author, p.AcceptedPlan?.Summary ?? p.Note ?? ""]));
            return null;
        });
    }
}
