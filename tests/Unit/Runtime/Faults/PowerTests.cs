using Yoi.Tests.Unit.Faults;

namespace Yoi.Tests.Unit.Runtime.Faults;

/// <summary>
/// The power may fail at any moment: what is acknowledged was flushed before, with the names that lead to it, and so was what takes the place of something that is deleted.
/// The same holds for what a killed process left unflushed and the next one builds on.
/// </summary>
public sealed class PowerTests
{
    private const int Few = 3;

    [Fact]
    public Task What_a_whole_life_builds_on_is_flushed_before() => FollowAsync(nameof(RuntimeStep.Life));

    [Fact]
    public Task What_a_new_store_builds_on_is_flushed_before() => FollowAsync(nameof(RuntimeStep.Beginning));

    private static async Task FollowAsync(string steps)
    {
        Strace.Require();
        using var bench = await RuntimeBench.OfAsync(steps, _ => { });
        See(bench, new(), "without a crash");
        // Two processes a point: of a long list each seventh is enough.
        foreach (var call in FaultSample.Of([.. bench.Points.Where((_, at) => bench.Points.Count < 100 || at % 7 == 0)], Few))
        {
            Unflushed unflushed = new();
            (await bench.RunAsync($"{call.Name}:signal=SIGKILL:when={call.Number}")).ShouldBe(137);
            See(bench, unflushed, $"until {call}");
            (await bench.ContinueAsync(null)).ShouldBe(0, $"after {call}");
            See(bench, unflushed, $"after {call}");
        }
    }

    private static void See(RuntimeBench bench, Unflushed unflushed, string because)
    {
        var told = new Queue<string>(File.Exists(bench.TellsIn) ? File.ReadLines(bench.TellsIn) : []);
        foreach (var (call, arguments) in bench.Calls())
        {
            if (arguments.Contains(bench.TellsIn, StringComparison.Ordinal))
            {
                if (call is "write" or "pwrite64" && told.Dequeue() is ['d' or 'a', ..] line) Left(bench, unflushed, IsOfTheLog).ShouldBeEmpty($"{because}: at '{line}'");
                continue;
            }

            if (call == "rename" && arguments.Contains("catalog", StringComparison.Ordinal)) Left(bench, unflushed, IsOfStreams).ShouldBeEmpty($"{because}: at a new catalog");
            if (call is "unlink" or "rmdir") Left(bench, unflushed, name => name is "catalog").ShouldBeEmpty($"{because}: at {call}({arguments}");
            unflushed.See(call, arguments);
        }

        told.ShouldBeEmpty();
    }

    private static IEnumerable<string> Left(RuntimeBench bench, Unflushed unflushed, Func<string, bool> counts) =>
        unflushed.MayBeLost.Select(path => Path.GetRelativePath(bench.Root, path)).Where(counts);

    private static bool IsOfTheLog(string name) => !name.StartsWith("streams", StringComparison.Ordinal) && name is not ("catalog" or "catalog.tmp" or ".lock" or "journal.json.tmp") && !name.EndsWith("/told", StringComparison.Ordinal);

    private static bool IsOfStreams(string name) => name.StartsWith("streams", StringComparison.Ordinal) && !name.EndsWith(".tmp", StringComparison.Ordinal);
}
