using System.CommandLine;
using System.Globalization;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary><c>yoi objective list</c></summary>
internal static class ObjectiveListCommand
{
    public static Command Create()
    {
        var states = new Option<string[]>("--state") { Description = "Only objectives in this state; may be repeated", DefaultValueFactory = _ => [] };
        states.AcceptOnlyFromAmong([.. ObjectiveStateText.All]);
        var json = JsonOption.Create();
        var command = new Command("list", "List objectives in order of creation") { states, json };
        return command.WithExample("yoi objective list --state active").RunsIn(CommandExtensions.WorkspaceOption(), async (workspace, parse, cancellationToken) =>
        {
            if (!(await workspace.TicketsAsync(cancellationToken)).TryGet(out var tickets, out var fault)) return fault;
            using (tickets)
            {
                var wanted = parse.GetRequiredValue(states);
                if (!(await tickets.Objectives.ListAsync(cancellationToken)).TryGet(out var all, out fault)) return fault;
                var listed = all.Where(o => wanted.Length == 0 || (o.Objective is { } read && wanted.Contains(read.State.Text()))).ToList();
                if (parse.Has(json)) JsonLine.Write(new([.. listed.Select(ObjectiveListingJson.Of)]), TicketJson.Default.ObjectiveListJson);
                else Rows.Write(["objective", "state", "updated", "tickets", "title"], listed.Select(Row));
                if (listed.Count == 0 && !parse.Has(json) && !PlainOutput.IsRedirected) Console.WriteLine("No such objective. Write one down: yoi objective create --title '…'");
                return null;
            }
        });
    }

    private static IReadOnlyList<string> Row(ObjectiveListing listing) => listing.Objective is { } o
        ? [o.Id.ToString(), o.State.Text(), o.UpdatedAt.ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture), o.LinkedTickets.Count.ToString(CultureInfo.InvariantCulture), o.Title]
        : [listing.Id.ToString(), "unreadable", "", "", $"{listing.Diagnostic!.Code}: {listing.Diagnostic.Message}"];
}
