using Yoi.Protocol;
using Yoi.Sandbox;

namespace Yoi.Tests.Unit.Runtime.Server.Worktrees;

/// <summary>Checks that nobody waits for any more, and that there is no room or no sandbox for.</summary>
public sealed class WorktreeCheckEndTests : WorktreeServerFixture
{
    private const string Path = "/v1/worktrees/T1-x/checks";
    private const string Body = """{"commands":[{"command":"first"},{"command":"second"}],"ticket":"0000000000000","attempt":"1","purpose":"submit"}""";

    private readonly HeldSandbox _held = new();
    private ISandbox? _other;

    private protected override ISandbox Sandbox => _other ?? _held;

    private protected override int MostChecks => 1;

    [Fact]
    public async Task Where_the_caller_leaves_the_command_at_hand_is_killed_and_the_next_does_not_run()
    {
        await AddAsync("T1-x");
        using var leaving = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        using var client = Client();
        var checking = client.Worktrees.CheckAsync("T1-x", new([new("first"), new("second")], default, "1", "submit"), leaving.Token);
        await _held.Begun;
        // There is room for one.
        await RefusedAsync(429, FaultCodes.Overloaded, "POST", Path, Body);
        await leaving.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(checking);
        await _held.Killed;
        _held.Runs.ShouldBe(1);
        // The worktree was never in its way.
        await AskAsync(WireJson.Default.RemovedWorktree, "DELETE", "/v1/worktrees/T1-x");
    }

    [Fact]
    public async Task Where_the_server_stops_the_caller_is_told_so()
    {
        await AddAsync("T1-x");
        var refused = RefusedAsync(503, FaultCodes.RuntimeStopped, "POST", Path, Body);
        await _held.Begun;
        await Server.StopAsync(Cancelled);
        await refused;
        await _held.Killed;
    }

    [Fact]
    public async Task Where_the_host_stops_the_caller_is_told_so()
    {
        await AddAsync("T1-x");
        var refused = RefusedAsync(503, FaultCodes.RuntimeStopped, "POST", Path, Body);
        await _held.Begun;
        await Hosted.DisposeAsync();
        await refused;
        await _held.Killed;
    }

    [Fact]
    public async Task Without_a_sandbox_nothing_runs()
    {
        _other = new BubblewrapSandbox(new() { Program = "/nowhere/bwrap" });
        await RestartHostAsync();
        await AddAsync("T1-x");
        (await RefusedAsync(409, FaultCodes.SandboxUnavailable, "POST", Path, Body)).Title.ShouldBe("The host can make no sandbox, so nothing ran; its log says why.");
    }
}
