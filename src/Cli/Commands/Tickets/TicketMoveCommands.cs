using System.CommandLine;
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
        return Move(
            new Command("ready", "Mark a ticket ready (its body needs requirements and acceptance criteria)") { summary, force, reason }.WithExample("yoi ticket ready KSKBP8Z8"),
            TicketState.Ready,
            (parse, transition) => transition with { Body = parse.GetRequiredValue(summary), Force = parse.GetValue(force), Reason = parse.GetValue(reason) },
            TicketState.Planning);
    }

    public static Command Queue()
    {
        var reason = new Option<string?>("--reason") { Description = "Why a ticket in progress begins again: its attempt is given up, its work saved" };
        return Move(
            new Command("queue", "Queue a ready ticket: agents may begin") { reason }.WithExample("yoi ticket queue KSKBP8Z8"),
            TicketState.Queued,
            (parse, transition) => transition with { Reason = parse.GetValue(reason) },
            TicketState.Ready, TicketState.Inprogress);
    }

    public static Command Unqueue()
    {
        var reason = new Option<string>("--reason") { Description = "Why it is taken back", Required = true };
        return Move(
            new Command("unqueue", "Take a queued ticket back") { reason }.WithExample("yoi ticket unqueue KSKBP8Z8 --reason 'not now'"),
            TicketState.Ready,
            (parse, transition) => transition with { Reason = parse.GetRequiredValue(reason), Expected = TicketState.Queued },
            TicketState.Queued);
    }

    public static Command Close()
    {
        var resolution = new Option<string>("--resolution") { Description = "How it ended", Required = true };
        var reason = new Option<string?>("--reason") { Description = "Why a ticket that is not done is closed: rejected, superseded, duplicate" };
        return Move(
            new Command("close", "Close a ticket with a resolution") { resolution, reason }.WithExample("yoi ticket close KSKBP8Z8 --reason duplicate --resolution 'Same as KTG3MDFG.'"),
            TicketState.Closed,
            (parse, transition) => transition with { Resolution = parse.GetRequiredValue(resolution), Reason = parse.GetValue(reason) },
            TicketState.Planning, TicketState.Ready, TicketState.Queued, TicketState.Done);
    }

    public static Command Reopen()
    {
        var reason = new Option<string>("--reason") { Description = "Why it is not settled after all", Required = true };
        var body = new Option<string?>("--body", "-b") { Description = "What the thread is told, in place of the usual words", HelpName = "TEXT" };
        return Move(
            new Command("reopen", "Bring a done or closed ticket back to planning; its resolution is kept as artifacts/resolution-N.md") { reason, body }
                .WithExample("yoi ticket reopen KSKBP8Z8 --reason 'it came back on Windows'"),
            TicketState.Planning,
            (parse, transition) => transition with
            {
                Reason = parse.GetRequiredValue(reason),
                Body = parse.GetValue(body),
                // A ticket on its way is not reopened but sent back, which asks for more.
                Expected = transition.Expected is TicketState.Done ? TicketState.Done : TicketState.Closed,
            },
            TicketState.Done, TicketState.Closed);
    }

    private static Command Move(Command command, TicketState to, Func<ParseResult, Transition, Transition> fill, params TicketState[] from) => command.Changes(
        _ => to.Text(),
        (scene, cancellationToken) => scene.Tickets.TransitionAsync(
            scene.Id, fill(scene.Parse, new() { Expected = scene.Ticket.Item.State, To = to, Author = scene.Author }), cancellationToken),
        from);
}
