using System.CommandLine;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary><c>yoi ticket create</c></summary>
internal static class TicketCreateCommand
{
    private const string Hint = "<!-- Write the ticket below. This line is left out; left as it is, no ticket is made. -->\n";

    public static Command Create()
    {
        var title = new Option<string>("--title", "-t") { Description = "One line", Required = true };
        var fields = new TicketFieldOptions();
        var dependsOn = new Option<string[]>("--depends-on") { Description = "A ticket that must be done first; may be repeated", DefaultValueFactory = _ => [], HelpName = "TICKET" };
        dependsOn.CompletionSources.Add(TicketNames.In());
        var (author, json, body) = (TicketCommand.Author(), JsonOption.Create(), new BodyInput());
        var command = new Command("create", "Write a ticket; on a terminal without a body, your editor opens") { title };
        body.AddTo(command);
        fields.AddTo(command);
        foreach (var option in (Option[])[dependsOn, author, json]) command.Add(option);
        return command.WithExample("yoi ticket create --title 'Fix the clock' --priority high --body-file ticket.md").RunsIn(CommandExtensions.WorkspaceOption(), async (workspace, parse, cancellationToken) =>
        {
            if (!(await workspace.TicketsAsync(cancellationToken)).TryGet(out var tickets, out var fault)) return fault;
            using (tickets)
            {
                if (!TicketCommand.Resolve(tickets, parse.GetRequiredValue(dependsOn)).TryGet(out var needed, out fault)) return fault;
                if (!(await body.ReadOrEditAsync(parse, Hint + tickets.Template, cancellationToken)).TryGet(out var text, out fault)) return fault;
                if (text.IsUnchanged) return text.Settle(new(FaultCodes.Invalid, "The text was left as it was, so no ticket was made."));
                var ticket = new NewTicket { Title = parse.GetRequiredValue(title), Body = text.Text.StartsWith(Hint, StringComparison.Ordinal) ? text.Text[Hint.Length..] : text.Text, Author = parse.GetRequiredValue(author) };
                var created = await tickets.CreateAsync(fields.Of(parse, ticket), cancellationToken);
                if (text.Settle(created.Fault) is { } refused) return refused;
                var (made, unrelated) = await RelateAsync(tickets, created.Value, needed, cancellationToken);
                if (parse.Has(json)) TicketChanging.Say(made, 0, json: true);
                else Console.WriteLine(made.Id);
                return await workspace.CommitRecordsAsync(tickets, $"{made.Id}: create", cancellationToken) is { } uncommitted ? uncommitted : unrelated;
            }
        });
    }

    private static async Task<(Ticket Ticket, Fault? Fault)> RelateAsync(TicketStore tickets, Ticket ticket, TicketId[] needed, CancellationToken cancellationToken)
    {
        Fault? fault = null;
        foreach (var target in needed)
        {
            var relation = new NewRelation { Kind = RelationKinds.DependsOn, Target = target, Author = ticket.Thread[0].Author! };
            if ((await tickets.AddRelationAsync(ticket.Id, relation, cancellationToken)).TryGet(out var related, out var refused)) ticket = related;
            else fault ??= refused;
        }

        return (ticket, fault);
    }
}
