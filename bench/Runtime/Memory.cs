using System.Globalization;

namespace Yoi.Bench.Runtime;

/// <summary>What a Worker keeps in memory, measured in processes of their own.</summary>
internal sealed class Memory(Table table, WorkFolder folder, bool quick)
{
    public async Task RunAsync()
    {
        var count = quick ? 1_000 : 10_000;
        var root = folder.New();
        await Histories.MakeAsync(root, [.. Enumerable.Repeat(20, count)]);
        var idle = await Part.StartAsync("idle", root);
        Note($"memory of an idle Worker, one of {count} in an opened store", idle["managed"], idle["resident"]);
        var active = await Part.StartAsync("active", folder.New(), "1000");
        Note("memory of a Worker just made, connected, one of 1,000", active["connected_managed"], active["connected_resident"]);
        Note("memory of the same with a run at hand", active["busy_managed"], active["busy_resident"]);
    }

    private void Note(string what, double managed, double resident) =>
        table.Note(what, string.Create(CultureInfo.InvariantCulture, $"{managed / 1024:0.0} KiB managed, {resident / 1024:0.0} KiB resident"));
}
