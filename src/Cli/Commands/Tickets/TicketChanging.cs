using System.CommandLine;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary>What a command that changes a ticket works on.</summary>
/// <param name="Tickets">The store.</param>
/// <param name="Ticket">The ticket as it was when the command began.</param>
/// <param name="Parse">The command line.</param>
/// <param name="Author">Who acts.</param>
internal sealed record TicketScene(TicketStore Tickets, Ticket Ticket, ParseResult Parse, string Author)
{
    public TicketId Id => Ticket.Id;
}

/// <summary>Commands that change one ticket: find it, change it, say what became of it, commit the record.</summary>
internal static class TicketChanging
{
    /// <summary>Gives a command the ticket to change as its first argument, and lets it change it.</summary>
    /// <param name="command">The command, with its own options.</param>
    /// <param name="what">What the record's commit says of the change.</param>
    /// <param name="change">Changes the ticket.</param>
    /// <param name="states">States of tickets that completion offers; none for all.</param>
    public static Command Changes(
        this Command command, Func<ParseResult, string> what, Func<TicketScene, CancellationToken, Task<Result<Ticket>>> change, params TicketState[] states)
    {
        var (id, author, json) = (TicketCommand.Id(states), TicketCommand.Author(), JsonOption.Create());
        command.Arguments.Insert(0, id);
        command.Add(author);
        command.Add(json);
        return command.RunsIn(CommandExtensions.WorkspaceOption(), async (workspace, parse, cancellationToken) =>
        {
            if (!(await workspace.TicketsAsync(cancellationToken)).TryGet(out var tickets, out var fault)) return fault;
            using (tickets)
            {
                if (!tickets.Resolve(parse.GetRequiredValue(id)).TryGet(out var found, out fault)) return fault;
                if (!(await tickets.ReadAsync(found, cancellationToken)).TryGet(out var before, out fault)) return fault;
                var scene = new TicketScene(tickets, before, parse, parse.GetRequiredValue(author));
                if (!(await change(scene, cancellationToken)).TryGet(out var ticket, out fault)) return fault;
                Say(ticket, before.Thread.Count, parse.Has(json));
                return await workspace.CommitRecordsAsync(tickets, $"{ticket.Id}: {what(parse)}", cancellationToken);
            }
        });
    }

    /// <summary>Says what became of a ticket whose thread had so many events.</summary>
    public static void Say(Ticket ticket, int eventsBefore, bool json)
    {
        var state = ticket.Item.State.Text();
        if (json) JsonLine.Write(TicketChangeJson.Of(ticket, eventsBefore), TicketJson.Default.TicketChangeJson);
        else Said.Print($"{(ticket.Thread.Count == eventsBefore ? "Nothing to do: " : "")}{ticket.Id} is {state}: {ticket.Item.Title}", ticket.Id.ToString(), state, ticket.Item.Title);
    }
}
