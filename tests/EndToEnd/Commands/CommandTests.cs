namespace Yoi.Tests.EndToEnd.Commands;

public sealed class CommandTests
{
    [Fact]
    public async Task Wrong_usage_ends_with_2_and_says_so()
    {
        await using var workspace = await TestWorkspace.Make();

        var ended = await workspace.Yoi("ticket", "frobnicate");

        ended.ExitCode.ShouldBe(2);
        ended.Error.ShouldContain("--help");
    }

    [Fact]
    public async Task Outside_a_workspace_a_command_says_what_to_do()
    {
        await using var workspace = await TestWorkspace.Make();

        var ended = await workspace.Yoi("ticket", "list");

        ended.ExitCode.ShouldBe(1);
        ended.Error.ShouldContain("no_workspace");
        ended.Error.ShouldContain("yoi init");
    }

    [Fact]
    public async Task Tickets_are_written_listed_shown_and_commented_from_any_folder_below()
    {
        await using var workspace = await TestWorkspace.Make();
        await workspace.MustYoi("init", "--validation", "sh check.sh");
        Directory.CreateDirectory(Path.Combine(workspace.Root, "deep", "er"));
        var id = await workspace.MustYoi("ticket", "create", "--title", "A title", "--body", "Words.");

        var commented = await Run.Program(Checkout.Yoi, Path.Combine(workspace.Root, "deep", "er"), workspace.Environment, "A remark.\n---\n", "ticket", "comment", id[^5..], "--body-file", "-");

        commented.ExitCode.ShouldBe(0, commented.ToString());
        var listed = (await workspace.MustYoi("ticket", "list")).Split('\t');
        (listed[0], listed[1], listed[^1]).ShouldBe((id, "planning", "A title"));
        (await workspace.MustYoi("ticket", "show", id)).ShouldContain("A remark.\n---");
        (await Run.Git(workspace.Root, "show", $"refs/yoi/records:tickets/{id}/thread.md")).ShouldContain("A remark.");
        (await Run.Git(workspace.Root, "status", "--porcelain")).ShouldBe("?? .yoi/");
    }

    [Theory]
    [InlineData("invalid", "demo", "--dir", "")]
    [InlineData("conflict", "demo", "--dir", "/dev/null")]
    [InlineData("store_failed", "demo", "--dir", "/proc/x")]
    [InlineData("invalid", "model", "serve", "/dev/null", "--port", "99999")]
    [InlineData("invalid", "up", "--no-open", "--port", "-1")]
    public async Task What_cannot_be_is_refused_with_a_code_and_no_stack_trace(string code, params string[] arguments)
    {
        await using var workspace = await TestWorkspace.Make();
        await workspace.MustYoi("init", "--validation", "sh check.sh");

        var ended = await workspace.Yoi(arguments);

        ended.ExitCode.ShouldBe(1, ended.ToString());
        ended.Error.ShouldStartWith($"yoi: {code}: ");
        ended.Error.Trim().ShouldNotContain('\n');
    }

    [Fact]
    public async Task An_empty_comment_is_refused()
    {
        await using var workspace = await TestWorkspace.Make();
        await workspace.MustYoi("init", "--validation", "sh check.sh");
        var id = await workspace.MustYoi("ticket", "create", "--title", "A title", "--body", "Words.");

        var ended = await workspace.Yoi("ticket", "comment", id);

        ended.ExitCode.ShouldBe(1, ended.ToString());
        (await workspace.Thread(id)).ShouldNotContain("event: comment");
    }

    [Fact]
    public async Task A_program_in_the_users_own_bin_opens_the_users_folder_to_nobody()
    {
        await using var workspace = await TestWorkspace.Make();
        var home = Path.Combine(Path.GetDirectoryName(workspace.Root)!, "user");
        foreach (var program in (string[])["bin/node", ".local/bin/go", ".cargo/bin/cargo", "tools/python/bin/python3"])
        {
            Directory.CreateDirectory(Path.Combine(home, Path.GetDirectoryName(program)!));
            await File.WriteAllTextAsync(Path.Combine(home, program), "", TestContext.Current.CancellationToken);
        }

        var path = string.Join(':', ((string[])["bin", ".local/bin", ".cargo/bin", "tools/python/bin"]).Select(f => Path.Combine(home, f)));
        var environment = workspace.Environment;
        environment["HOME"] = home;
        environment["PATH"] = $"{path}:{Environment.GetEnvironmentVariable("PATH")}";
        var ended = await Run.Program(Checkout.Yoi, workspace.Root, environment, null, "init", "--validation", "sh check.sh");

        ended.ExitCode.ShouldBe(0, ended.ToString());
        var settings = await File.ReadAllTextAsync(Path.Combine(workspace.Root, ".yoi", "workspace.yaml"), TestContext.Current.CancellationToken);
        settings.Split('\n').Where(l => l.Contains("source: " + home, StringComparison.Ordinal)).Select(l => l.Trim()).Distinct().ShouldBe([$"- source: {home}/tools/python"]);
    }

    [Fact]
    public async Task A_gate_that_is_not_satisfied_names_what_is_missing()
    {
        await using var workspace = await TestWorkspace.Make();
        await workspace.MustYoi("init", "--validation", "sh check.sh");
        var id = await workspace.MustYoi("ticket", "create", "--title", "Empty", "--body", "Only words.");

        var ended = await workspace.Yoi("ticket", "ready", id);

        ended.ExitCode.ShouldBe(1);
        ended.Error.ShouldContain("gate_refused");
        ended.Error.ShouldContain("equirements");
        (await workspace.MustYoi("ticket", "list", "--state", "planning")).ShouldContain(id);
    }

    [Fact]
    public async Task Without_a_server_status_says_how_to_start_one()
    {
        await using var workspace = await TestWorkspace.Make();
        await workspace.MustYoi("init", "--validation", "sh check.sh");

        var ended = await workspace.Yoi("status");

        ended.ExitCode.ShouldBe(1);
        ended.Error.ShouldContain("server_unavailable");
        ended.Error.ShouldContain("yoi up");
    }

    [Fact]
    public async Task A_second_server_on_the_same_workspace_is_refused()
    {
        await using var workspace = await TestWorkspace.Make();
        await workspace.MustYoi("init", "--validation", "sh check.sh");
        await workspace.Up();

        var ended = await workspace.Yoi("up", "--no-open");

        ended.ExitCode.ShouldBe(1);
        ended.Error.ShouldContain("store_locked");
    }

    [Fact]
    public async Task Doctor_names_a_missing_provider_and_what_to_set()
    {
        await using var workspace = await TestWorkspace.Make();
        await workspace.MustYoi("init", "--validation", "sh check.sh");

        var ended = await workspace.Yoi("doctor");

        ended.ExitCode.ShouldBe(1);
        ended.Output.ShouldContain("ok    sandbox");
        ended.Output.ShouldContain("provider_missing");
    }
}
