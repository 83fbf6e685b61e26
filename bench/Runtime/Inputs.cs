using Yoi.Journal.Files;
using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Bench.Runtime;

/// <summary>What an input costs from sending it to its run's recorded end, and reading a history's end, with many events behind it and with few.</summary>
internal sealed class Inputs(Table table, WorkFolder folder, bool quick)
{
    private readonly int[] _events = quick ? [1, 1_000, 10_000, 50_000] : [1, 1_000, 100_000, 1_000_000];
    private readonly int _rounds = quick ? 50 : 500;

    public async Task RunAsync()
    {
        var root = folder.New();
        var workers = await Histories.MakeAsync(root, _events);
        await using var journal = await Histories.OpenAsync(root);
        await using var runtime = await Histories.OpenAsync(journal, new InstantBackend());
        await ReadAsync(journal, runtime, workers);
        await SendAsync(runtime, workers);
    }

    private async Task ReadAsync(FileJournal journal, WorkerRuntime runtime, IReadOnlyList<WorkerId> workers)
    {
        var (few, many) = (workers[1], workers[^1]);
        var backward = await Samples.InTurnsAsync(_rounds, () => LastAsync(journal, many), () => LastAsync(journal, few));
        table.Add($"last 100 events of {_events[^1]}, backward", backward[0], $"of {_events[1]}", backward[1], 1.5);
        var forward = await Samples.InTurnsAsync(_rounds, () => HistoryAsync(runtime, many, _events[^1] - 100), () => HistoryAsync(runtime, few, _events[1] - 100));
        table.Add($"last 100 events of {_events[^1]}, from a number on", forward[0], $"of {_events[1]}", forward[1], 1.5);
    }

    private async Task SendAsync(WorkerRuntime runtime, IReadOnlyList<WorkerId> workers)
    {
        List<Sender> senders = [];
        foreach (var worker in workers) senders.Add(await Sender.BeginAsync(runtime, worker));
        // The first input after opening reads the stream's last operation keys.
        Samples[] first = [.. senders.Select(_ => new Samples())];
        for (var i = 0; i < senders.Count; i++) await first[i].TakeAsync(senders[i].SendAsync);
        var taken = await Samples.InTurnsAsync(_rounds, [.. senders.Select(sender => (Func<Task>)sender.SendAsync)]);
        for (var i = 1; i < senders.Count; i++) table.Add($"input to run end, durable, {_events[i]} events behind it", taken[i], "none behind it", taken[0], 1.2);
        table.Add($"the first input after opening, {_events[^1]} events behind it", first[^1], "a later one", taken[^1]);
        foreach (var sender in senders) await sender.DisposeAsync();
    }

    private static async Task LastAsync(FileJournal journal, WorkerId worker)
    {
        var page = (await journal.ReadAsync(Histories.StreamOf(worker), new() { Backward = true, Limit = 100 }, CancellationToken.None)).Value;
        if (page.Events.Count != 100) throw new InvalidOperationException("The page is not full.");
    }

    private static async Task HistoryAsync(WorkerRuntime runtime, WorkerId worker, long after)
    {
        var events = (await runtime.Observation.ReadHistoryAsync(worker, after, 100, CancellationToken.None)).Value;
        if (events.Count != 100) throw new InvalidOperationException("The page is not full.");
    }

    /// <summary>Somebody who sends inputs to a Worker and observes it.</summary>
    private sealed class Sender(WorkerRuntime runtime, WorkerId worker, IAsyncEnumerator<ObservationFrame> frames) : IAsyncDisposable
    {
        private int _sent;

        public static async Task<Sender> BeginAsync(WorkerRuntime runtime, WorkerId worker)
        {
            var frames = runtime.Observe(worker, null, CancellationToken.None).GetAsyncEnumerator();
            await frames.MoveNextAsync();
            return new(runtime, worker, frames);
        }

        public async Task SendAsync()
        {
            var outcome = await runtime.Interaction.SendInputAsync(worker, WorkerInput.User("Fix the failing test", $"key-{++_sent}"), CancellationToken.None);
            if (outcome.Status != InputStatus.Accepted) throw new InvalidOperationException($"{outcome.Fault}");
            while (await frames.MoveNextAsync())
            {
                if (frames.Current is EventFrame { Event: RunFinished finished } && finished.Run == outcome.Run) return;
            }
        }

        public ValueTask DisposeAsync() => frames.DisposeAsync();
    }
}
