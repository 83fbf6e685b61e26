using Spectre.Console;

namespace Yoi.Cli;

/// <summary>Rows for people on a terminal, tab-separated lines for a pipe.</summary>
internal static class Rows
{
    public static void Write(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        if (Console.IsOutputRedirected)
        {
            foreach (var row in rows) Console.WriteLine(string.Join('\t', row.Select(OneLine)));
            return;
        }

        var table = new Table().Border(TableBorder.Simple);
        foreach (var name in header) table.AddColumn(new TableColumn(Markup.Escape(name)));
        foreach (var row in rows) table.AddRow(row.Select(cell => Markup.Escape(OneLine(cell))).ToArray());
        AnsiConsole.Write(table);
    }

    /// <summary>Control characters of other people's texts never reach the terminal.</summary>
    private static string OneLine(string text) => string.Concat(text.Select(c => char.IsControl(c) ? ' ' : c));
}
