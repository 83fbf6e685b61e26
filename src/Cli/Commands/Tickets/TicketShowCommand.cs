using System.CommandLine;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary><c>yoi ticket show</c></summary>
internal static class TicketShowCommand
{
    public static Command Create()
    {
        var (id, json) = (TicketCommand.Id(), JsonOption.Create());
        return new Command("show", "Show a ticket with its thread") { id, json }.WithExample("yoi ticket show KSKBP8Z8").RunsIn(CommandExtensions.WorkspaceOption(), async (workspace, parse, cancellationToken) =>
        {
            if (!(await workspace.TicketsAsync(cancellationToken)).TryGet(out var tickets, out var fault)) return fault;
            using (tickets)
            {
                if (!tickets.Resolve(parse.GetRequiredValue(id)).TryGet(out var ticketId, out fault)) return fault;
                if (!(await tickets.ReadAsync(ticketId, cancellationToken)).TryGet(out var ticket, out fault)) return fault;
                if (!(await tickets.RelationsAsync(ticketId, cancellationToken)).TryGet(out var relations, out fault) && fault.Code != FaultCodes.TicketUnreadable) return fault;
                if (parse.Has(json)) JsonLine.Write(TicketShowJson.Of(ticket, relations ?? [], fault), TicketJson.Default.TicketShowJson);
                else Show(ticket, relations ?? [], fault);
                return null;
            }
        });
    }

    private static void Show(Ticket ticket, IReadOnlyList<RelationView> relations, Fault? unreadable)
    {
        var item = ticket.Item;
        TicketText.Print($"{ticket.Id}  {item.State.Text()}{(item.Priority is { } priority ? $"  {priority}" : "")}\n{item.Title}\n{Fields(item)}\n{item.Body.Trim()}\n");
        if (relations.Count > 0 || unreadable is not null)
            TicketText.Print($"── relations\n{string.Join('\n', relations.Select(TicketRelationCommand.Line).Append(unreadable?.Message).OfType<string>())}\n");
        foreach (var e in ticket.Thread)
            TicketText.Print($"── {e.At:yyyy-MM-dd HH:mm:ss}Z  {e.Kind}{(e.Attributes.TryGetValue("status", out var status) ? $" {status}" : "")}  by {e.Author}\n{e.Body.Trim()}\n");
        if (ticket.Resolution is { } resolution) TicketText.Print($"── resolution\n{resolution.Trim()}\n");
    }

    /// <summary>What else the front matter says, a line each; nothing where it says nothing.</summary>
    private static string Fields(TicketItem item)
    {
        (string Name, string? Value)[] fields =
        [
            ("assignee", item.Assignee), ("readiness", item.Readiness), ("risks", item.RiskFlags.Count == 0 ? null : string.Join(", ", item.RiskFlags)),
            ("repository", item.RepositoryId), ("ref", item.RefSelector),
        ];
        return string.Concat(fields.Where(f => f.Value is not null).Select(f => $"{f.Name}: {f.Value}\n"));
    }
}
