using Spectre.Console;
using Yoi.Protocol.Browser;

namespace Yoi.Cli;

/// <summary>The table at the demo's end.</summary>
internal static class DemoReport
{
    public static void Write(BoardCard card, TimeSpan elapsed, DemoFolder folder, PagesBuild? pages)
    {
        var attempt = card.Attempt!;
        var table = new Table().Border(TableBorder.Simple);
        foreach (var name in (string[])["ticket", "state", "commits", "receipts", "merge", "time", "tokens"]) table.AddColumn(new TableColumn(name).NoWrap());
        table.AddRow(
            card.Id.ToString(), card.State, "1 + merge", $"{attempt.Receipts.Passed} of {attempt.Receipts.Total}", attempt.Merge![..8],
            $"{elapsed.TotalSeconds:0.0} s", $"{attempt.Tokens.Input} + {attempt.Tokens.Output}");
        Console.WriteLine();
        AnsiConsole.Write(table);
        Console.WriteLine();
        Console.WriteLine($"Look: git -C {folder.Repository} log --graph --oneline yoi/integration main");
        Console.WriteLine($"      cat {Path.Combine(folder.Repository, ".yoi", "tickets", card.Id.ToString(), "thread.md")}");
        if (pages is not null) Console.WriteLine($"Pages of the board: {Outcome(pages)}");
    }

    private static string Outcome(PagesBuild pages) => pages.Done switch
    {
        { IsCompletedSuccessfully: true, Result: null } => "built beside the demo.",
        { IsCompletedSuccessfully: true, Result: { } fault } => $"not built. {fault.Message}",
        _ => "npm is late and is stopped; `yoi up` builds them.",
    };
}
