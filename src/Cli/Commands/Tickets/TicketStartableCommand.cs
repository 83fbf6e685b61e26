using System.CommandLine;
using System.Globalization;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary><c>yoi ticket startable</c></summary>
internal static class TicketStartableCommand
{
    public static Command Create()
    {
        var json = JsonOption.Create();
        var command = new Command("startable", "Which queued tickets may start now, and why each other one may not") { json };
        return command.WithExample("yoi ticket startable").RunsIn(CommandExtensions.WorkspaceOption(), async (workspace, parse, cancellationToken) =>
        {
            if (!(await workspace.TicketsAsync(cancellationToken)).TryGet(out var tickets, out var fault)) return fault;
            using (tickets)
            {
                if (!(await tickets.FactsAsync(cancellationToken)).TryGet(out var facts, out fault)) return fault;
                var judged = Startable.Judge(facts);
                var titles = facts.ToDictionary(f => f.Id, f => f.Title);
                if (parse.Has(json))
                    JsonLine.Write(new([.. judged.Select(j => new StartableTicketJson(j.Ticket, titles[j.Ticket], j.Order, j.CanStart, [.. j.Reasons.Select(WaitReasonJson.Of)]))]), TicketQueryJson.Default.StartableJson);
                else Rows.Write(["ticket", "order", "start", "released when", "title"], judged.Select(j => Row(j, titles[j.Ticket])));
                if (judged.Count == 0 && !parse.Has(json) && !PlainOutput.IsRedirected) Console.WriteLine("No ticket is queued. Queue one: yoi ticket queue <ticket>");
                return null;
            }
        });
    }

    private static IReadOnlyList<string> Row(Judgement judged, string title) =>
    [
        judged.Ticket.ToString(),
        judged.Order.ToString(CultureInfo.InvariantCulture),
        judged.CanStart ? "can start" : string.Join("; ", judged.Reasons.Select(r => r.Text)),
        string.Join("; ", judged.Reasons.Select(r => r.Release)),
        title,
    ];
}
