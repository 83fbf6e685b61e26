using System.CommandLine;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary>The commands that move a ticket from state to state.</summary>
internal static class TicketMoveCommands
{
    public static Command Ready()
    {
        var summary = new Option<string>("--summary") { Description = "What was agreed", DefaultValueFactory = _ => "Requirements and acceptance criteria are explicit; ready to be queued." };
        var force = new Option<bool>("--force") { Description = "Without the sections the gate asks for; needs --reason" };
        var reason = new Option<string?>("--reason") { Description = "Why the gate is overridden" };
        return Move("ready", "Mark a ticket ready (its body needs requirements and acceptance criteria)", [summary, force, reason], TicketState.Ready, (parse, transition) => transition with
        {
            Body = parse.GetRequiredValue(summary),
            Force = parse.GetValue(force),
            Reason = parse.GetValue(reason),
        });
    }

    public static Command Queue()
    {
        var reason = new Option<string?>("--reason") { Description = "Why a ticket in progress begins again: its attempt is given up, its work saved" };
        return Move("queue", "Queue a ready ticket: agents may begin", [reason], TicketState.Queued, (parse, transition) => transition with { Reason = parse.GetValue(reason) });
    }

    public static Command Unqueue()
    {
        var reason = new Option<string>("--reason") { Description = "Why it is taken back", Required = true };
        return Move("unqueue", "Take a queued ticket back", [reason], TicketState.Ready, (parse, transition) => transition with { Reason = parse.GetRequiredValue(reason) }, TicketState.Queued);
    }

    public static Command Close()
    {
        var resolution = new Option<string>("--resolution") { Description = "How it ended", Required = true };
        var reason = new Option<string?>("--reason") { Description = "Why a ticket that is not done is closed: rejected, superseded, duplicate" };
        return Move("close", "Close a ticket with a resolution", [resolution, reason], TicketState.Closed, (parse, transition) => transition with
        {
            Resolution = parse.GetRequiredValue(resolution),
            Reason = parse.GetValue(reason),
        });
    }

    private static Command Move(
        string name, string description, IReadOnlyList<Option> options, TicketState to, Func<ParseResult, Transition, Transition> fill, TicketState? from = null)
    {
        var id = TicketCommand.Id();
        var author = TicketCommand.Author();
        var command = new Command(name, description) { id, author };
        foreach (var option in options) command.Add(option);
        return command.RunsIn(CommandExtensions.WorkspaceOption(), (workspace, parse, cancellationToken) =>
            TicketCommand.ChangeAsync(workspace, parse.GetRequiredValue(id), to.Text(), async (tickets, ticket) =>
            {
                if (!(await tickets.ReadAsync(ticket, cancellationToken)).TryGet(out var current, out var fault)) return fault;
                var transition = new Transition { Expected = from ?? current.Item.State, To = to, Author = parse.GetRequiredValue(author) };
                return await tickets.TransitionAsync(ticket, fill(parse, transition), cancellationToken);
            }, cancellationToken));
    }
}
