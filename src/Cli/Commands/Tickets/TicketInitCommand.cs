using System.CommandLine;

namespace Yoi.Cli;

/// <summary><c>yoi ticket init</c>: the folders alone, also where there is no workspace. Tickets are of use without agents.</summary>
internal static class TicketInitCommand
{
    public static Command Create()
    {
        var option = CommandExtensions.WorkspaceOption();
        var json = JsonOption.Create();
        return new Command("init", "Make the folders of tickets and objectives, in this workspace or, where there is none, in this repository or folder") { json, option }
            .WithExample("yoi ticket init")
            .Runs(async (parse, cancellationToken) =>
            {
                var workspace = WorkspaceFolder.FindOrPlain(parse.GetValue(option));
                if (!(await workspace.TicketsAsync(cancellationToken)).TryGet(out var tickets, out var fault)) return fault;
                using (tickets)
                {
                    if (!tickets.Initialize().TryGet(out var made, out fault)) return fault;
                    if (parse.Has(json)) JsonLine.Write(new(tickets.Root, tickets.Objectives.Root, made), TicketJson.Default.TicketInitJson);
                    else foreach (var folder in new[] { tickets.Root, tickets.Objectives.Root }) Said.Print($"{(made.Contains(folder) ? "Made" : "There already")}: {folder}", made.Contains(folder) ? "created" : "exists", folder);
                    return null;
                }
            });
    }
}
