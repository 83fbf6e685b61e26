using System.CommandLine;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary><c>yoi ticket show</c></summary>
internal static class TicketShowCommand
{
    public static Command Create()
    {
        var id = TicketCommand.Id();
        return new Command("show", "Show a ticket with its thread") { id }.RunsIn(CommandExtensions.WorkspaceOption(), async (workspace, parse, cancellationToken) =>
        {
            if (!(await workspace.TicketsAsync(cancellationToken)).TryGet(out var tickets, out var fault)) return fault;
            if (!tickets.Resolve(parse.GetRequiredValue(id)).TryGet(out var ticketId, out fault)) return fault;
            if (!(await tickets.ReadAsync(ticketId, cancellationToken)).TryGet(out var ticket, out fault)) return fault;
            Show(ticket);
            return null;
        });
    }

    private static void Show(Ticket ticket)
    {
        var item = ticket.Item;
        Print($"{ticket.Id}  {item.State.Text()}{(item.Priority is { } priority ? $"  {priority}" : "")}\n{item.Title}\n\n{item.Body.Trim()}\n");
        foreach (var e in ticket.Thread)
            Print($"── {e.At:yyyy-MM-dd HH:mm:ss}Z  {e.Kind}{(e.Attributes.TryGetValue("status", out var status) ? $" {status}" : "")}  by {e.Author}\n{e.Body.Trim()}\n");
        if (ticket.Resolution is { } resolution) Print($"── resolution\n{resolution.Trim()}\n");
    }

    /// <summary>Escape sequences in other people's texts stay text.</summary>
    private static void Print(string text) => Console.WriteLine(string.Concat(text.Select(c => char.IsControl(c) && c is not ('\n' or '\t') ? '\uFFFD' : c)));
}
