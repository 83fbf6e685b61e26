using System.CommandLine;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary><c>yoi ticket create</c></summary>
internal static class TicketCreateCommand
{
    public static Command Create()
    {
        var title = new Option<string>("--title", "-t") { Description = "One line", Required = true };
        var priority = new Option<string?>("--priority") { Description = "Such as high, normal, low" };
        var risks = new Option<string[]>("--risk") { Description = "A risk flag; may be repeated", DefaultValueFactory = _ => [] };
        var dependsOn = new Option<string[]>("--depends-on") { Description = "A ticket that must be done first; may be repeated", DefaultValueFactory = _ => [], HelpName = "TICKET" };
        var author = TicketCommand.Author();
        var body = new BodyInput();
        var command = new Command("create", "Write a ticket, for example: yoi ticket create --title 'Fix the clock' --body-file ticket.md") { title, priority, risks, dependsOn, author };
        body.AddTo(command);
        return command.RunsIn(CommandExtensions.WorkspaceOption(), async (workspace, parse, cancellationToken) =>
        {
            if (!(await body.ReadAsync(parse, cancellationToken)).TryGet(out var text, out var fault)) return fault;
            if (!(await workspace.TicketsAsync(cancellationToken)).TryGet(out var tickets, out fault)) return fault;
            if (!TicketCommand.Resolve(tickets, parse.GetRequiredValue(dependsOn)).TryGet(out var needed, out fault)) return fault;
            var created = await tickets.CreateAsync(new()
            {
                Title = parse.GetRequiredValue(title),
                Body = text,
                Author = parse.GetRequiredValue(author),
                Priority = parse.GetValue(priority),
                RiskFlags = parse.GetRequiredValue(risks),
            }, cancellationToken);
            if (!created.TryGet(out var ticket, out fault)) return fault;
            Console.WriteLine(ticket.Id);
            foreach (var target in needed)
            {
                var relation = new NewRelation { Kind = RelationKinds.DependsOn, Target = target, Author = parse.GetRequiredValue(author) };
                fault ??= (await tickets.AddRelationAsync(ticket.Id, relation, cancellationToken)).Fault;
            }

            return await workspace.CommitRecordsAsync(tickets, $"{ticket.Id}: create", cancellationToken) is { } uncommitted ? uncommitted : fault;
        });
    }
}
