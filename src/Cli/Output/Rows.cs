using Spectre.Console;

namespace Yoi.Cli;

/// <summary>Rows for people on a terminal, tab-separated lines for a pipe.</summary>
internal static class Rows
{
    public static void Write(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        if (PlainOutput.IsRedirected) WriteLines(rows);
        else WriteTable(header, rows);
    }

    private static void WriteLines(IEnumerable<IReadOnlyList<string>> rows)
    {
        using var output = PlainOutput.OpenText();
        foreach (var row in rows)
        {
            for (var i = 0; i < row.Count; i++)
            {
                if (i > 0) output.Write('\t');
                output.Write(OneLine(row[i]));
            }

            output.Write('\n');
        }
    }

    private static void WriteTable(IReadOnlyList<string> header, IEnumerable<IReadOnlyList<string>> rows)
    {
        var table = new Table().Border(TableBorder.Simple);
        foreach (var name in header) table.AddColumn(new TableColumn(Markup.Escape(name)));
        foreach (var row in rows) table.AddRow(row.Select(cell => Markup.Escape(OneLine(cell))).ToArray());
        AnsiConsole.Write(table);
    }

    /// <summary>Control characters of other people's texts never reach the terminal.</summary>
    private static string OneLine(string text)
    {
        foreach (var c in text)
        {
            if (char.IsControl(c)) return Blanked(text);
        }

        return text;
    }

    private static string Blanked(string text)
    {
        var characters = text.ToCharArray();
        for (var i = 0; i < characters.Length; i++)
        {
            if (char.IsControl(characters[i])) characters[i] = ' ';
        }

        return new(characters);
    }
}
