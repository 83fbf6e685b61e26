using System.Text;
using System.Text.Json;
using Yoi.Journal;
using Yoi.Journal.Files;
using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Bench.Runtime;

/// <summary>Stores with Workers that have many events behind them, made through the public surfaces: created by a runtime, filled by large appends.</summary>
internal static class Histories
{
    // Larger lines than a Worker writes are quicker to make; its last appends are as a Worker makes them.
    private const int ManyEvents = 500;
    private const int LastEvents = 2_000;
    private const int FewEvents = 2;

    private static readonly string Text = string.Concat(Enumerable.Repeat("The journal keeps what was said. ", 2));

    /// <summary>Makes Workers with at least so many events each; answers their ids.</summary>
    public static async Task<IReadOnlyList<WorkerId>> MakeAsync(string root, IReadOnlyList<int> events)
    {
        await using var journal = await OpenAsync(root);
        var workers = new WorkerId[events.Count];
        await using (var runtime = await OpenAsync(journal, new InstantBackend()))
            await Parallel.ForAsync(0, workers.Length, AtOnce, async (i, _) => workers[i] = await CreateAsync(runtime));
        await Parallel.ForAsync(0, workers.Length, AtOnce, async (i, _) => await FillAsync(journal, workers[i], events[i]));
        return workers;
    }

    public static async Task<WorkerId> CreateAsync(WorkerRuntime runtime) => (await runtime.Workers.CreateAsync(new() { Profile = "builtin:coder", DisplayName = "Ada" }, CancellationToken.None)).Value.Id;

    public static async Task<FileJournal> OpenAsync(string root, bool sortsAtClose = true) => (await FileJournal.OpenAsync(new() { Root = root, SortsAtClose = sortsAtClose }, CancellationToken.None)).Value;

    public static async Task<WorkerRuntime> OpenAsync(IJournal journal, IWorkerExecutionBackend backend) => (await WorkerRuntime.OpenAsync(
        new() { Journal = journal, Execution = backend, Profiles = name => new() { Name = name, Role = "coder", Prompt = Text, Tools = ["read", "write", "shell"] } },
        CancellationToken.None)).Value;

    public static StreamId StreamOf(WorkerId worker) => new("workers", worker.ToString());

    /// <summary>An event as the runtime would record it.</summary>
    public static NewEvent Event(long seq)
    {
        WorkerEvent item = new AssistantMessage($"m{seq}", Text) { Seq = seq, At = TimeProvider.System.GetUtcNow() };
        return new("assistant_message", JsonSerializer.SerializeToUtf8Bytes(item, WireJson.Default.WorkerEvent));
    }

    private static ParallelOptions AtOnce { get; } = new() { MaxDegreeOfParallelism = 64 };

    private static async Task FillAsync(FileJournal journal, WorkerId worker, int events)
    {
        for (var version = 1L; version < events;)
        {
            var count = (int)Math.Min(events - version, events < 1_000 || version < events - LastEvents ? ManyEvents : FewEvents);
            var append = new Append { ExpectedVersion = version, Events = [.. Enumerable.Range(0, count).Select(i => Event(version + 1 + i))] };
            version = (await journal.AppendAsync(StreamOf(worker), append, CancellationToken.None)).Value.LastVersion;
        }
    }
}
