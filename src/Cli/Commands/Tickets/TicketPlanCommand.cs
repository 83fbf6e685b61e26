using System.CommandLine;

namespace Yoi.Cli;

/// <summary><c>yoi ticket plan list</c></summary>
internal static class TicketPlanCommand
{
    public static Command Create()
    {
        var id = TicketCommand.Id();
        return new Command("plan", "Plan records of a ticket")
        {
            new Command("list", "List a ticket's plan records") { id }.RunsIn(CommandExtensions.WorkspaceOption(), async (workspace, parse, cancellationToken) =>
            {
                if (!(await workspace.TicketsAsync(cancellationToken)).TryGet(out var tickets, out var fault)) return fault;
                if (!tickets.Resolve(parse.GetRequiredValue(id)).TryGet(out var ticketId, out fault)) return fault;
                if (!(await tickets.ReadAsync(ticketId, cancellationToken)).TryGet(out var ticket, out fault)) return fault;
                Rows.Write(
                    ["record", "kind", "related", "author", "summary or note"],
                    ticket.Plans.Select(p => (IReadOnlyList<string>)[p.Id, p.Kind, p.RelatedTicket?.ToString() ?? "", p.Author, p.AcceptedPlan?.Summary ?? p.Note ?? ""]));
                return null;
            }),
        };
    }
}
