using Yoi.Runtime;
using Yoi.Tests.Unit.Faults;

namespace Yoi.Tests.Unit.Runtime.Faults;

/// <summary>
/// A process that works a runtime on a file journal is killed at a call of the system: with YOI_LONG=1 at every one that may change what is on the disk, else at some
/// that are spread over all. What was acknowledged is there, and the one thing under way is there whole or not at all.
/// </summary>
public sealed class CrashTests
{
    private const int FewOfLife = 14;
    private const int FewOfBeginning = 3;

    private static readonly Dictionary<string, Action<string>> Roots = new()
    {
        ["missing"] = _ => { },
        ["empty"] = root => Directory.CreateDirectory(root),
        ["half made"] = HalfMake,
    };

    public static TheoryData<string> Beginnings => [.. Roots.Keys];

    [Theory]
    [MemberData(nameof(Beginnings))]
    public Task A_process_that_is_killed_while_it_makes_a_store_leaves_one_that_opens(string root) => CampaignAsync(nameof(RuntimeStep.Beginning), Roots[root], FewOfBeginning);

    [Fact]
    public Task A_process_that_is_killed_loses_nothing_that_was_acknowledged_and_leaves_nothing_half() => CampaignAsync(nameof(RuntimeStep.Life), Roots["missing"], FewOfLife);

    private static async Task CampaignAsync(string steps, Action<string> begin, int few)
    {
        Strace.Require();
        using var bench = await RuntimeBench.OfAsync(steps, begin);
        var points = FaultSample.Of(bench.Points, few);
        TestContext.Current.TestOutputHelper!.WriteLine($"Killed at {points.Count} of {bench.Points.Count} calls: {string.Join(", ", bench.Points.CountBy(p => p.Name).Select(p => $"{p.Value} {p.Key}"))}.");
        foreach (var call in points) await TryAsync(bench, call);
    }

    private static async Task TryAsync(RuntimeBench bench, SystemCall call)
    {
        (await bench.RunAsync($"{call.Name}:signal=SIGKILL:when={call.Number}")).ShouldBe(137, $"{call} did not kill it");
        var told = bench.ReadTold();
        var because = $"{call} in step '{bench.Steps[told.Steps].Name}'";
        await using (var journal = await bench.OpenJournalAsync())
        {
            journal.Diagnostics.ShouldBeEmpty(because);
            await told.ShouldBeInAsync(journal, because);
        }

        await using (var stage = new RuntimeStage(bench.Root, _ => { }))
        {
            await stage.OpenAsync();
            stage.Files.Diagnostics.ShouldBeEmpty(because);
            await RuntimeChecks.ShouldBeSettledAsync(stage.Runtime, because);
            var before = await SizesAsync(stage);
            foreach (var step in bench.Steps.Take(told.Steps).Where(s => s.Repeats)) await step.Act(stage);
            (await SizesAsync(stage)).ShouldBe(before, $"{because}: what was acknowledged was asked for again");
            // The first opens, which is done.
            foreach (var step in bench.Steps.Skip(Math.Max(1, told.Steps))) await step.Act(stage);
        }

        (await bench.SumAsync()).ShouldBe(bench.Sum, because);
    }

    private static async Task<string> SizesAsync(RuntimeStage stage) =>
        string.Join(' ', (await stage.Runtime.Workers.ListAllAsync(TestContext.Current.CancellationToken)).Value.Select(w => $"{w.Id} {w.LastSeq}"));

    /// <summary>As a process leaves it that was stopped between making the folder of the log and its record.</summary>
    private static void HalfMake(string root)
    {
        Directory.CreateDirectory(Path.Combine(root, "log"));
        File.WriteAllText(Path.Combine(root, ".lock"), "");
        File.WriteAllText(Path.Combine(root, "journal.json.tmp"), "{\"schema\":1,\"sto");
    }
}
