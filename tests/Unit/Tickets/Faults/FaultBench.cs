using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using Yoi.Protocol;
using Yoi.Tests.Unit.Faults;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets.Faults;

/// <summary>A store before one kind of change, and what it holds before and after it. Each trial begins with the same store at the same path.</summary>
internal sealed class FaultBench : IDisposable
{
    private static readonly string[] Beside =
    [
        "", ".ticket-backend.lock", ".ticket-change.json", ".ticket-temp", ".ticket-temp-0", ".ticket-temp-1", ".ticket-temp-2", ".ticket-temp-3", ".ticket-temp-4",
        "../objectives", "../objectives/.ticket-temp", ".ticket-new", ".ticket-new/item.md", ".ticket-new/thread.md", ".ticket-new/artifacts", ".ticket-new/artifacts/.gitkeep",
    ];

    private readonly TempStore _temp = new();
    private string[] _paths = [];

    private FaultBench(ChangeKind kind) => Kind = kind;

    public ChangeKind Kind { get; }

    public TicketId Id { get; private set; }

    public TicketId Other { get; private set; }

    public string Root => Path.Combine(Both, "tickets");

    private string Both => Path.Combine(_temp.Outside, "trial");

    /// <summary>The content before the change and after it.</summary>
    public (string Before, string After) Content { get; private set; }

    /// <summary>All that can be read before the change and after it.</summary>
    public (string Before, string After) Readable { get; private set; }

    /// <summary>What the doctor finds after an unharmed change.</summary>
    public IReadOnlyList<string> Findings { get; private set; } = [];

    /// <summary>The calls of an unharmed change, in order, until it gives the lock back; what the process does then it does for the test.</summary>
    public IReadOnlyList<(SystemCall Call, string Arguments)> Calls { get; private set; } = [];

    public static async Task<FaultBench> OfAsync(ChangeKind kind)
    {
        var bench = new FaultBench(kind);
        bench.Other = await bench._temp.CreateAsync("Another");
        bench.Id = await bench._temp.CreateAtAsync(kind.From);
        await bench._temp.RelateAsync(bench.Id, "related", bench.Other);
        (await bench._temp.Store.Objectives.CreateAsync(new() { Title = "An objective" }, TempStore.Ct)).Fault.ShouldBeNull();

        bench.Begin();
        var (before, readable) = (StoreContent.Of(bench.Root), await bench.ReadAllAsync());
        (await bench.AgainAsync()).ShouldBeNull();
        bench.Content = (before, StoreContent.Of(bench.Root));
        bench.Readable = (readable, await bench.ReadAllAsync());
        bench.Content.After.ShouldNotBe(before);
        bench.Findings = [.. await bench.FindingsAsync()];
        bench._paths = [.. Beside.Select(b => Path.GetFullPath(Path.Combine(bench.Root, b)).TrimEnd('/')), .. Directory.EnumerateFileSystemEntries(bench.Both, "*", SearchOption.AllDirectories).Distinct()];

        bench.Begin();
        (await bench.RunAsync(null, 1)).Output.ShouldStartWith($"ok {bench.Content.After}");
        var calls = Strace.Read(bench.Log).ToList();
        var end = calls.FindIndex(c => c.Arguments.Contains(".ticket-backend.lock>, LOCK_UN", StringComparison.Ordinal));
        end.ShouldBePositive();
        bench.Calls = [.. calls[..end].Where(c => c.Call.Name != "flock")];
        return bench;
    }

    /// <summary>The store as it was before the change.</summary>
    public void Begin()
    {
        if (Directory.Exists(Both)) Directory.Delete(Both, recursive: true);
        StoreContent.Copy(Path.GetDirectoryName(_temp.Store.Root)!, Both);
    }

    /// <summary>Makes the change in another process, tampered with.</summary>
    public Task<(int ExitCode, string Output)> RunAsync(string? inject, int times) => Strace.RunAsync(
        StoreProcess.StartOnOneThread("change", Root, Kind.Name, Id.ToString(), Other.ToString(), times.ToString(CultureInfo.InvariantCulture)), _paths, Log, inject);

    /// <summary>A new opener of the store, whose clock shows the time of the change.</summary>
    public TicketStore Open() => TicketStore.Open(new() { Root = Root, Time = new StepClock { Now = StoreProcess.Now } });

    /// <summary>Makes the change once more, here.</summary>
    public async Task<Fault?> AgainAsync()
    {
        using var store = Open();
        return await Kind.Make(store, Id, Other, ChangeKind.Operation);
    }

    /// <summary>All that can be read of every ticket but the other one, with its receipts.</summary>
    public async Task<string> ReadAllAsync()
    {
        using var store = Open();
        List<object> all = [];
        foreach (var listing in (await store.ListAsync(TempStore.Ct)).Value)
        {
            listing.Diagnostic.ShouldBeNull();
            if (listing.Id == Other) continue;
            all.Add((await store.ReadAsync(listing.Id, TempStore.Ct)).Value);
            all.Add(Directory.GetFiles(Path.Combine(Root, listing.Id.ToString()), "r.json", SearchOption.AllDirectories).Select(File.ReadAllText));
        }

        all.AddRange((await store.Objectives.ListAsync(TempStore.Ct)).Value);

        return JsonSerializer.Serialize(all);
    }

    /// <summary>What the doctor finds.</summary>
    public async Task<IEnumerable<string>> FindingsAsync() =>
        (await TicketDoctor.Open(new() { Root = Root, Time = new StepClock { Now = StoreProcess.Now } }).CheckAsync(null, TempStore.Ct)).Findings.Select(f => $"{f.Path}:{f.Line} {f.Code}");

    /// <summary>What lies beside the tickets and objectives.</summary>
    public IEnumerable<string> LeftOver() => new[] { Root, Path.Combine(Both, "objectives") }.SelectMany(f => Directory.EnumerateFileSystemEntries(f, ".*")).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal);

    public void Dispose() => _temp.Dispose();

    private string Log => Path.Combine(_temp.Outside, "calls");
}

/// <summary>The benches of all kinds, each made when it is first asked for.</summary>
public sealed class FaultBenches : IDisposable
{
    private readonly Dictionary<string, FaultBench> _made = [];

    internal async Task<FaultBench> OfAsync(string kind)
    {
        Strace.Require();
        if (!_made.TryGetValue(kind, out var bench)) _made[kind] = bench = await FaultBench.OfAsync(ChangeKind.Of(kind));
        return bench;
    }

    public void Dispose()
    {
        foreach (var bench in _made.Values) bench.Dispose();
    }
}
