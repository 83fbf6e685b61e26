using System.CommandLine;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary><c>yoi ticket search</c></summary>
internal static class TicketSearchCommand
{
    public static Command Create()
    {
        var texts = new Argument<string[]>("text") { Description = "What to find, in capitals or not; with several, tickets that hold each of them", Arity = ArgumentArity.OneOrMore };
        var lines = new Option<int>("--lines") { Description = "The most lines to show of a ticket; 0 for none", DefaultValueFactory = _ => 3, HelpName = "N" };
        var json = JsonOption.Create();
        var filters = new TicketQueryOptions();
        var command = new Command("search", "Find tickets by text in title, body, thread and resolution") { texts, lines, json };
        filters.AddTo(command);
        return command.WithExample("yoi ticket search 'lost update' --state closed").RunsIn(CommandExtensions.WorkspaceOption(), async (workspace, parse, cancellationToken) =>
        {
            if (!filters.Read(parse, parse.GetRequiredValue(texts)).TryGet(out var query, out var fault)) return fault;
            if (!(await workspace.TicketsAsync(cancellationToken)).TryGet(out var tickets, out fault)) return fault;
            using (tickets)
            {
                if (!(await tickets.SearchAsync(query, Math.Max(0, parse.GetValue(lines)), cancellationToken)).TryGet(out var page, out fault)) return fault;
                if (parse.Has(json)) JsonLine.Write(TicketSearchJson.Of(page), TicketQueryJson.Default.TicketSearchJson);
                else Show(page);
                return null;
            }
        });
    }

    private static void Show(TicketHitPage page)
    {
        if (PlainOutput.IsRedirected) Rows.Write([], page.Hits.SelectMany(Lines));
        else foreach (var hit in page.Hits) TicketText.Print(Block(hit));
        foreach (var (ticket, fault) in page.Unsearched) Console.Error.WriteLine($"yoi: not searched: {ticket}: {fault.Code}: {fault.Message}");
        if (PlainOutput.IsRedirected) return;
        if (page.Next is { } next) Console.WriteLine($"More: --after {next}");
        else if (page.Hits.Count == 0) Console.WriteLine("Nothing found.");
    }

    /// <summary>As grep has it: where, which line, what it says.</summary>
    private static IEnumerable<IReadOnlyList<string>> Lines(TicketHit hit) => hit.Lines.Count == 0
        ? [[hit.Ticket.Id.ToString(), hit.Ticket.Title]]
        : hit.Lines.Select(line => (IReadOnlyList<string>)[$"{hit.Ticket.Id}/{line.File}:{line.Line}", line.Text]);

    private static string Block(TicketHit hit)
    {
        var more = hit.LineCount - hit.Lines.Count;
        var lines = hit.Lines.Select(line => $"  {line.File}:{line.Line}  {line.Text.Trim()}");
        return string.Join('\n', lines.Prepend($"{hit.Ticket.Id}  {hit.Ticket.State.Text()}  {hit.Ticket.Title}").Append(more > 0 ? $"  … {more} more" : null).OfType<string>());
    }
}
