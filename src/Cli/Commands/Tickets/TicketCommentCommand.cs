using System.CommandLine;
using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary><c>yoi ticket comment</c></summary>
internal static class TicketCommentCommand
{
    public static Command Create()
    {
        var id = TicketCommand.Id();
        var role = new Option<string>("--role") { Description = "What the comment is", DefaultValueFactory = _ => "comment" };
        role.AcceptOnlyFromAmong("comment", "plan", "decision", "implementation_report");
        var author = TicketCommand.Author();
        var body = new BodyInput();
        var command = new Command("comment", "Add to a ticket's thread") { id, role, author };
        body.AddTo(command);
        return command.RunsIn(CommandExtensions.WorkspaceOption(), async (workspace, parse, cancellationToken) =>
        {
            if (!(await body.ReadAsync(parse, cancellationToken)).TryGet(out var text, out var fault)) return fault;
            if (string.IsNullOrWhiteSpace(text)) return new Fault(FaultCodes.Invalid, "The comment is empty: give --body, --body-file, or pipe it in.");
            return await TicketCommand.ChangeAsync(workspace, parse.GetRequiredValue(id), parse.GetRequiredValue(role), (tickets, ticket) => tickets.AppendAsync(ticket, new()
            {
                Kind = parse.GetRequiredValue(role),
                Author = parse.GetRequiredValue(author),
                Body = text,
            }, cancellationToken), cancellationToken);
        });
    }
}
