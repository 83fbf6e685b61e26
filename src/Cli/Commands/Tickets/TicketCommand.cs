using System.CommandLine;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary><c>yoi ticket …</c>: works on the files; a running server notices.</summary>
internal static class TicketCommand
{
    private static readonly CommandTable Commands = new(
        ("init", _ => TicketInitCommand.Create()),
        ("create", _ => TicketCreateCommand.Create()),
        ("list", _ => TicketListCommand.Create()),
        ("search", _ => TicketSearchCommand.Create()),
        ("show", _ => TicketShowCommand.Create()),
        ("edit", _ => TicketEditCommand.Create()),
        ("comment", _ => TicketCommentCommand.Create()),
        ("review", _ => TicketReviewCommand.Create()),
        ("ready", _ => TicketMoveCommands.Ready()),
        ("queue", _ => TicketMoveCommands.Queue()),
        ("unqueue", _ => TicketMoveCommands.Unqueue()),
        ("state", _ => TicketStateCommand.Create()),
        ("close", _ => TicketMoveCommands.Close()),
        ("reopen", _ => TicketMoveCommands.Reopen()),
        ("relation", _ => TicketRelationCommand.Create()),
        ("plan", _ => TicketPlanCommand.Create()),
        ("startable", _ => TicketStartableCommand.Create()),
        ("why", _ => TicketWhyCommand.Create()),
        ("doctor", _ => TicketDoctorCommand.Create()));

    /// <summary>The command with the one below it that a word names, or with all.</summary>
    public static Command Create(string? word) => Commands.AddTo(new Command("ticket", "Tickets: plain files under .yoi/tickets"), word);

    /// <summary>The argument that names a ticket; completion offers those in the states, or in any.</summary>
    public static Argument<string> Id(params TicketState[] states)
    {
        var id = new Argument<string>("ticket") { Description = "The id, or at least 4 characters of its beginning or end" };
        id.CompletionSources.Add(TicketNames.In(states));
        return id;
    }

    /// <summary>An option that names another ticket.</summary>
    public static Option<string?> Other(string name, string description)
    {
        var other = new Option<string?>(name) { Description = description, HelpName = "TICKET" };
        other.CompletionSources.Add(TicketNames.In());
        return other;
    }

    /// <summary>The option that names who acts.</summary>
    public static Option<string> Author() => new("--author")
    {
        Description = "Who acts (default: YOI_AUTHOR, else the user's name)",
        DefaultValueFactory = _ => Operator.Name,
    };

    /// <summary>The tickets that options name, each once; the first fault where one of them names none.</summary>
    public static Result<TicketId[]> Resolve(TicketStore tickets, IEnumerable<string> names)
    {
        List<TicketId> ids = [];
        foreach (var name in names)
        {
            if (!tickets.Resolve(name).TryGet(out var id, out var fault)) return fault;
            if (!ids.Contains(id)) ids.Add(id);
        }

        return ids.ToArray();
    }
}
