using System.CommandLine;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary><c>yoi ticket comment</c></summary>
internal static class TicketCommentCommand
{
    public static Command Create()
    {
        var role = new Option<string>("--role") { Description = "What the comment is", DefaultValueFactory = _ => "comment" };
        role.AcceptOnlyFromAmong(EventKinds.Comment, EventKinds.Plan, EventKinds.Decision, EventKinds.ImplementationReport);
        var body = new BodyInput();
        var command = new Command("comment", "Add to a ticket's thread; on a terminal without a body, your editor opens") { role };
        body.AddTo(command);
        return command.WithExample("yoi ticket comment KSKBP8Z8 --role decision --body 'We keep the old format.'").Changes(parse => parse.GetRequiredValue(role), async (scene, cancellationToken) =>
        {
            if (!(await body.ReadOrEditAsync(scene.Parse, "", cancellationToken)).TryGet(out var text, out var fault)) return fault;
            var said = string.IsNullOrWhiteSpace(text.Text)
                ? new Fault(FaultCodes.Invalid, "The comment is empty: give --body, --body-file, or pipe it in.")
                : await scene.Tickets.AppendAsync(scene.Id, new() { Kind = scene.Parse.GetRequiredValue(role), Author = scene.Author, Body = text.Text }, cancellationToken);
            return text.Settle(said.Fault) is { } refused ? refused : said;
        });
    }
}
