using Yoi.Protocol;
using Yoi.Tests.Unit.Faults;

namespace Yoi.Tests.Unit.Tickets.Faults;

/// <summary>
/// A writer is killed at a call of the system, or the call fails. With YOI_LONG=1 at every call of every kind of change, else at a few of each that are spread
/// over all; YOI_FAULT_SEED chooses others.
/// </summary>
public sealed class FaultTests(FaultBenches benches) : IClassFixture<FaultBenches>
{
    private const int FewKills = 3;
    private const int FewFailures = 3;

    public static TheoryData<string> Kinds => [.. ChangeKind.All.Select(k => k.Name)];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_killed_writers_change_is_there_whole_or_not_at_all_and_the_next_writer_goes_on(string kind)
    {
        var bench = await benches.OfAsync(kind);
        foreach (var call in FaultSample.Of([.. bench.Calls.Select(c => c.Call).Where(c => c.Writes)], FewKills))
        {
            bench.Begin();
            var (exit, output) = await bench.RunAsync($"{call.Name}:signal=SIGKILL:when={call.Number}", 1);
            (exit, output).ShouldBe((137, ""), $"{call} did not kill it");

            (await bench.ReadAllAsync()).ShouldBeOneOf([bench.Readable.Before, bench.Readable.After], $"half a change is read after {call}");
            using (var next = bench.Open())
                (await next.AppendAsync(bench.Other, new() { Kind = "comment", Author = "next", Body = "The next writer." }, TempStore.Ct)).Fault.ShouldBeNull($"{call}");
            bench.LeftOver().ShouldBeSubsetOf([".ticket-backend.lock", ".ticket-new", ".ticket-temp"], $"{call}");
            (await bench.ReadAllAsync()).ShouldBeOneOf([bench.Readable.Before, bench.Readable.After], $"half a change is left after {call}");

            (await bench.AgainAsync()).ShouldBeNull($"{call}");
            (await bench.ReadAllAsync()).ShouldBe(bench.Readable.After, $"{call}");
            (await bench.FindingsAsync()).ShouldBeSubsetOf(bench.Findings, $"{call}");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_call_that_fails_once_is_a_fault_that_changes_nothing_and_then_it_works(string kind)
    {
        var bench = await benches.OfAsync(kind);
        foreach (var (call, error) in FaultSample.Of([.. bench.Calls.SelectMany(c => new[] { (c.Call, Error: "ENOSPC"), (c.Call, Error: "EIO") })], FewFailures))
        {
            bench.Begin();
            var (exit, output) = await bench.RunAsync($"{call.Name}:error={error}:when={call.Number}", 2);
            exit.ShouldBe(0, $"{call} {error}");
            var lines = output.Trim().Split('\n').Select(l => l.Split(' ', 3)).ToList();

            var (code, content) = (lines[0][0], lines[0][1]);
            if (code == "ok") content.ShouldBe(bench.Content.After, $"{call} {error}");
            else (code, content).ShouldBe((error == "ENOSPC" ? FaultCodes.DiskFull : FaultCodes.StoreFailed, bench.Content.Before), $"{call} {error}: {output}");
            output.ShouldNotContain(bench.Root, Case.Sensitive, $"{call} {error}");
            (lines[1][0], lines[1][1]).ShouldBe(("ok", bench.Content.After), $"{call} {error}: {output}");
            bench.LeftOver().ShouldBe([".ticket-backend.lock"], $"{call} {error}");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_disk_that_stays_full_refuses_the_change_whole_and_takes_it_when_there_is_room(string kind)
    {
        var bench = await benches.OfAsync(kind);
        foreach (var write in FaultSample.Of([.. bench.Calls.Select(c => c.Call).Where(c => c.Name == "pwrite64")], 1))
        {
            bench.Begin();
            var (_, output) = await bench.RunAsync($"{write.Name}:error=ENOSPC:when={write.Number}+", 2);
            foreach (var line in output.Trim().Split('\n')) line.ShouldStartWith($"{FaultCodes.DiskFull} {bench.Content.Before} ", Case.Sensitive, $"{write}");

            (await bench.ReadAllAsync()).ShouldBe(bench.Readable.Before, $"{write}");
            (await bench.AgainAsync()).ShouldBeNull();
            StoreContent.Of(bench.Root).ShouldBe(bench.Content.After, $"{write}");
            bench.LeftOver().ShouldBe([".ticket-backend.lock"], $"{write}");
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task All_of_a_change_is_flushed_before_it_is_acknowledged_so_that_the_power_may_fail(string kind)
    {
        var bench = await benches.OfAsync(kind);
        Unflushed unflushed = new();
        foreach (var (call, arguments) in bench.Calls) unflushed.See(call.Name, arguments);
        unflushed.Left.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_new_store_is_flushed_with_the_folders_above_it_and_a_ticket_with_its_missing_folder()
    {
        Strace.Require();
        using var temp = new TempStore();
        var root = Path.Combine(temp.Outside, "new", ".yoi", "tickets");
        var calls = await CallsAsync(temp, root, "create", "0000000000001", "0000000000002");
        foreach (var folder in new[] { "", "/new", "/new/.yoi", "/new/.yoi/tickets" }) ShouldFlush(calls, temp.Outside + folder);

        foreach (var id in new[] { "00001KSKBP8Z8", "00001KSKBPBX0" })
        {
            Directory.CreateDirectory(Path.Combine(root, id));
            await File.WriteAllTextAsync(Path.Combine(root, id, "item.md"), "---\ntitle: By hand\n---\n", TempStore.Ct);
        }

        ShouldFlush(await CallsAsync(temp, root, "plan-add", "00001KSKBP8Z8", "00001KSKBPBX0"), Path.Combine(root, "00001KSKBP8Z8"));
    }

    private static void ShouldFlush(IEnumerable<(string Name, string Arguments)> calls, string folder) =>
        calls.Any(c => c.Name == "fsync" && c.Arguments.Contains($"<{folder}>", StringComparison.Ordinal)).ShouldBeTrue(folder);

    private static async Task<IReadOnlyList<(string Name, string Arguments)>> CallsAsync(TempStore temp, string root, string kind, string id, string other)
    {
        var log = Path.Combine(temp.Outside, "calls");
        (await Strace.RunAsync(StoreProcess.StartOnOneThread("change", root, kind, id, other, "1"), [], log, null)).Output.ShouldStartWith("ok ");
        return [.. Strace.Read(log).Select(c => (c.Call.Name, c.Arguments))];
    }
}
