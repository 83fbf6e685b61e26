using System.Text.Json;

namespace Yoi.Tests.EndToEnd.Commands;

/// <summary>Questions of Workers where no terminal is, over kills, interrupts and words that join the run.</summary>
public sealed class ApprovalCommandTests
{
    private const string Asks = "yoi worker approve";

    [Fact]
    public async Task A_question_outlives_a_kill_and_its_answer_goes_on_with_the_same_run()
    {
        await using var workspace = await TestWorkspace.Make();
        var (_, model) = await workspace.ServeModel(Words.Shell(0, "wc greeting.txt"), Words.Say(1, "Counted."));
        await workspace.Configure(model);
        var first = await workspace.Up();
        await workspace.MustYoi("worker", "new", "--name", "Ada");
        var watching = workspace.Start("worker", "send", "Ada", "Count.");
        var answer = (await watching.LineWith(Asks)).Split(' ', StringSplitOptions.RemoveEmptyEntries);

        await first.KillHard();
        var second = await workspace.Up();

        var shown = await workspace.MustYoi("worker", "show", "Ada");
        shown.ShouldContain("state     waiting_approval");
        shown.ShouldContain("    wc greeting.txt");
        Parse(await workspace.MustYoi("worker", "show", "Ada", "--json")).GetProperty("approvals")[0].GetProperty("text").GetString().ShouldBe("wc greeting.txt");
        (await workspace.MustYoi("status")).ShouldContain("Workers at work: 0");
        var call = answer[Array.IndexOf(answer, "approve") + 2];
        (await workspace.MustYoi("worker", "approve", "Ada", call, "--allow")).ShouldEndWith("\tallowed");
        await watching.LineWith("Counted.");
        (await watching.Ended()).ShouldBe(0, watching.Log);

        var twice = await workspace.Yoi("worker", "approve", "Ada", call, "--deny");
        (twice.ExitCode, twice.Error.Trim()).ShouldBe((1, $"yoi: conflict: The call '{call}' was already allowed by person."), twice.ToString());
        var nothing = await workspace.Yoi("worker", "approve", "Ada", "--allow");
        nothing.Error.ShouldStartWith("yoi: not_found: Ada asks for nothing now", Case.Sensitive, second.Log);
        var events = (await workspace.MustYoi("worker", "tail", "Ada", "--json")).Split('\n').Select(Parse).ToList();
        events.Count(e => e.GetProperty("type").GetString() == "run_started").ShouldBe(1);
        events.Select(e => e.TryGetProperty("run", out var run) ? run.GetString() : null).OfType<string>().Distinct().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Words_join_a_run_that_waits_and_an_interrupt_ends_it()
    {
        await using var workspace = await TestWorkspace.Make();
        await using var model = LiveModel.Start((_, answers) => answers % 2 == 0 ? [LiveModel.Call("shell", new { command = "wc greeting.txt" })] : []);
        await workspace.Configure(model.Url);
        await workspace.Up();
        await workspace.MustYoi("worker", "new", "--name", "Ada");
        var alone = await workspace.Yoi("worker", "send", "Ada", "Mind the tests.", "--steer");
        alone.Error.ShouldStartWith("yoi: no_run: ", Case.Sensitive, alone.ToString());

        var watching = workspace.Start("worker", "send", "Ada", "Count.");
        await watching.LineWith(Asks);
        await workspace.MustYoi("worker", "send", "Ada", "And mind the tests.", "--steer", "--no-wait");
        model.Requests.ShouldBe(1);
        await workspace.MustYoi("worker", "approve", "Ada", "--allow");
        (await watching.Ended()).ShouldBe(0, watching.Log);
        model.Asked[1].ShouldContain("And mind the tests.");

        var waiting = workspace.Start("worker", "send", "Ada", "Count again.");
        await waiting.LineWith(Asks);
        (await workspace.MustYoi("worker", "interrupt", "Ada")).ShouldContain("\tidle\t");
        await waiting.LineWith("! run interrupted");
        (await waiting.Ended()).ShouldBe(1, waiting.Log);
        (await workspace.Yoi("worker", "approve", "Ada", "--allow")).Error.ShouldStartWith("yoi: not_found: ");
    }

    private static JsonElement Parse(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }
}
