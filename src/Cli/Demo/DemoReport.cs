using Spectre.Console;
using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary>The table at the demo's end.</summary>
internal static class DemoReport
{
    public static async Task WriteAsync(
        BoardSnapshot board, IReadOnlyDictionary<string, TicketId> tickets, TicketStore store, DemoFolder folder, PagesBuild? pages, CancellationToken cancellationToken)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var name in (string[])["ticket", "state", "rounds", "waited for", "receipts", "merge", "time", "tokens"]) table.AddColumn(new TableColumn(name).NoWrap().PadLeft(0).PadRight(2));
        var names = tickets.ToDictionary(t => t.Value.ToString(), t => t.Key);
        foreach (var (label, id) in tickets)
        {
            var (card, ticket) = (board.Cards.Single(c => c.Id == id), (await store.ReadAsync(id, cancellationToken)).Value);
            var attempt = card.Attempt!;
            var (passed, made) = Receipts(store, id);
            var took = (ticket.Thread[^1].At - ticket.Thread.First(e => e.Attribute("to") == "queued").At)?.TotalSeconds;
            var waits = DemoWaits.Of(ticket).Select(w => w.Split(' ')).Select(w => names.GetValueOrDefault(w[1], w[0])).Distinct();
            table.AddRow(
                label, card.State, $"{attempt.Rounds}", string.Join(", ", waits) is { Length: > 0 } text ? text : "-", $"{passed} of {made}", attempt.Merge![..8], $"{took:0} s",
                $"{attempt.Tokens.Input + attempt.Tokens.Output}");
        }

        Console.WriteLine();
        AnsiConsole.Write(table);
        Console.WriteLine();
        Console.WriteLine("rounds: times the work went back to its coder. receipts: checks that passed, of those the host ran.");
        Console.WriteLine();
        Console.WriteLine($"Look: git -C {folder.Repository} log --graph --oneline yoi/integration main");
        Console.WriteLine($"      cat {Path.Combine(folder.Repository, ".yoi", "tickets", tickets["parse"].ToString(), "thread.md")}");
        Console.WriteLine($"Land: YOI_HOME={folder.Home.Folder} yoi land --workspace {folder.Repository}");
        if (pages is not null) Console.WriteLine($"Pages of the board: {Outcome(pages)}");
    }

    private static (int Passed, int Made) Receipts(TicketStore store, TicketId id)
    {
        var files = Directory.GetFiles(Path.Combine(store.Root, id.ToString(), "artifacts", "receipts"), "*.json");
        return (files.Count(HasPassed), files.Length);
    }

    private static bool HasPassed(string file)
    {
        var signed = System.Text.Json.JsonSerializer.Deserialize(File.ReadAllBytes(file), WireJson.Default.SignedReceipt)!;
        return System.Text.Json.JsonSerializer.Deserialize(Convert.FromBase64String(signed.Payload), WireJson.Default.Receipt)!.Passed();
    }

    private static string Outcome(PagesBuild pages) => pages.Done switch
    {
        { IsCompletedSuccessfully: true, Result: null } => "built beside the demo.",
        { IsCompletedSuccessfully: true, Result: { } fault } => $"not built. {fault.Message}",
        _ => "npm is late and is stopped; `yoi up` builds them.",
    };
}
