using System.Globalization;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Bench.Tickets;

/// <summary>Lists, searches, shows and changes of generated stores.</summary>
internal sealed class TicketBench(Artifacts artifacts, bool quick)
{
    private readonly Table _table = new("Tickets");
    private readonly int _rounds = quick ? 5 : 25;

    public async Task RunAsync()
    {
        int[] sizes = quick ? [10, 100, 1000] : [10, 1000, 10_000];
        List<GeneratedStore> stores = [];
        try
        {
            foreach (var size in sizes)
            {
                Console.Error.WriteLine($"Making {size} tickets …");
                stores.Add(new(size));
                await stores[^1].CommitAsync();
            }

            await StartAsync(stores[0]);
            foreach (var store in stores) await CommandsAsync(store, store == stores[^1]);
            foreach (var store in stores) await ServerAsync(store, store == stores[^1]);
            await TransitionsAsync(stores[0], stores[^1]);
            _table.Print();
        }
        finally
        {
            foreach (var store in stores) store.Dispose();
        }
    }

    private async Task StartAsync(GeneratedStore store)
    {
        Console.Error.WriteLine("A process …");
        var taken = await Samples.InTurnsAsync(2 * _rounds, () => Yoi(store, "ticket", "list"), () => Programs.RunAsync(store.Root, store.Environment, artifacts.Empty));
        _table.Add("`yoi ticket list` of 10 tickets, a whole process", taken[0], "an empty program, compiled ahead of time", taken[1], 2);
    }

    private async Task CommandsAsync(GeneratedStore store, bool isTarget)
    {
        Console.Error.WriteLine($"Commands on {store.Count} tickets …");
        var most = isTarget ? 1.5 : double.NaN;
        if (Directory.Exists(store.Cache)) Directory.Delete(store.Cache, recursive: true);
        Samples cold = new(), grep = new();
        await cold.TakeAsync(() => Yoi(store, "ticket", "list"));
        await grep.TakeAsync(() => GrepAsync(store));
        _table.Add($"{store.Count} tickets ({store.Events} events): first list, without an index", cold, "git grep", grep, double.NaN);
        foreach (var arguments in (string[][])[["list"], ["search", GeneratedStore.Needle], ["show", store.Middle.ToString()], ["startable"]])
        {
            var taken = await Samples.InTurnsAsync(_rounds, () => Yoi(store, ["ticket", .. arguments]), () => GrepAsync(store));
            _table.Add($"{store.Count} tickets: `yoi ticket {arguments[0]}`", taken[0], "git grep", taken[1], most);
        }

        if (OperatingSystem.IsLinux()) _table.Note($"{store.Count} tickets: most memory of `yoi ticket list`", Mebibytes(await Programs.PeakAsync(store.Root, store.Environment, artifacts.Yoi, "ticket", "list")));
    }

    private async Task ServerAsync(GeneratedStore generated, bool isTarget)
    {
        Console.Error.WriteLine($"A server with {generated.Count} tickets …");
        var most = isTarget ? 0.05 : double.NaN;
        GC.Collect();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        await using var server = await Live.OpenAsync(generated);
        var store = server.Store;
        var query = new TicketQuery { Texts = [GeneratedStore.Needle] };
        var things = new (string Name, Func<Task> Act)[]
        {
            ("list", () => store.ListAsync(CancellationToken.None)),
            ("search", async () => await store.SearchAsync(query, 3, CancellationToken.None)),
            ("a page of 50 that hold a text", async () => await store.ListAsync(query with { Limit = 50 }, CancellationToken.None)),
            ("show", () => store.ReadAsync(generated.Middle, CancellationToken.None)),
            ("startable", async () => Startable.Judge((await store.FactsAsync(CancellationToken.None)).Value)),
        };
        foreach (var (name, act) in things)
        {
            var taken = await Samples.InTurnsAsync(_rounds, act, () => GrepAsync(generated));
            _table.Add($"{generated.Count} tickets in a server: {name}", taken[0], "git grep", taken[1], most);
        }

        _table.Note($"{generated.Count} tickets in a server: memory of the index with its text", Mebibytes((GC.GetTotalMemory(forceFullCollection: true) - before) / 1024.0 / 1024));
    }

    private async Task TransitionsAsync(GeneratedStore few, GeneratedStore many)
    {
        Console.Error.WriteLine("Transitions …");
        await using var small = await Live.OpenAsync(few);
        await using var large = await Live.OpenAsync(many);
        var (a, b) = (await ReadyAsync(small.Store), await ReadyAsync(large.Store));
        var taken = await Samples.InTurnsAsync(4 * _rounds, () => QueueAsync(large.Store, b), () => QueueAsync(small.Store, a));
        _table.Add($"queue and unqueue, durable, with {many.Count} tickets", taken[0], $"with {few.Count}", taken[1], 1.5);
    }

    private static async Task<TicketId> ReadyAsync(TicketStore store)
    {
        var made = (await store.CreateAsync(new() { Title = "Moves", Body = "## Requirements\n\nx\n\n## Acceptance criteria\n\ny\n", Author = "bench" }, CancellationToken.None)).Value;
        return (await store.TransitionAsync(made.Id, new() { Expected = TicketState.Planning, To = TicketState.Ready, Author = "bench" }, CancellationToken.None)).Value.Id;
    }

    private static async Task QueueAsync(TicketStore store, TicketId id)
    {
        _ = (await store.TransitionAsync(id, new() { Expected = TicketState.Ready, To = TicketState.Queued, Author = "bench" }, CancellationToken.None)).Value;
        _ = (await store.TransitionAsync(id, new() { Expected = TicketState.Queued, To = TicketState.Ready, Author = "bench", Reason = "bench" }, CancellationToken.None)).Value;
    }

    private Task Yoi(GeneratedStore store, params string[] arguments) => Programs.RunAsync(store.Root, store.Environment, artifacts.Yoi, arguments);

    private static Task GrepAsync(GeneratedStore store) => Programs.RunAsync(store.Root, store.Environment, "git", "grep", "-n", "-F", "-e", Word(store), "--", ".yoi/tickets");

    // Ten tickets hold no needle, and git grep fails where it finds nothing.
    private static string Word(GeneratedStore store) => store.Count < 100 ? "Requirements" : GeneratedStore.Needle;

    private static string Mebibytes(double value) => string.Create(CultureInfo.InvariantCulture, $"{value:0.0} MiB");
}
