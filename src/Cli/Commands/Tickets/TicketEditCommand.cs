using System.CommandLine;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary><c>yoi ticket edit</c></summary>
internal static class TicketEditCommand
{
    public static Command Create()
    {
        var title = new Option<string?>("--title", "-t") { Description = "One line" };
        var expect = new Option<string?>("--expect") { Description = "Refuse where it is no longer at this revision (show --json has it)", HelpName = "REVISION" };
        var (fields, body) = (new TicketFieldOptions(), new BodyInput());
        var command = new Command("edit", "Change title, body or fields; with none of them, your editor opens on the body. An empty value removes a field") { title };
        body.AddTo(command);
        fields.AddTo(command);
        command.Add(expect);
        return command.WithExample("yoi ticket edit KSKBP8Z8 --priority high --assignee ''").Changes(_ => "edit", async (scene, cancellationToken) =>
        {
            var parse = scene.Parse;
            var edit = fields.Of(parse, new TicketEdit { Author = scene.Author, Title = parse.GetValue(title), ExpectedRevision = parse.GetValue(expect) });
            if (!body.IsGiven(parse) && (edit.Title is not null || fields.IsGiven(parse))) return await scene.Tickets.EditAsync(scene.Id, edit, cancellationToken);
            return await WithBodyAsync(scene, edit, body, cancellationToken);
        }, TicketState.Planning, TicketState.Ready, TicketState.Queued, TicketState.Inprogress, TicketState.Done);
    }

    private static async Task<Result<Ticket>> WithBodyAsync(TicketScene scene, TicketEdit edit, BodyInput body, CancellationToken cancellationToken)
    {
        // Before a person writes what would be refused.
        if (scene.Ticket.Item.State == TicketState.Closed) return await scene.Tickets.EditAsync(scene.Id, edit, cancellationToken);
        if (!(await body.ReadOrEditAsync(scene.Parse, scene.Ticket.Item.Body, cancellationToken)).TryGet(out var text, out var fault)) return fault;
        if (text.File is null && !body.IsGiven(scene.Parse) && string.IsNullOrWhiteSpace(text.Text))
            return new Fault(FaultCodes.Invalid, "Nothing to change: give --title, --body, --body-file or a field, or pipe a body in.");
        edit = edit with { Body = text.Text };
        // While a person wrote, another may have.
        if (text.File is not null) edit = edit with { ExpectedRevision = edit.ExpectedRevision ?? scene.Ticket.Item.Revision };
        var edited = text.IsUnchanged ? scene.Ticket : await scene.Tickets.EditAsync(scene.Id, edit, cancellationToken);
        return text.Settle(edited.Fault) is { } refused ? refused : edited;
    }
}
