using System.Globalization;
using System.Threading.Channels;
using Yoi.Journal;
using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Bench.Runtime;

/// <summary>One Worker's events to a thousand observers in the same process, against a channel for each that is given the same objects.</summary>
internal sealed class Fanout(Table table, bool quick)
{
    private const int Observers = 1_000;

    private readonly int _events = quick ? 100 : 500;
    private readonly int _rounds = quick ? 3 : 9;

    public async Task RunAsync()
    {
        Samples observers = new(), channels = new();
        for (var round = 0; round <= _rounds; round++)
        {
            var (a, b) = (await ObserveAsync(), await BroadcastAsync());
            if (round == 0) continue;
            observers.Add(a);
            channels.Add(b);
        }

        table.Add($"a Worker's event to {Observers} observers, CPU a frame", Micro(observers), "a channel each, the same objects", Micro(channels), observers.Median / channels.Median, Target.None);
    }

    private async Task<double> ObserveAsync()
    {
        await using var journal = new MemoryJournal();
        var pace = new Pace(Observers);
        var backend = new ScriptedBackend(_events, pace);
        await using var runtime = await Histories.OpenAsync(journal, backend);
        var worker = await Histories.CreateAsync(runtime);
        var joined = new CountdownEvent(Observers);
        Task[] observing = [.. Enumerable.Range(0, Observers).Select(_ => Task.Run(async () =>
        {
            await foreach (var frame in runtime.Observe(worker, null, CancellationToken.None))
            {
                if (frame is SnapshotFrame) joined.Signal();
                if (frame is EventFrame { Event: AssistantMessage }) pace.Got();
                if (frame is EventFrame { Event: RunFinished }) return;
            }
        }))];
        await Task.Run(joined.Wait);
        return await CpuAsync(async () =>
        {
            await runtime.Interaction.SendInputAsync(worker, WorkerInput.User("Go", "go"), CancellationToken.None);
            await Task.WhenAll(observing);
        });
    }

    private async Task<double> BroadcastAsync()
    {
        Channel<EventFrame>[] channels = [.. Enumerable.Range(0, Observers).Select(_ => Channel.CreateBounded<EventFrame>(new BoundedChannelOptions(1_024) { SingleReader = true, SingleWriter = true }))];
        var pace = new Pace(Observers);
        Task[] reading = [.. channels.Select(channel => Task.Run(async () =>
        {
            await foreach (var frame in channel.Reader.ReadAllAsync()) pace.Got();
        }))];
        return await CpuAsync(async () =>
        {
            for (var i = 0; i < _events; i++)
            {
                var frame = new EventFrame(ScriptedBackend.Event(i), "cursor");
                foreach (var channel in channels) channel.Writer.TryWrite(frame);
                await pace.AllAsync();
            }

            foreach (var channel in channels) channel.Writer.Complete();
            await Task.WhenAll(reading);
        });
    }

    private async Task<double> CpuAsync(Func<Task> act)
    {
        var before = Environment.CpuUsage.TotalTime;
        await act();
        return (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / ((double)_events * Observers);
    }

    private static string Micro(Samples samples) => string.Create(CultureInfo.InvariantCulture, $"{samples.Median:0.00} µs");
}
