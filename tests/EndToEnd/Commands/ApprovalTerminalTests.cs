namespace Yoi.Tests.EndToEnd.Commands;

/// <summary>A person at a terminal answers what a Worker asks.</summary>
public sealed class ApprovalTerminalTests
{
    [Fact]
    public async Task Yes_no_and_always_do_what_they_say_also_after_a_restart()
    {
        await using var workspace = await TestWorkspace.Make();
        var (_, model) = await workspace.ServeModel(
            Words.Shell(0, "cat greeting.txt"), Words.Shell(1, "wc greeting.txt && wc check.sh && ls"), Words.Shell(2, "ls"), Words.Shell(3, "ls -a"), Words.Say(4, "All looked at."),
            Words.Shell(5, "ls check.sh"), Words.Say(6, "Looked again."));
        await workspace.Configure(model);
        var first = await workspace.Up();
        await workspace.MustYoi("worker", "new", "--name", "Ada");

        var terminal = workspace.StartOnTerminal("worker", "send", "Ada", "Look around.");
        await terminal.LineWith("Always would keep: Allow shell commands that begin with `cat`");
        terminal.Log.ShouldContain("    cat greeting.txt");
        await terminal.Type("n");
        await terminal.LineWith("- denied by person");
        // No one rule covers it, so there is none to keep.
        await terminal.LineWith("    wc greeting.txt && wc check.sh && ls");
        await terminal.Type("a");
        await terminal.Type("y");
        await terminal.LineWith("- allowed by person");
        await terminal.LineWith("Always would keep: Allow shell commands that begin with `ls`");
        await terminal.Type("a");
        await terminal.LineWith("- allowed, always, by person");
        await terminal.LineWith("All looked at.");
        (await terminal.Ended()).ShouldBe(0, terminal.Log);
        terminal.Log.ShouldContain("\u001b[", Case.Sensitive, "a terminal has colours");

        var tail = await workspace.MustYoi("worker", "tail", "Ada");
        tail.ShouldContain("* shell cat greeting.txt  denied");
        tail.ShouldContain("* shell wc greeting.txt && wc check.sh && ls  ok");
        tail.ShouldContain("* shell ls -a  ok");
        tail.Split('\n').Count(l => l.StartsWith("- ", StringComparison.Ordinal)).ShouldBe(3, tail);
        tail.ShouldNotContain("\u001b");

        await first.KillHard();
        await workspace.Up();
        var again = await workspace.MustYoi("worker", "send", "Ada", "And once more.");
        again.ShouldContain("* shell ls check.sh  ok");
        again.ShouldNotContain("asks for");
    }

    [Fact]
    public async Task What_is_answered_at_one_terminal_is_asked_at_no_other_any_more()
    {
        await using var workspace = await TestWorkspace.Make();
        var (_, model) = await workspace.ServeModel(Words.Shell(0, "ls"), Words.Shell(1, "wc greeting.txt"), Words.Say(2, "Looked."));
        await workspace.Configure(model);
        await workspace.Up();
        await workspace.MustYoi("worker", "new", "--name", "Ada");
        var first = workspace.StartOnTerminal("worker", "send", "Ada", "Look around.");
        await first.LineWith("Always would keep: Allow shell commands that begin with `ls`");
        var second = workspace.StartOnTerminal("worker", "tail", "Ada", "--follow");
        await second.LineWith("Always would keep: Allow shell commands that begin with `ls`");

        await second.Type("y");

        await first.LineWith("- allowed by person");
        await first.LineWith("Always would keep: Allow shell commands that begin with `wc`");
        await first.Type("n");
        await second.LineWith("- denied by person");
        (await first.Ended()).ShouldBe(0, first.Log);
        await second.LineWith("Looked.");
    }

    [Fact]
    public async Task Two_questions_at_once_are_asked_one_after_the_other()
    {
        await using var workspace = await TestWorkspace.Make();
        var calls = new[] { "ls", "wc greeting.txt" }.Select(command => new { name = "shell", arguments = new { command } }).ToArray();
        var (_, model) = await workspace.ServeModel(new { model = "coder-model", turn = 0, text = "I look.", tool_calls = calls }, Words.Say(1, "Looked."));
        await workspace.Configure(model);
        await workspace.Up();
        await workspace.MustYoi("worker", "new", "--name", "Ada");

        var terminal = workspace.StartOnTerminal("worker", "send", "Ada", "Look around.");
        await terminal.LineWith("Always would keep: Allow shell commands that begin with `ls`");
        terminal.Log.ShouldNotContain("`wc`");
        await workspace.MustYoi("worker", "send", "Ada", "Mind the tests.", "--steer", "--no-wait");
        await terminal.LineWith("> Mind the tests.");
        await terminal.Type("y");
        await terminal.LineWith("Always would keep: Allow shell commands that begin with `wc`");
        terminal.Log.IndexOf("- allowed by person", StringComparison.Ordinal).ShouldBeInRange(0, terminal.Log.IndexOf("`wc`", StringComparison.Ordinal), terminal.Log);
        await terminal.Type("n");
        await terminal.LineWith("- denied by person");
        (await terminal.Ended()).ShouldBe(0, terminal.Log);
        // The prompt came back behind what was shown meanwhile, and the answer stands behind it.
        terminal.Log.Split('\n').Count(l => l.Contains("[a]lways: y", StringComparison.Ordinal) || l.Contains("[a]lways: n", StringComparison.Ordinal)).ShouldBe(2, terminal.Log);
    }
}
