using System.CommandLine;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary><c>yoi objective …</c>: what tickets are for.</summary>
internal static class ObjectiveCommand
{
    private static readonly CommandTable Commands = new(
        ("create", _ => ObjectiveCreateCommand.Create()),
        ("list", _ => ObjectiveListCommand.Create()),
        ("show", _ => ObjectiveShowCommand.Create()),
        ("edit", _ => ObjectiveEditCommand.Create()),
        ("link", _ => ObjectiveLinkCommands.Link()),
        ("unlink", _ => ObjectiveLinkCommands.Unlink()),
        ("state", _ => ObjectiveStateCommand.Create()));

    /// <summary>The command with the one below it that a word names, or with all.</summary>
    public static Command Create(string? word) => Commands.AddTo(new Command("objective", "Objectives: what tickets are for; plain files under .yoi/objectives"), word);

    /// <summary>The argument that names an objective.</summary>
    public static Argument<string> Id()
    {
        var id = new Argument<string>("objective") { Description = "The id, or at least 4 characters of its beginning or end" };
        id.CompletionSources.Add(TicketNames.Objectives());
        return id;
    }

    /// <summary>The argument that names tickets.</summary>
    public static Argument<string[]> Tickets()
    {
        var tickets = new Argument<string[]>("ticket") { Description = "Tickets, by id or at least 4 characters of its beginning or end", Arity = ArgumentArity.OneOrMore };
        tickets.CompletionSources.Add(TicketNames.In());
        return tickets;
    }

    /// <summary>Runs an action on the objective that a command's first argument names.</summary>
    public static Command RunsOn(this Command command, Func<TicketStore, Objective, ParseResult, CancellationToken, Task<Fault?>> action)
    {
        var id = Id();
        command.Arguments.Insert(0, id);
        return command.RunsIn(CommandExtensions.WorkspaceOption(), async (workspace, parse, cancellationToken) =>
        {
            if (!(await workspace.TicketsAsync(cancellationToken)).TryGet(out var tickets, out var fault)) return fault;
            using (tickets)
            {
                if (!tickets.Objectives.Resolve(parse.GetRequiredValue(id)).TryGet(out var found, out fault)) return fault;
                return (await tickets.Objectives.ReadAsync(found, cancellationToken)).TryGet(out var objective, out fault) ? await action(tickets, objective, parse, cancellationToken) : fault;
            }
        });
    }
}
