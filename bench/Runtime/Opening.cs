using System.Globalization;

namespace Yoi.Bench.Runtime;

/// <summary>Opening a store with many Workers, in a process of its own, against reading its files once; after an end in order and after a kill.</summary>
internal sealed class Opening(Table table, WorkFolder folder, bool quick)
{
    private readonly int _workers = quick ? 1_000 : 10_000;
    private readonly int _events = 100;
    private readonly int _rounds = quick ? 5 : 15;

    public async Task RunAsync()
    {
        var root = folder.New();
        await Histories.MakeAsync(root, [.. Enumerable.Repeat(_events, _workers)]);
        var store = $"a store with {_workers} Workers, {_workers * _events} events";
        var whole = await Part.StartAsync("open", root, $"{_rounds}");
        Line($"open {store}: journal, runtime, and the first look at a Worker", whole, "open", 0.2);
        Line("the same, the journal alone", whole, "journal", double.NaN);
        table.Note("the same, resident when opened", Mebibytes(whole["resident"]), whole["resident"] > 150 ? "missed (≤ 150 MiB)" : "");
        table.Note("the same, the first in its process", string.Create(CultureInfo.InvariantCulture, $"{whole["first"]:0.0} ms, compiling included"));

        await KilledAsync(root);
        await PagesAsync(root);
    }

    private async Task KilledAsync(string root)
    {
        Dictionary<string, Samples> killed = [];
        for (var round = 0; round < (quick ? 1 : 5); round++)
        {
            // As much in the log as the journal lets gather.
            await Part.StartAsync("kill", root);
            foreach (var (name, value) in await Part.StartAsync("open", root, "1")) (killed.TryGetValue(name, out var samples) ? samples : killed[name] = new()).Add(value);
        }

        var medians = killed.ToDictionary(samples => samples.Key, samples => samples.Value.Median);
        Line("open it after kill -9, with a log to read", medians, "open", double.NaN);
        Line("the same, the journal alone", medians, "journal", double.NaN);
    }

    private void Line(string what, IReadOnlyDictionary<string, double> figures, string name, double most) => table.Add(
        what, Milliseconds(figures[name]), "reading its files", Milliseconds(figures["read"]), figures[name] / figures["read"], double.IsNaN(most) ? Target.None : Target.AtMost(most));

    private async Task PagesAsync(string root)
    {
        var small = folder.New();
        await Histories.MakeAsync(small, [.. Enumerable.Repeat(2, 200)]);
        await using var many = await Histories.OpenAsync(root);
        await using var few = await Histories.OpenAsync(small);
        var after = (await many.StreamsAsync(new("workers", null, _workers / 2), CancellationToken.None)).Value.Heads[^1].Stream;
        var pages = await Samples.InTurnsAsync(
            20 * _rounds,
            async () => await many.StreamsAsync(new("workers", after, 200), CancellationToken.None),
            async () => await few.StreamsAsync(new("workers", null, 200), CancellationToken.None));
        table.Add($"a page of 200 of {_workers} Workers, in the journal", pages[0], "of 200", pages[1]);
        await using var runtime = await Histories.OpenAsync(many, new InstantBackend());
        await using var runtimeOfFew = await Histories.OpenAsync(few, new InstantBackend());
        var lists = await Samples.InTurnsAsync(
            2 * _rounds,
            async () => await runtime.Workers.ListAsync(new(), CancellationToken.None),
            async () => await runtimeOfFew.Workers.ListAsync(new(), CancellationToken.None));
        table.Add($"a page of 200 of {_workers} Workers, in the runtime", lists[0], "of 200", lists[1]);
    }

    private static string Milliseconds(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.0} ms");

    private static string Mebibytes(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0} MiB");
}
