using System.Diagnostics;
using System.Globalization;
using Yoi.Tests.Unit.Faults;

namespace Yoi.Tests.Unit.Simulation;

/// <summary>
/// Whole lives of a runtime in which everything that could come out otherwise is drawn from a seed: the order of tasks, time, failures, crashes. With YOI_LONG=1 thousands of
/// them; YOI_SEED=n is one.
/// </summary>
public sealed class SimulationTests
{
    private const int Few = 100;
    private const int Many = 4_000;

    private static readonly int? Chosen = int.TryParse(Environment.GetEnvironmentVariable("YOI_SEED"), CultureInfo.InvariantCulture, out var seed) ? seed : null;

    [Theory]
    [InlineData(SimulationProcess.Memory)]
    [InlineData(SimulationProcess.Files)]
    public async Task A_runtime_keeps_what_it_promised_whatever_happens_in_whatever_order(string kind)
    {
        var watch = Stopwatch.StartNew();
        var lives = await LiveAsync(kind, Chosen ?? 1, Chosen is not null ? 1 : FaultSample.IsLong ? Many : Few);
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{lives.Count} lives, {lives.Sum(l => (long)l[2])} steps, {lives.Sum(l => (long)l[3])} crashes in {watch.Elapsed.TotalSeconds:0.0} s.");
    }

    [Theory]
    [InlineData(SimulationProcess.Memory)]
    [InlineData(SimulationProcess.Files)]
    public async Task The_same_seed_is_the_same_life(string kind)
    {
        var first = await LiveAsync(kind, 1, 10);
        (await LiveAsync(kind, 1, 10)).ShouldBe(first);
        first.Select(l => l[1]).Distinct().Count().ShouldBe(10);
    }

    private static async Task<IReadOnlyList<ulong[]>> LiveAsync(string kind, int from, int count)
    {
        var (exit, output) = await SimulationProcess.StartAsync(kind, from, count, TestContext.Current.CancellationToken);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        List<ulong[]> lives = [.. lines.TakeWhile(IsLife).Select(line => line.Split(' ').Select((word, at) => ulong.Parse(word, at == 1 ? NumberStyles.HexNumber : NumberStyles.None, CultureInfo.InvariantCulture)).ToArray())];
        if (exit == 0 && lives.Count == count) return lives;
        throw new InvalidOperationException(
            $"{string.Join('\n', lines.Skip(lives.Count))}\nTo repeat it: YOI_SEED={from + lives.Count} artifacts/bin/Unit/release/Yoi.Tests.Unit -class '*{nameof(SimulationTests)}' (exit code {exit})");
    }

    private static bool IsLife(string line) => line.Split(' ') is [var seed, var trace, _, _] && trace.Length == 16 && int.TryParse(seed, CultureInfo.InvariantCulture, out _);
}
