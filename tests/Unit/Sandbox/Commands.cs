using System.Runtime.Versioning;
using System.Text;
using Yoi.Sandbox;

namespace Yoi.Tests.Unit.Sandbox;

/// <summary>What a command finds inside.</summary>
[SupportedOSPlatform("linux")]
public sealed class Commands(SandboxFixture fixture) : IClassFixture<SandboxFixture>
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_finds_a_plain_machine()
    {
        var (code, output, _) = await fixture.RunAsync("id -un; hostname; pwd; echo $HOME $LANG $TMPDIR $PATH; touch $HOME/x $TMPDIR/y /dev/shm/z /work/made; ls -d /etc/ssl/certs >/dev/null; git --version >/dev/null");

        output.ShouldBe("yoi\nyoi\n/work\n/tmp/home C.UTF-8 /tmp /usr/local/bin:/usr/bin:/bin\n");
        code.ShouldBe(0);
        File.Exists(Path.Combine(fixture.Work, "made")).ShouldBeTrue();
    }

    [Fact]
    public async Task A_toolchain_is_on_its_path_and_later_mounts_lie_over_earlier_ones()
    {
        fixture.Host.Write("node/bin/frob", "#!/bin/sh\necho frobbed \"$1\"");
        File.SetUnixFileMode(fixture.Host["node/bin/frob"], (UnixFileMode)0b111_101_101);
        fixture.Host.Write("over", "generated");
        var command = fixture.Shell("frob it; cat /git/config; echo; echo $PATH $KEY") with
        {
            Mounts =
            [
                .. fixture.Scope().Mounts,
                new(fixture.Host["over"], "/git/config", MountAccess.ReadOnly),
                new(fixture.Host["node"], "/opt/toolchains/node", MountAccess.ReadOnly),
            ],
            Environment = new Dictionary<string, string> { ["KEY"] = "a value" },
        };

        (await fixture.RunAsync(command)).Out.ShouldBe("frobbed it\ngenerated\n/opt/toolchains/node/bin:/usr/local/bin:/usr/bin:/bin a value\n");
    }

    [Fact]
    public async Task Exit_codes_signals_input_and_both_streams_arrive()
    {
        var (code, output, error) = await fixture.RunAsync(fixture.Shell("cat; echo no >&2; exit 3") with { Input = Encoding.UTF8.GetBytes("given") });
        (code, output, error).ShouldBe((3, "given", "no\n"));
        (await fixture.RunAsync("kill -9 $$")).Code.ShouldBe(137);
        (await fixture.RunAsync(new SandboxCommand { Arguments = ["no-such-program"], WorkingDirectory = "/tmp" })).Code.ShouldBe(127);
        (await fixture.RunAsync(fixture.Shell("exec true") with { Input = new byte[1 << 20] })).Code.ShouldBe(0);
    }

    [Fact]
    public async Task Arguments_pass_through_no_shell()
    {
        var (_, output, _) = await fixture.RunAsync(fixture.Shell("") with { Arguments = ["printf", "%s|", "a b", "$(id)", "'", "--", "", "ü\n"] });
        output.ShouldBe("a b|$(id)|'|--||ü\n|");
    }

    [Fact]
    public async Task Without_bubblewrap_nothing_runs_and_the_fault_names_the_remedy()
    {
        var fault = await new BubblewrapSandbox(new() { Program = "/nowhere/bwrap" }).CheckAsync(Cancellation);
        fault!.Code.ShouldBe("sandbox_unavailable");
        fault.Message.ShouldContain("apt-get install bubblewrap");
    }

    [Fact]
    public async Task Where_bubblewrap_cannot_work_the_fault_carries_its_words()
    {
        var refusing = fixture.Host.Write("bwrap", "#!/bin/sh\necho 'bwrap: No permissions to create new namespace' >&2; exit 1");
        File.SetUnixFileMode(refusing, (UnixFileMode)0b111_101_101);
        var fault = await new BubblewrapSandbox(new() { Program = refusing }).CheckAsync(Cancellation);
        fault!.Code.ShouldBe("sandbox_unavailable");
        fault.Message.ShouldContain("No permissions");
        fault.Message.ShouldContain("sysctl");
    }

    [Theory]
    [InlineData("/proc/x")]
    [InlineData("/")]
    [InlineData("relative")]
    [InlineData("/opt/../etc")]
    [InlineData("/dev/shm")]
    public async Task A_mount_in_a_bad_place_is_refused(string target)
    {
        var command = fixture.Shell("true") with { Mounts = [new(fixture.Work, target, MountAccess.ReadOnly)] };
        (await fixture.Sandbox.RunAsync(command, Cancellation)).Fault!.Code.ShouldBe("invalid");
    }

    [Fact]
    public async Task A_mount_of_something_absent_is_named_by_its_place_inside()
    {
        var command = fixture.Shell("true") with { Mounts = [new(fixture.Host["absent"], "/opt/toolchains/x", MountAccess.ReadOnly)] };
        var fault = (await fixture.Sandbox.RunAsync(command, Cancellation)).Fault!;
        fault.Code.ShouldBe("invalid");
        fault.Message.ShouldContain("/opt/toolchains/x");
        fault.Message.ShouldNotContain(fixture.Host.Path);
    }

    [Fact]
    public async Task Nothing_is_left_in_the_temporary_folder()
    {
        await fixture.RunAsync("true");
        var before = Directory.GetDirectories(Path.GetTempPath(), "yoi-*").Where(IsStartFolder).ToHashSet();
        await fixture.RunAsync("exit 1");
        // Other tests of this process run beside this one; what stays is what counts.
        var left = Directory.GetDirectories(Path.GetTempPath(), "yoi-*").Where(IsStartFolder).Where(f => !before.Contains(f)).ToList();
        while (left.Count > 0)
        {
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, Cancellation);
            left.RemoveAll(f => !Directory.Exists(f));
        }
    }

    private static bool IsStartFolder(string folder) => File.Exists(Path.Combine(folder, "args"));
}
