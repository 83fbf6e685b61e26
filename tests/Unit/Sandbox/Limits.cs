using System.Diagnostics;
using System.Runtime.Versioning;
using Yoi.Sandbox;

namespace Yoi.Tests.Unit.Sandbox;

/// <summary>Time, output, processes; and that nothing outlives its sandbox.</summary>
[SupportedOSPlatform("linux")]
public sealed class Limits(SandboxFixture fixture) : IClassFixture<SandboxFixture>
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(1.5);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_background_process_does_not_outlive_its_command()
    {
        var marker = $"{Random.Shared.Next(100_000, 999_999)}.5";
        var (code, output, _) = await fixture.RunAsync($"sleep {marker} & setsid sleep {marker} & (trap '' HUP TERM; exec sleep {marker}) & echo started");

        (code, output).ShouldBe((0, "started\n"));
        SandboxFixture.ProcessesWith(marker).ShouldBeEmpty();
    }

    [Fact]
    public async Task At_its_deadline_the_whole_tree_is_killed()
    {
        var marker = $"{Random.Shared.Next(100_000, 999_999)}.5";
        var command = fixture.Shell($"trap '' TERM; echo begun; (setsid sleep {marker}) & sleep {marker}") with { Timeout = Short };
        var (code, output, _) = await fixture.RunAsync(command);

        code.ShouldBeNull();
        output.ShouldBe("begun\n");
        SandboxFixture.ProcessesWith(marker).ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancelling_kills_it()
    {
        var marker = $"{Random.Shared.Next(100_000, 999_999)}.5";
        (await fixture.RunAsync("true")).Code.ShouldBe(0);
        using var source = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        var started = Path.Combine(fixture.Work, "started");
        var run = fixture.Sandbox.RunAsync(fixture.Shell($"touch /work/started; sleep {marker}"), source.Token);
        while (!File.Exists(started)) await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, Cancellation);
        await source.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(run);
        SandboxFixture.ProcessesWith(marker).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_fork_bomb_ends_with_its_time()
    {
        // Bounded so that it cannot harm the machine where the kernel lets root pass the limit of processes.
        var marker = $"98765.{Environment.ProcessId}";
        var command = fixture.Shell($"f() {{ [ $1 -gt 8 ] && exec sleep {marker}; f $(($1+1)) & f $(($1+1)) & wait; }}; f 0") with { Timeout = Short };
        (await fixture.RunAsync(command)).Code.ShouldBeNull();
        SandboxFixture.ProcessesWith(marker).ShouldBeEmpty();
    }

    [Fact]
    public async Task The_number_of_processes_is_limited_for_an_ordinary_user()
    {
        if (Environment.IsPrivilegedProcess) Assert.Skip("The kernel does not limit the processes of root.");
        var sandbox = new BubblewrapSandbox(new() { Processes = 20 });
        if (await sandbox.CheckAsync(Cancellation) is { } fault) Assert.Skip(fault.ToString());
        var result = (await sandbox.RunAsync(fixture.Shell("for i in $(seq 40); do sleep 5 & done; echo all"), Cancellation)).Value;
        result.ExitCode.ShouldNotBe(0);
    }

    [Fact]
    public async Task A_file_cannot_grow_past_its_limit_and_neither_can_the_temporary_folder()
    {
        var sandbox = new BubblewrapSandbox(new() { FileBytes = 1 << 20, TemporaryBytes = 2 << 20 });
        if (await sandbox.CheckAsync(Cancellation) is { } fault) Assert.Skip(fault.ToString());
        var script = "head -c 4M /dev/zero > /work/big; for i in 1 2 3 4; do head -c 1M /dev/zero > /tmp/$i || exit 7; done";
        var result = (await sandbox.RunAsync(fixture.Shell(script), Cancellation)).Value;

        result.ExitCode.ShouldBe(7);
        new FileInfo(Path.Combine(fixture.Work, "big")).Length.ShouldBe(1 << 20);
    }

    [Fact]
    public async Task Huge_output_is_drained_and_its_beginning_and_end_are_kept()
    {
        var script = "echo first; head -c 30000000 /dev/zero | tr '\\0' x; echo; echo last; echo done >&2";
        await fixture.RunAsync("true");
        var result = (await fixture.Sandbox.RunAsync(fixture.Shell(script) with { OutputLimit = 1001 }, Cancellation)).Value;

        result.ExitCode.ShouldBe(0);
        result.Output.Bytes.Length.ShouldBe(1001);
        result.Output.OmittedAt.ShouldBe(500);
        result.Output.OmittedBytes.ShouldBe("first\n".Length + 30_000_000 + "\nlast\n".Length - 1001);
        var text = System.Text.Encoding.UTF8.GetString(result.Output.Bytes.Span);
        text.ShouldStartWith("first\nxxx");
        text.ShouldEndWith("xxx\nlast\n");
        result.Error.ShouldSatisfyAllConditions(e => e.OmittedAt.ShouldBeNull(), e => e.Bytes.Length.ShouldBe(5));
    }

    [Theory]
    [InlineData(10)]
    [InlineData(11)]
    [InlineData(37)]
    [InlineData(38)]
    [InlineData(1000)]
    public async Task What_is_kept_is_the_text_without_its_middle(int limit)
    {
        var full = string.Concat(Enumerable.Range(0, 38).Select(i => (char)('0' + i)));
        await fixture.RunAsync("true");
        var command = fixture.Shell("i=0; while [ $i -lt 38 ]; do head -c 1; i=$((i+1)); done") with { OutputLimit = limit, Input = System.Text.Encoding.ASCII.GetBytes(full) };
        var output = (await fixture.Sandbox.RunAsync(command, Cancellation)).Value.Output;

        var kept = System.Text.Encoding.ASCII.GetString(output.Bytes.Span);
        var expected = limit >= full.Length ? full : full[..(limit / 2)] + full[^(limit - (limit / 2))..];
        kept.ShouldBe(expected);
        output.OmittedBytes.ShouldBe(Math.Max(0, full.Length - limit));
    }

    [Fact]
    public async Task Many_sandboxes_run_at_once()
    {
        await fixture.RunAsync("true");
        var since = Stopwatch.GetTimestamp();
        var all = await Task.WhenAll(Enumerable.Range(0, 24).Select(i => fixture.RunAsync($"echo {i}")));
        all.Select(r => r.Out).ShouldBe(Enumerable.Range(0, 24).Select(i => $"{i}\n"));
        Stopwatch.GetElapsedTime(since).ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }
}
