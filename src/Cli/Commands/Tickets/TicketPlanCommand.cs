using System.CommandLine;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary><c>yoi ticket plan add|list</c></summary>
internal static class TicketPlanCommand
{
    public static Command Create() => new("plan", "Plan records of a ticket") { Add(), List() };

    private static Command Add()
    {
        var kind = new Option<string>("--kind", "-k") { Description = "What is planned", Required = true };
        kind.AcceptOnlyFromAmong([PlanKinds.AcceptedPlan, PlanKinds.WaitingCapacityNote, .. PlanKinds.Related]);
        var related = TicketCommand.Other("--related", "The other ticket, for every kind that names one");
        var summary = new Option<string?>("--summary") { Description = "The plan in a few sentences, for accepted_plan" };
        var note = new Option<string?>("--note") { Description = "A remark; required for waiting_capacity_note" };
        return new Command("add", "Add a plan record") { kind, related, summary, note }.WithExample("yoi ticket plan add KSKBP8Z8 --kind after --related KTG3MDFG").Changes(
            parse => $"plan {parse.GetRequiredValue(kind)}",
            async (scene, cancellationToken) =>
            {
                var parse = scene.Parse;
                if (!TicketCommand.Resolve(scene.Tickets, parse.GetValue(related) is { } named ? [named] : []).TryGet(out var other, out var fault)) return fault;
                return await scene.Tickets.RecordPlanAsync(scene.Id, new()
                {
                    Kind = parse.GetRequiredValue(kind),
                    Author = scene.Author,
                    Note = parse.GetValue(note),
                    RelatedTicket = other.Length == 0 ? null : other[0],
                    AcceptedPlan = parse.GetValue(summary) is { } text ? new(text) : null,
                }, cancellationToken);
            });
    }

    private static Command List()
    {
        var (id, json) = (TicketCommand.Id(), JsonOption.Create());
        return new Command("list", "List a ticket's plan records") { id, json }.WithExample("yoi ticket plan list KSKBP8Z8").RunsIn(CommandExtensions.WorkspaceOption(), async (workspace, parse, cancellationToken) =>
        {
            if (!(await workspace.TicketsAsync(cancellationToken)).TryGet(out var tickets, out var fault)) return fault;
            using (tickets)
            {
                if (!tickets.Resolve(parse.GetRequiredValue(id)).TryGet(out var ticketId, out fault)) return fault;
                if (!(await tickets.ReadAsync(ticketId, cancellationToken)).TryGet(out var ticket, out fault)) return fault;
                if (parse.Has(json)) JsonLine.Write(new(ticket.Id, [.. ticket.Plans.Select(TicketPlanJson.Of)]), TicketJson.Default.TicketPlansJson);
                else Rows.Write(["record", "kind", "related", "author", "summary or note"], ticket.Plans.Select(Row));
                return null;
            }
        });
    }

    private static IReadOnlyList<string> Row(PlanRecord p) => [p.Id, p.Kind, p.RelatedTicket?.ToString() ?? "", p.Author, p.AcceptedPlan?.Summary ?? p.Note ?? ""];
}
