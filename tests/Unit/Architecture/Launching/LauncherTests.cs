namespace Yoi.Tests.Unit.Architecture.Launching;

public sealed class LauncherTests : IDisposable
{
    private readonly ScriptBench _bench = new();

    public void Dispose() => _bench.Dispose();

    private string Yoi => _bench.In("repo", "yoi");

    [Fact]
    public async Task The_first_launch_builds_and_runs_the_program_in_the_callers_folder_with_all_arguments()
    {
        var ran = await _bench.RunAsync(Yoi, "ticket", "two words", "");
        ran.ShouldBe(new Ran(0, $"{_bench.Root}|3|ticket two words \n", "Building yoi …\n"));
        File.ReadAllText(_bench.In("builds")).ShouldContain("src/Cli/Cli.csproj -c Release");
    }

    [Fact]
    public async Task A_launch_of_what_is_built_says_nothing_and_hands_on_the_exit_code()
    {
        await _bench.RunAsync(Yoi);
        using var process = _bench.Start(Yoi, ["x"], variable: ("YOI_EXIT", "7"));
        (await ScriptBench.FinishAsync(process)).ShouldBe(new Ran(7, $"{_bench.Root}|1|x\n", ""));
        _bench.Builds.ShouldBe(1);
    }

    [Theory]
    [InlineData("src/Cli/Program.cs")]
    [InlineData("src/Cli/New.cs")]
    [InlineData("Directory.Build.props")]
    [InlineData("global.json")]
    [InlineData("nuget.config")]
    [InlineData("eng/banned/Clock.txt")]
    public async Task A_changed_or_new_file_is_built_again(string file)
    {
        await BuildBeforeAsync();
        _bench.Write($"repo/{file}", "changed");
        await _bench.RunAsync(Yoi);
        _bench.Builds.ShouldBe(2);
        await _bench.RunAsync(Yoi);
        _bench.Builds.ShouldBe(2);
    }

    [Fact]
    public async Task A_removed_file_is_built_again_and_a_file_beside_the_sources_is_not()
    {
        await BuildBeforeAsync();
        _bench.Write("repo/README.md", "changed");
        await _bench.RunAsync(Yoi);
        _bench.Builds.ShouldBe(1);
        File.Delete(_bench.In("repo", "src", "Cli", "Program.cs"));
        await _bench.RunAsync(Yoi);
        _bench.Builds.ShouldBe(2);
    }

    [Fact]
    public async Task It_is_found_through_links()
    {
        _bench.Folder("links");
        File.CreateSymbolicLink(_bench.In("links", "second"), "../repo/yoi");
        File.CreateSymbolicLink(_bench.In("first"), "links/second");
        (await _bench.RunAsync(_bench.In("first"), "a")).Output.ShouldBe($"{_bench.Root}|1|a\n");
        (await _bench.RunAsync(_bench.In("bin", "bash"), "first", "b")).Output.ShouldBe($"{_bench.Root}|1|b\n");
    }

    [Fact]
    public async Task A_failed_build_shows_its_log_and_runs_nothing_and_the_next_launch_builds_again()
    {
        _bench.Write("broken", "");
        var ran = await _bench.RunAsync(Yoi);
        ran.ExitCode.ShouldBe(1);
        ran.Output.ShouldBeEmpty();
        ran.Error.ShouldContain("error CS1002: ; expected");
        ran.Error.ShouldContain("Building yoi failed");
        File.Delete(_bench.In("broken"));
        (await _bench.RunAsync(Yoi)).ExitCode.ShouldBe(0);
        _bench.Builds.ShouldBe(2);
    }

    [Fact]
    public async Task Launches_at_the_same_time_build_once()
    {
        _bench.Write("gate", "");
        using var first = _bench.Start(Yoi, ["1"]);
        (await first.StandardError.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldBe("Building yoi …");
        using var second = _bench.Start(Yoi, ["2"]);
        (await second.StandardError.ReadLineAsync(TestContext.Current.CancellationToken)).ShouldBe("Another yoi is building; waiting for it …");
        _bench.Write("open", "");
        (await ScriptBench.FinishAsync(first)).Output.ShouldEndWith("|1|1\n");
        (await ScriptBench.FinishAsync(second)).Output.ShouldEndWith("|1|2\n");
        _bench.Builds.ShouldBe(1);
    }

    /// <summary>Builds, and lets what was built look a minute old, so that a change is newer on any file system.</summary>
    private async Task BuildBeforeAsync()
    {
        await _bench.RunAsync(Yoi);
        var before = File.GetLastWriteTimeUtc(_bench.In("repo", "artifacts", "launch", "built")).AddMinutes(-1);
        foreach (var path in Directory.EnumerateFileSystemEntries(_bench.In("repo"), "*", SearchOption.AllDirectories))
        {
            if (Directory.Exists(path)) Directory.SetLastWriteTimeUtc(path, before);
            else File.SetLastWriteTimeUtc(path, before);
        }
    }
}
