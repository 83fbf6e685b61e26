using System.Globalization;

namespace Yoi.Bench;

/// <summary>The table of a run, in Markdown.</summary>
internal sealed class Table(string title)
{
    private readonly List<string[]> _rows = [];

    /// <summary>Times: the ratio is of their medians.</summary>
    public void Add(string what, Samples measured, string against, Samples baseline, double most = double.NaN) =>
        Add(what, Milliseconds(measured), against, Milliseconds(baseline), measured.Median / baseline.Median, double.IsNaN(most) ? Target.None : Target.AtMost(most));

    public void Add(string what, string measured, string against, string baseline, double ratio, Target target) => _rows.Add(
        [what, measured, against, baseline, ratio.ToString("0.###", CultureInfo.InvariantCulture), target.ToString(), target.IsMet(ratio) ? "" : "missed"]);

    public void Note(string what, string value, string missed = "") => _rows.Add([what, value, "", "", "", "", missed]);

    public void Print()
    {
        Console.WriteLine($"## {title}");
        Console.WriteLine();
        Console.WriteLine(Machine.Describe());
        Console.WriteLine("Figures are medians of what was measured in turns; of times, in milliseconds, also the (least). A ratio is of the medians.");
        Console.WriteLine();
        Console.WriteLine("| what | measured | against | measured | ratio | target | |");
        Console.WriteLine("|---|---|---|---|---|---|---|");
        foreach (var row in _rows) Console.WriteLine($"| {string.Join(" | ", row)} |");
        Console.WriteLine();
    }

    public static string Milliseconds(Samples samples) => string.Create(CultureInfo.InvariantCulture, $"{samples.Median:0.00#} ({samples.Least:0.00#})");
}
