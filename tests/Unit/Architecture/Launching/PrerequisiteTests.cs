namespace Yoi.Tests.Unit.Architecture.Launching;

public sealed class PrerequisiteTests : IDisposable
{
    private readonly ScriptBench _bench = new();

    public void Dispose() => _bench.Dispose();

    private string Yoi => _bench.In("repo", "yoi");

    [Fact]
    public async Task A_missing_dotnet_is_named_in_one_line()
    {
        File.Delete(_bench.In("bin", "dotnet"));
        await RefusesAsync("The .NET 10 SDK is missing.");
    }

    [Fact]
    public async Task A_dotnet_without_the_right_sdk_is_named_in_one_line()
    {
        _bench.Write("sdks", "8.0.100 [/x]\n9.0.310 [/x]\n");
        await RefusesAsync("dotnet is there, its SDK 10 is missing.");
    }

    [Fact]
    public async Task A_missing_git_is_named_in_one_line()
    {
        File.Delete(_bench.In("bin", "git"));
        await RefusesAsync("git 2.38 or newer is missing.");
    }

    [Fact]
    public async Task An_old_git_is_named_in_one_line()
    {
        _bench.Write("git-version", "2.37.9 (Apple Git-1)");
        await RefusesAsync("git is older than 2.38");
    }

    [Fact]
    public async Task A_missing_sandbox_that_may_not_be_installed_is_said_once_and_the_program_runs()
    {
        File.Delete(_bench.In("bin", "bwrap"));
        var first = await _bench.RunAsync(Yoi);
        first.ExitCode.ShouldBe(0);
        first.Error.ShouldContain("Install it with: sudo apt-get install bubblewrap\n");
        (await _bench.RunAsync(Yoi)).Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_missing_sandbox_is_installed_where_that_is_allowed_also_from_an_outdated_package_list()
    {
        File.Delete(_bench.In("bin", "bwrap"));
        _bench.Program("sudo", "#!/bin/bash\n[ \"$1\" = -n ] && exec \"${@:2}\"\n");
        _bench.Program("true", "#!/bin/bash\n");
        _bench.Program("apt-get", """
            #!/bin/bash
            echo noise
            if [ "$1" = update ]; then echo >"$BENCH/updated"; exit; fi
            [ -e "$BENCH/updated" ] || exit 100
            case "$*" in *bubblewrap) printf '#!/bin/bash\n' >"$BENCH/bin/bwrap"; chmod +x "$BENCH/bin/bwrap" ;; esac
            """);
        var ran = await _bench.RunAsync(Yoi);
        ran.ExitCode.ShouldBe(0);
        ran.Error.ShouldBe("Building yoi …\nInstalling bubblewrap (the sandbox that agents and checks run in) …\n");
        (await _bench.RunAsync(Yoi)).Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task An_installation_that_fails_shows_its_output_and_the_program_runs()
    {
        File.Delete(_bench.In("bin", "bwrap"));
        _bench.Program("sudo", "#!/bin/bash\n[ \"$1\" = -n ] && exec \"${@:2}\"\n");
        _bench.Program("true", "#!/bin/bash\n");
        _bench.Program("apt-get", "#!/bin/bash\necho 'E: no network'\nexit 100\n");
        var ran = await _bench.RunAsync(Yoi);
        ran.ExitCode.ShouldBe(0);
        ran.Error.ShouldContain("E: no network");
        ran.Error.ShouldContain("sudo apt-get install bubblewrap");
    }

    private async Task RefusesAsync(string message)
    {
        var ran = await _bench.RunAsync(Yoi);
        ran.ExitCode.ShouldBe(1);
        ran.Output.ShouldBeEmpty();
        ran.Error.ShouldStartWith(message);
        ran.Error.TrimEnd().Split('\n').Length.ShouldBe(1);
        _bench.Builds.ShouldBe(0);
    }
}
