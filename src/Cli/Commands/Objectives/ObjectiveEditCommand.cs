using System.CommandLine;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary><c>yoi objective edit</c></summary>
internal static class ObjectiveEditCommand
{
    public static Command Create()
    {
        var title = new Option<string?>("--title", "-t") { Description = "One line" };
        var expect = new Option<string?>("--expect") { Description = "Refuse where it is no longer at this revision (show --json has it)", HelpName = "REVISION" };
        var (json, body) = (JsonOption.Create(), new BodyInput());
        var command = new Command("edit", "Change title or body; with neither, your editor opens on the body") { title };
        body.AddTo(command);
        command.Add(expect);
        command.Add(json);
        return command.WithExample("yoi objective edit KSKBP8Z8 --title 'Lists are fast enough'").RunsOn(async (tickets, before, parse, cancellationToken) =>
        {
            var edit = new ObjectiveEdit { Title = parse.GetValue(title), ExpectedRevision = parse.GetValue(expect) };
            var text = new EditedText(null, "");
            if (body.IsGiven(parse) || edit.Title is null)
            {
                if (!(await body.ReadOrEditAsync(parse, before.Body, cancellationToken)).TryGet(out text, out var fault)) return fault;
                if (text.File is null && !body.IsGiven(parse) && string.IsNullOrWhiteSpace(text.Text))
                    return new Fault(FaultCodes.Invalid, "Nothing to change: give --title, --body or --body-file, or pipe a body in.");
                edit = edit with { Body = text.IsUnchanged ? null : text.Text, ExpectedRevision = edit.ExpectedRevision ?? (text.File is null || text.IsUnchanged ? null : before.Revision) };
            }

            var edited = await tickets.Objectives.EditAsync(before.Id, edit, cancellationToken);
            if (text.Settle(edited.Fault) is { } refused) return refused;
            await ObjectiveChanging.SayAsync(tickets, edited.Value, before, parse.Has(json), cancellationToken);
            return null;
        });
    }
}
