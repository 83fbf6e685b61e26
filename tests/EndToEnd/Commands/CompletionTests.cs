namespace Yoi.Tests.EndToEnd.Commands;

/// <summary>What the tab key offers, in the shells themselves.</summary>
public sealed class CompletionTests
{
    [Theory]
    [InlineData("yoi tick", "ticket")]
    [InlineData("yoi ticket re", "ready relation reopen review")]
    [InlineData("yoi ticket comment ID --role ", "comment decision implementation_report plan")]
    [InlineData("yoi ticket state ID p", "planning")]
    [InlineData("yoi objective list --state ", "active archived done paused")]
    [InlineData("yoi ticket relation add ID --kind d", "depends_on duplicate_of")]
    [InlineData("yoi ticket edit ID --r", "--readiness --ref --repository --risk")]
    [InlineData("yoi ticket show ", "ID OTHER")]
    [InlineData("yoi ticket state ", "ID OTHER")]
    [InlineData("yoi ticket queue ", "OTHER")]
    [InlineData("yoi ticket relation add ID --target ", "ID OTHER")]
    [InlineData("yoi ticket show END", "ID")]
    [InlineData("yoi objective link ", "AIM")]
    [InlineData("yoi objective link AIM ", "ID OTHER")]
    [InlineData("yoi completion ", "bash fish zsh")]
    public async Task In_bash_words_and_ids_are_offered_that_may_stand_there(string line, string expected)
    {
        await using var workspace = await TestWorkspace.Make();
        await workspace.MustYoi("init", "--validation", "sh check.sh");
        var (id, other) = (await workspace.Create("One"), await workspace.Ready("Other"));
        var aim = await workspace.MustYoi("objective", "create", "--title", "Aim", "--body", "b");
        string Filled(string text) => text.Replace("OTHER", other, StringComparison.Ordinal).Replace("ID", id, StringComparison.Ordinal).Replace("AIM", aim, StringComparison.Ordinal).Replace("END", id[^6..], StringComparison.Ordinal);

        var offered = await Bash(workspace, Filled(line));

        offered.ShouldBe(Filled(expected).Split(' '), ignoreOrder: true);
    }

    [Fact]
    public async Task In_bash_the_cursor_counts_not_the_end_of_the_line_and_a_tab_is_never_an_error()
    {
        await using var workspace = await TestWorkspace.Make();
        (await Bash(workspace, "yoi ticket stat --json", "yoi ticket stat".Length)).ShouldBe(["state"]);
        (await Bash(workspace, "yoi ticket comment --body 'é漢字 🙂' --ro")).ShouldBe(["--role"]);
        // Outside a workspace there are no ids, and options are what is left.
        (await Bash(workspace, "yoi ticket show ")).ShouldContain("--json");
        (await Bash(workspace, "yoi nonsense ")).ShouldNotContain("usage:");
        var program = await Run.Program("bash", workspace.Root, workspace.Environment, null, "-c", $"source <('{Checkout.Yoi}' completion bash); complete -p yoi");
        program.Output.ShouldBe("complete -o bashdefault -o default -F _yoi yoi\n", program.ToString());
    }

    [Fact]
    public async Task In_zsh()
    {
        await using var workspace = await TestWorkspace.Make();
        const string Script = """
            compdef() { : }
            compadd() { print -l -- $found }
            _files() { print files }
            source <("$YOI" completion zsh)
            words=("$YOI" ticket sta); CURRENT=3; _yoi
            words=("$YOI" ticket create --body-file ''); CURRENT=5; _yoi
            """;
        (await Shell(workspace, "zsh", "-f", "-c", Script)).ShouldBe("startable\nstate\nfiles");
    }

    [Fact]
    public async Task In_fish()
    {
        await using var workspace = await TestWorkspace.Make();
        var program = $"set PATH {Path.GetDirectoryName(Checkout.Yoi)} $PATH; yoi completion fish | source; complete --do-complete 'yoi ticket sta'; complete --do-complete 'yoi ticket create --title x --body-file gree'";
        (await Shell(workspace, "fish", "--no-config", "-c", program)).ShouldBe("startable\nstate\ngreeting.txt");
    }

    private static async Task<string[]> Bash(TestWorkspace workspace, string line, int? cursor = null)
    {
        // As readline does it: the function is called with the program's name, and finds the line and the cursor's place in variables.
        const string Script = """
            source <("$YOI" completion bash)
            COMP_POINT=${POINT:-${#COMP_LINE}}
            _yoi "$YOI" '' ''
            (( ${#COMPREPLY[@]} )) && printf '%s\n' "${COMPREPLY[@]}"
            """;
        var environment = workspace.Environment;
        (environment["YOI"], environment["COMP_LINE"], environment["LC_ALL"]) = (Checkout.Yoi, line, "C.UTF-8");
        if (cursor is { } place) environment["POINT"] = $"{place}";
        var ended = await Run.Program("bash", workspace.Root, environment, null, "--norc", "-c", Script);
        ended.Error.ShouldBeEmpty();
        return ended.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
    }

    private static async Task<string> Shell(TestWorkspace workspace, string shell, params string[] arguments)
    {
        var isThere = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Any(folder => File.Exists(Path.Combine(folder, shell)));
        Assert.SkipUnless(isThere, $"There is no {shell} on this machine.");
        var environment = workspace.Environment;
        environment["YOI"] = Checkout.Yoi;
        var ended = await Run.Program(shell, workspace.Root, environment, null, arguments);
        ended.Error.ShouldBeEmpty();
        return ended.Output.Trim();
    }
}
