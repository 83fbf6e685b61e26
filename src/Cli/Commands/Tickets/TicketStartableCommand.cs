using System.CommandLine;
using System.Globalization;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary><c>yoi ticket startable</c></summary>
internal static class TicketStartableCommand
{
    public static Command Create() =>
        new Command("startable", "Which queued tickets may start now, and why each other one may not").RunsIn(CommandExtensions.WorkspaceOption(), async (workspace, _, cancellationToken) =>
        {
            if (!(await workspace.TicketsAsync(cancellationToken)).TryGet(out var tickets, out var fault)) return fault;
            var facts = await tickets.FactsAsync(cancellationToken);
            var titles = facts.ToDictionary(f => f.Id, f => f.Title);
            var judged = Startable.Judge(facts);
            Rows.Write(
                ["ticket", "order", "start", "released when", "title"],
                judged.Select(j => (IReadOnlyList<string>)
                [
                    j.Ticket.ToString(),
                    j.Order.ToString(CultureInfo.InvariantCulture),
                    j.CanStart ? "can start" : string.Join("; ", j.Reasons.Select(r => r.Text)),
                    string.Join("; ", j.Reasons.Select(r => r.Release)),
                    titles[j.Ticket],
                ]));
            if (judged.Count == 0 && !Console.IsOutputRedirected) Console.WriteLine("No ticket is queued. Queue one: yoi ticket queue <ticket>");
            return null;
        });
}
