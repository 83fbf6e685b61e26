using System.CommandLine;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary><c>yoi ticket why</c></summary>
internal static class TicketWhyCommand
{
    private const int DeepestIndent = 40;

    public static Command Create()
    {
        var id = TicketCommand.Id();
        return new Command("why", "What a ticket waits for, as a tree") { id }.RunsIn(CommandExtensions.WorkspaceOption(), async (workspace, parse, cancellationToken) =>
        {
            if (!(await workspace.TicketsAsync(cancellationToken)).TryGet(out var tickets, out var fault)) return fault;
            if (!tickets.Resolve(parse.GetRequiredValue(id)).TryGet(out var ticket, out fault)) return fault;
            foreach (var node in Why.Tree(ticket, await tickets.FactsAsync(cancellationToken))) TicketText.Print(Line(node));
            return null;
        });
    }

    private static string Line(WhyNode node)
    {
        var indent = new string(' ', 2 * Math.Min(node.Depth, DeepestIndent));
        var reason = node.Reason is { } waits ? $"{waits.Code}: " : "";
        var end = node.Cut switch
        {
            WhyCut.Cycle => "circle: these tickets wait for each other",
            WhyCut.Shown => "see above",
            _ => node.Next,
        };
        return $"{indent}{reason}{node.Ticket} [{node.State?.Text() ?? "unknown"}] {node.Title?.ReplaceLineEndings(" ")} — {end}";
    }
}
