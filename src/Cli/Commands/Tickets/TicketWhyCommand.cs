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
        var json = JsonOption.Create();
        return new Command("why", "What a ticket waits for, as a tree") { id, json }.WithExample("yoi ticket why KSKBP8Z8").RunsIn(CommandExtensions.WorkspaceOption(), async (workspace, parse, cancellationToken) =>
        {
            if (!(await workspace.TicketsAsync(cancellationToken)).TryGet(out var tickets, out var fault)) return fault;
            using (tickets)
            {
                if (!tickets.Resolve(parse.GetRequiredValue(id)).TryGet(out var ticket, out fault)) return fault;
                if (!(await tickets.FactsAsync(cancellationToken)).TryGet(out var facts, out fault)) return fault;
                var tree = Why.Tree(ticket, facts);
                if (parse.Has(json)) JsonLine.Write(new([.. tree.Select(Json)]), TicketQueryJson.Default.WhyJson);
                else foreach (var node in tree) TicketText.Print(Line(node));
                return null;
            }
        });
    }

    private static WhyNodeJson Json(WhyNode node) => new(
        node.Depth, node.Ticket, node.Title, node.State?.Text(), node.Reason is { } reason ? WaitReasonJson.Of(reason) : null, node.WaitsFor, node.Cut == WhyCut.None ? null : Snake.Of(node.Cut), node.Next);

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
