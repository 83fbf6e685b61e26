using System.CommandLine;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary><c>yoi ticket …</c>: works on the files; a running server notices.</summary>
internal static class TicketCommand
{
    private static readonly CommandTable Commands = new(
        ("create", _ => TicketCreateCommand.Create()),
        ("list", _ => TicketListCommand.Create()),
        ("search", _ => TicketSearchCommand.Create()),
        ("show", _ => TicketShowCommand.Create()),
        ("comment", _ => TicketCommentCommand.Create()),
        ("ready", _ => TicketMoveCommands.Ready()),
        ("queue", _ => TicketMoveCommands.Queue()),
        ("unqueue", _ => TicketMoveCommands.Unqueue()),
        ("close", _ => TicketMoveCommands.Close()),
        ("relation", _ => TicketRelationCommand.Create()),
        ("plan", _ => TicketPlanCommand.Create()),
        ("startable", _ => TicketStartableCommand.Create()),
        ("why", _ => TicketWhyCommand.Create()),
        ("doctor", _ => TicketDoctorCommand.Create()));

    /// <summary>The command with the one below it that a word names, or with all.</summary>
    public static Command Create(string? word) => Commands.AddTo(new Command("ticket", "Tickets: plain files under .yoi/tickets"), word);

    /// <summary>The argument that names a ticket.</summary>
    public static Argument<string> Id() => new("ticket") { Description = "The id, or at least 4 characters of its beginning or end" };

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

    /// <summary>Changes one ticket and commits the record of it.</summary>
    public static async Task<Fault?> ChangeAsync(
        WorkspaceFolder workspace, string id, string what, Func<TicketStore, TicketId, Task<Result<Ticket>>> change, CancellationToken cancellationToken)
    {
        if (!(await workspace.TicketsAsync(cancellationToken)).TryGet(out var tickets, out var fault)) return fault;
        if (!tickets.Resolve(id).TryGet(out var ticketId, out fault)) return fault;
        if (!(await change(tickets, ticketId)).TryGet(out var ticket, out fault)) return fault;
        Console.WriteLine($"{ticket.Id}\t{ticket.Item.State.Text()}\t{ticket.Item.Title}");
        return await workspace.CommitRecordsAsync(tickets, $"{ticket.Id}: {what}", cancellationToken);
    }
}
