using System.Globalization;

namespace Yoi.Bench;

/// <summary>The table of a run, in Markdown.</summary>
internal sealed class Table(string title)
{
    private readonly List<string[]> _rows = [];

    public void Add(string what, Samples measured, string against, Samples baseline, double most) =>
        Add(what, Milliseconds(measured), against, Milliseconds(baseline), measured.Median / baseline.Median, most);

    public void Note(string what, string value) => _rows.Add([what, value, "", "", "", "", ""]);

    public void Print()
    {
        Console.WriteLine($"## {title}");
        Console.WriteLine();
        Console.WriteLine(Machine.Describe());
        Console.WriteLine("Times are medians (least) of whole runs in turns, in milliseconds; a ratio is of the medians.");
        Console.WriteLine();
        Console.WriteLine("| what | ms | against | ms | ratio | at most | |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var row in _rows) Console.WriteLine($"| {string.Join(" | ", row)} |");
        Console.WriteLine();
    }

    private void Add(string what, string measured, string against, string baseline, double ratio, double most) => _rows.Add(
    [
        what, measured, against, baseline, ratio.ToString("0.###", CultureInfo.InvariantCulture),
        double.IsNaN(most) ? "" : most.ToString("0.##", CultureInfo.InvariantCulture), double.IsNaN(most) || ratio <= most ? "" : "missed",
    ]);

    private static string Milliseconds(Samples samples) => string.Create(CultureInfo.InvariantCulture, $"{samples.Median:0.00#} ({samples.Least:0.00#})");
}
