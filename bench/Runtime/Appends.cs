using System.Diagnostics;
using System.Globalization;
using Yoi.Journal;
using Yoi.Journal.Files;

namespace Yoi.Bench.Runtime;

/// <summary>Durable appends of one event each by some writers, each with a stream of its own, against a loop that writes and syncs the same bytes.</summary>
internal sealed class Appends(Table table, WorkFolder folder, bool quick)
{
    // So many write more in a second than the log holds before it is sorted: their time is long enough to hold the sorting too.
    private static readonly (int Writers, double Least, double Part)[] Lines = [(1, 0.8, 1), (64, 15, 1), (1_000, 60, 6)];

    private readonly TimeSpan _window = TimeSpan.FromSeconds(quick ? 0.3 : 1);
    private readonly int _rounds = quick ? 3 : 7;

    public async Task RunAsync()
    {
        var (raw, loop) = (new Samples(), new RawLoop(folder, _window));
        var line = await loop.LineAsync();
        var most = new Samples();
        var measured = Lines.Select(_ => new Measured()).ToList();
        var roots = Lines.Select(_ => folder.New()).ToList();
        for (var round = 0; round <= _rounds; round++)
        {
            // The first round warms up and is not counted.
            var isCounted = round > 0;
            var alone = await loop.RateAsync(line);
            if (isCounted) raw.Add(alone);
            for (var i = 0; i < Lines.Length; i++) await JournalAsync(roots[i], Lines[i].Writers, Lines[i].Part, isCounted ? measured[i] : new());
            var together = 1_000 * await loop.RateAsync([.. Enumerable.Repeat(line, 1_000).SelectMany(l => l)], part: 0.25);
            if (isCounted) most.Add(together);
        }

        var against = $"appending and syncing the same {line.Length} bytes in a loop";
        for (var i = 0; i < Lines.Length; i++)
            table.Add($"durable appends, {Lines[i].Writers} writers", Rate(measured[i].Rate), against, Rate(raw), measured[i].Rate.Median / raw.Median, Target.AtLeast(Lines[i].Least));
        table.Add("the limit: 1,000 such lines at once, in a loop", Rate(most), against, Rate(raw), most.Median / raw.Median, Target.None);
        for (var i = 0; i < Lines.Length; i++)
        {
            table.Note(
                $"an append, {Lines[i].Writers} writers",
                string.Create(CultureInfo.InvariantCulture, $"{measured[i].Cpu.Median:0.0} µs of CPU, {measured[i].Allocated.Median:0} bytes allocated, {measured[i].PerSync.Median:0} appends a sync"));
        }
    }

    /// <summary>Writers at work for a while, after they have been for a moment. Closing sorts what is left, so that nothing of it is done in another's time.</summary>
    private async Task JournalAsync(string root, int writers, double part, Measured measured)
    {
        await RawLoop.SettleAsync();
        await using var journal = await Histories.OpenAsync(root);
        using var stop = new CancellationTokenSource();
        Task[] writing = [.. Enumerable.Range(1, writers).Select(i => Task.Run(() => WriteAsync(journal, Stream(i), stop.Token)))];
        await Task.Delay(_window / 4);
        var (began, before, cpu, allocated) = (Stopwatch.GetTimestamp(), journal.Statistics, Environment.CpuUsage.TotalTime, GC.GetTotalAllocatedBytes());
        await Task.Delay(_window * part);
        var (took, after) = (Stopwatch.GetElapsedTime(began), journal.Statistics);
        var count = after.Appends - before.Appends;
        measured.Rate.Add(count / took.TotalSeconds);
        measured.Cpu.Add((Environment.CpuUsage.TotalTime - cpu).TotalMicroseconds / count);
        measured.Allocated.Add((GC.GetTotalAllocatedBytes() - allocated) / (double)count);
        measured.PerSync.Add(count / (double)(after.Syncs - before.Syncs));
        await stop.CancelAsync();
        await Task.WhenAll(writing);
    }

    private static async Task WriteAsync(FileJournal journal, StreamId stream, CancellationToken stop)
    {
        var append = One(1);
        for (var version = (await journal.ReadAsync(stream, new() { Limit = 1 }, CancellationToken.None)).Value.StreamVersion; !stop.IsCancellationRequested;) version = (await journal.AppendAsync(stream, append with { ExpectedVersion = version }, CancellationToken.None)).Value.LastVersion;
    }

    private static Append One(long seq) => new() { Events = [Histories.Event(seq)] };

    private static StreamId Stream(int number) => new("workers", string.Create(CultureInfo.InvariantCulture, $"01980000-0000-7000-8000-{number:x12}"));

    private static string Rate(Samples samples) => string.Create(CultureInfo.InvariantCulture, $"{samples.Median:0} /s");

    private sealed record Measured
    {
        public Samples Rate { get; } = new();

        public Samples Cpu { get; } = new();

        public Samples Allocated { get; } = new();

        public Samples PerSync { get; } = new();
    }
}
