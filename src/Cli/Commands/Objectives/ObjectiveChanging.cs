using System.CommandLine;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary>Commands that change one objective, and what they say of it.</summary>
internal static class ObjectiveChanging
{
    /// <summary>Gives a command the objective to change as its first argument, and lets it make the edit.</summary>
    public static Command Edits(this Command command, Func<TicketStore, ParseResult, Result<ObjectiveEdit>> edit)
    {
        var json = JsonOption.Create();
        command.Add(json);
        return command.RunsOn(async (tickets, before, parse, cancellationToken) =>
        {
            if (!edit(tickets, parse).TryGet(out var wanted, out var fault)) return fault;
            if (!(await tickets.Objectives.EditAsync(before.Id, wanted, cancellationToken)).TryGet(out var objective, out fault)) return fault;
            await SayAsync(tickets, objective, before, parse.Has(json), cancellationToken);
            return null;
        });
    }

    /// <summary>Says what became of an objective that was so before.</summary>
    public static async Task SayAsync(TicketStore tickets, Objective objective, Objective? before, bool json, CancellationToken cancellationToken)
    {
        var isChanged = objective.Revision != before?.Revision;
        var (id, state) = (objective.Id.ToString(), objective.State.Text());
        if (json) JsonLine.Write(new(ObjectiveShowJson.Of(objective, await tickets.Objectives.LinksAsync(objective, cancellationToken)), isChanged), TicketJson.Default.ObjectiveChangeJson);
        else Said.Print($"{(isChanged ? "" : "Nothing to do: ")}{id} is {state}: {objective.Title}", id, state, objective.Title);
    }
}
