using System.CommandLine;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary><c>yoi objective create</c></summary>
internal static class ObjectiveCreateCommand
{
    public static Command Create()
    {
        var title = new Option<string>("--title", "-t") { Description = "One line", Required = true };
        var links = new Option<string[]>("--link") { Description = "A ticket it is about; may be repeated", DefaultValueFactory = _ => [], HelpName = "TICKET" };
        links.CompletionSources.Add(TicketNames.In());
        var (json, body) = (JsonOption.Create(), new BodyInput());
        var command = new Command("create", "Write down an objective; on a terminal without a body, your editor opens on its sections") { title };
        body.AddTo(command);
        command.Add(links);
        command.Add(json);
        return command.WithExample("yoi objective create --title 'Lists are fast' --link KSKBP8Z8 --body '## Goal'").RunsIn(CommandExtensions.WorkspaceOption(), async (workspace, parse, cancellationToken) =>
        {
            if (!(await workspace.TicketsAsync(cancellationToken)).TryGet(out var tickets, out var fault)) return fault;
            using (tickets)
            {
                if (!TicketCommand.Resolve(tickets, parse.GetRequiredValue(links)).TryGet(out var linked, out fault)) return fault;
                if (!(await body.ReadOrEditAsync(parse, ObjectiveSections.Empty, cancellationToken)).TryGet(out var text, out fault)) return fault;
                if (text.IsUnchanged) return text.Settle(new(FaultCodes.Invalid, "The text was left as it was, so no objective was made."));
                var created = await tickets.Objectives.CreateAsync(new() { Title = parse.GetRequiredValue(title), Body = text.Text, Links = linked }, cancellationToken);
                if (text.Settle(created.Fault) is { } refused) return refused;
                if (parse.Has(json)) await ObjectiveChanging.SayAsync(tickets, created.Value, null, json: true, cancellationToken);
                else Console.WriteLine(created.Value.Id);
                return null;
            }
        });
    }
}
