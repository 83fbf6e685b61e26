using System.Text;
using System.Text.Json;
using Yoi.Agent;
using Yoi.Protocol;
using Yoi.Sandbox;

namespace Yoi.Tests.Unit.Agent;

public sealed class ShellToolTests
{
    private static readonly Profile Coder = Bench.Coder with { ShellTimeoutSeconds = 9 };

    private static readonly Scope Scope = new()
    {
        Mounts = [new("/host/tree", "/work", MountAccess.ReadWrite), new("/host/git", "/git", MountAccess.ReadOnly)],
        Environment = new Dictionary<string, string> { ["GIT_DIR"] = "/git" },
        Writable = true,
        Write = GlobSet.All,
    };

    [Fact]
    public async Task A_command_line_stays_one_argument_of_the_shell_and_gets_the_scope()
    {
        var sandbox = new FakeSandbox(3, "out", "err");

        var output = await Run(new ShellTool(sandbox, Scope, Coder), "echo '; rm -rf \"$HOME\"'");

        sandbox.Asked!.Arguments.ShouldBe(["/bin/sh", "-c", "echo '; rm -rf \"$HOME\"'"]);
        sandbox.Asked.Mounts.ShouldBe(Scope.Mounts);
        sandbox.Asked.Environment["GIT_DIR"].ShouldBe("/git");
        sandbox.Asked.WorkingDirectory.ShouldBe("/work");
        sandbox.Asked.Timeout.ShouldBe(TimeSpan.FromSeconds(9));
        output.ShouldBe(ToolOutput.Ok("exit code: 3\nstdout:\nout\nstderr:\nerr"));
    }

    [Fact]
    public async Task A_scope_that_is_not_writable_is_mounted_read_only()
    {
        var sandbox = new FakeSandbox();

        await Run(new ShellTool(sandbox, Scope with { Writable = false }, Coder), "ls");

        sandbox.Asked!.Mounts.ShouldAllBe(m => m.Access == MountAccess.ReadOnly);
    }

    [Fact]
    public async Task Toolchains_are_mounted_read_only_and_come_first_on_the_path()
    {
        var sandbox = new FakeSandbox();

        await Run(new ShellTool(sandbox, Scope, Coder with { Mounts = [new("/host/node", "/opt/node")] }), "node -v");

        sandbox.Asked!.Mounts[^1].ShouldBe(new("/host/node", "/opt/node", MountAccess.ReadOnly));
        sandbox.Asked.Arguments[2].ShouldNotContain("node");
        sandbox.Asked.Arguments.Skip(4).ShouldBe(["/opt/node/bin", "node -v"]);
    }

    [Fact]
    public async Task A_command_killed_at_its_deadline_is_an_error_that_says_so()
    {
        var output = await Run(new ShellTool(new FakeSandbox(exitCode: null, "so far"), Scope, Coder), "sleep 99");

        output.ShouldBe(ToolOutput.Error("killed after 9 seconds, with everything it started\nstdout:\nso far"));
    }

    [Fact]
    public async Task Output_with_a_piece_left_out_says_where_and_how_much()
    {
        var sandbox = new FakeSandbox(new SandboxResult(0, new(Encoding.UTF8.GetBytes("headtail"), 4, 1_000), new(default), TimeSpan.Zero));

        var output = await Run(new ShellTool(sandbox, Scope, Coder), "yes");

        output.Text.ShouldBe("exit code: 0\nstdout:\nhead\n[1000 bytes left out here]\ntail");
        output.Truncated.ShouldBeTrue();
    }

    [Fact]
    public async Task A_sandbox_that_cannot_be_made_is_an_error_with_its_fault()
    {
        var output = await Run(new ShellTool(new FakeSandbox(new Fault(FaultCodes.SandboxUnavailable, "Install bubblewrap.")), Scope, Coder), "ls");

        output.ShouldBe(ToolOutput.Error("sandbox_unavailable: Install bubblewrap."));
    }

    [Fact]
    public async Task Arguments_of_another_kind_are_errors()
    {
        var sandbox = new FakeSandbox();

        (await new ShellTool(sandbox, Scope, Coder).CallAsync("c", Schema.Parse("""{"command":["ls"]}"""), TestContext.Current.CancellationToken)).Status.ShouldBe(ToolResultStatus.Error);

        sandbox.Asked.ShouldBeNull();
    }

    private static Task<ToolOutput> Run(ShellTool tool, string command)
    {
        var arguments = JsonSerializer.SerializeToElement(new Dictionary<string, string> { ["command"] = command });
        return tool.CallAsync("c", arguments, TestContext.Current.CancellationToken);
    }
}
