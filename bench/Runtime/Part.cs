using System.Diagnostics;
using System.Globalization;
using Yoi.Journal.Files;
using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Bench.Runtime;

/// <summary>What is measured in a process of its own: this program with other arguments, which says its figures on its output.</summary>
internal static class Part
{
    public static Task<IReadOnlyDictionary<string, double>> StartAsync(params string[] arguments) => Programs.FiguresAsync(Environment.ProcessPath!, ["part", .. arguments]);

    public static Task RunAsync(string[] arguments) => arguments switch
    {
        ["open", var root, var rounds] => OpenAsync(root, int.Parse(rounds, CultureInfo.InvariantCulture)),
        ["kill", var root] => KillAsync(root),
        ["idle", var root] => IdleAsync(root),
        ["active", var root, var count] => ActiveAsync(root, int.Parse(count, CultureInfo.InvariantCulture)),
        _ => throw new ArgumentException("There is no such part."),
    };

    /// <summary>Opens a store and reads its files, in turns. Where it is done once, another store is opened before, so that the code is compiled.</summary>
    private static async Task OpenAsync(string root, int rounds)
    {
        if (rounds == 1) await WarmAsync();
        Samples journal = new(), whole = new(), read = new();
        double resident = 0, first = 0;
        for (var round = rounds == 1 ? 1 : 0; round <= rounds; round++)
        {
            var (opened, both) = await OpenOnceAsync(root, () => resident = resident == 0 ? Environment.WorkingSet / 1024.0 / 1024 : resident);
            if (first == 0) first = both;
            var reading = new Samples();
            // Read before and after counts the same: all of it is in the page cache.
            await reading.TakeAsync(() => Task.Run(() => ReadAll(root)));
            if (round == 0) continue;
            journal.Add(opened);
            whole.Add(both);
            read.Add(reading.Median);
        }

        Say("journal", journal.Median);
        Say("open", whole.Median);
        Say("read", read.Median);
        Say("resident", resident);
        Say("first", first);
    }

    private static async Task<(double Journal, double Whole)> OpenOnceAsync(string root, Action look)
    {
        var worker = WorkerId.Parse(Path.GetFileName(Directory.EnumerateDirectories(Path.Combine(root, "streams", "workers")).First()), CultureInfo.InvariantCulture);
        var began = Stopwatch.GetTimestamp();
        await using var journal = await Histories.OpenAsync(root);
        var opened = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        await using var runtime = await Histories.OpenAsync(journal, new InstantBackend());
        if ((await runtime.Workers.GetAsync(worker, CancellationToken.None)).Value.LastSeq == 0) throw new InvalidOperationException("The Worker is empty.");
        var both = Stopwatch.GetElapsedTime(began).TotalMilliseconds;
        look();
        return (opened, both);
    }

    private static async Task WarmAsync()
    {
        var folder = Directory.CreateTempSubdirectory("yoi-bench-");
        var root = Path.Combine(folder.FullName, "store");
        for (var i = 0; i < 30; i++)
        {
            await using var journal = await Histories.OpenAsync(root, sortsAtClose: i % 2 == 1);
            await using var runtime = await Histories.OpenAsync(journal, new InstantBackend());
            for (var j = 0; j < 100; j++) await Histories.CreateAsync(runtime);
        }

        for (var i = 0; i < 30; i++) ReadAll(root);
        folder.Delete(recursive: true);
    }

    /// <summary>Appends what the log holds at most before it is sorted, and dies.</summary>
    private static async Task KillAsync(string root)
    {
        var journal = await Histories.OpenAsync(root);
        var heads = (await journal.StreamsAsync(new("workers", null, 10_000), CancellationToken.None)).Value.Heads;
        for (var round = 0; journal.Statistics.Bytes < 15 * 1024 * 1024; round++)
            await Parallel.ForEachAsync(heads, async (head, token) => await journal.AppendAsync(head.Stream, new() { ExpectedVersion = head.Version + round, Events = [Histories.Event(head.Version + round + 1)] }, token));
        Process.GetCurrentProcess().Kill();
    }

    /// <summary>What an opened store keeps in memory.</summary>
    private static async Task IdleAsync(string root)
    {
        await WarmAsync();
        var (managed, resident) = Memory();
        await using var journal = await Histories.OpenAsync(root);
        await using var runtime = await Histories.OpenAsync(journal, new InstantBackend());
        var count = (await runtime.Workers.ListAllAsync(CancellationToken.None)).Value.Count;
        var (managedAfter, residentAfter) = Memory();
        Say("managed", (managedAfter - managed) / (double)count);
        Say("resident", (residentAfter - residentAfter % 4096 - resident) / (double)count);
    }

    /// <summary>What Workers keep in memory that are connected, and that have a run.</summary>
    private static async Task ActiveAsync(string root, int count)
    {
        await WarmAsync();
        await using var journal = await Histories.OpenAsync(root);
        await using var runtime = await Histories.OpenAsync(journal, new InstantBackend(holds: true));
        var (managed, resident) = Memory();
        var workers = new WorkerId[count];
        await Parallel.ForAsync(0, count, async (i, _) => workers[i] = await Histories.CreateAsync(runtime));
        var (managedIdle, residentIdle) = Memory();
        await Parallel.ForAsync(0, count, async (i, token) => await runtime.Interaction.SendInputAsync(workers[i], WorkerInput.User("Fix the failing test", "first"), token));
        var (managedBusy, residentBusy) = Memory();
        Say("connected_managed", (managedIdle - managed) / (double)count);
        Say("connected_resident", (residentIdle - resident) / (double)count);
        Say("busy_managed", (managedBusy - managed) / (double)count);
        Say("busy_resident", (residentBusy - resident) / (double)count);
    }

    private static (long Managed, long Resident) Memory()
    {
        GC.Collect(2, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        return (GC.GetTotalMemory(forceFullCollection: true), Environment.WorkingSet);
    }

    private static void ReadAll(string root)
    {
        var buffer = new byte[1024 * 1024];
        foreach (var path in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Where(path => Path.GetFileName(path) != ".lock"))
        {
            using var handle = File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite, FileOptions.SequentialScan);
            long at = 0;
            for (int read; (read = RandomAccess.Read(handle, buffer, at)) > 0;) at += read;
        }
    }

    private static void Say(string name, double value) => Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{name} {value}"));
}
