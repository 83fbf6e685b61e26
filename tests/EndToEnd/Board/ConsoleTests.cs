namespace Yoi.Tests.EndToEnd.Board;

public sealed class ConsoleTests
{
    [Fact]
    public async Task A_Worker_is_talked_to_watched_answered_interrupted_stopped_and_restored()
    {
        await using var browser = BoardBrowser.Start();
        await using var model = SteeredModel.Start();
        await using var workspace = await TestWorkspace.Make();
        await workspace.Configure(model.Url);
        var server = await workspace.UpWithPages();
        await workspace.MustYoi("worker", "new", "--name", "Ada");
        await browser.Enter(workspace, server);
        await browser.Click("link", "Workers");
        await browser.Click("link", "Ada");
        await browser.Sees("heading", "Ada");
        await browser.Fill("Send to Ada", "Greet the world.");
        await browser.Press("Enter");
        var answer = await model.Asked();
        await browser.Sees("log", "Greet the world.");
        await answer.Say("Once upon ");
        await browser.Sees("log", "Once upon");
        await answer.Say("a **time**.");
        await browser.Sees("strong", "time");
        await answer.Call("write", new { path = "greeting.txt", content = "hello, world\n" });
        answer = await model.Asked();
        await browser.Sees("article", "hello, world");
        await answer.Call("shell", new { command = "cat greeting.txt && printf '\\033[31mred\\033[0m\\n' >&2" });

        await browser.Sees("region", "It asks whether it may.");
        await browser.Sees("status", "asks whether it may");
        (await browser.Faults()).ShouldBeEmpty();
        await browser.IsFitEverywhere("console-asks");
        await browser.Click("button", "Allow");
        await browser.Sees("article", "Allowed by person");
        await browser.Sees("article", "red");
        answer = await model.Asked();
        await answer.Say("Long ");
        await browser.Sees("log", "Long");
        await browser.Fill("Steer to Ada", "Be brief.");
        await browser.Press("Enter");
        await browser.Sees("log", "Be brief.");
        await browser.Click("button", "Interrupt");
        await browser.Sees("log", "Run interrupted");

        await browser.Fill("Send to Ada", "Once more.");
        await browser.Click("button", "Send");
        answer = await model.Asked();
        await browser.Sees("status", "works");
        await browser.Click("button", "Stop");
        await browser.Click("button", "Keep it");
        await browser.Sees("status", "works");
        await browser.Click("button", "Stop");
        await browser.Click("button", "Stop it");
        await browser.Sees("status", "stopped");
        await browser.Sees("log", "It was stopped.");
        await browser.Sees("main", "Restore it to send something.");
        await browser.Click("button", "Restore");
        await browser.Fill("Send to Ada", "Are you there?");
        await browser.Press("Enter");
        answer = await model.Asked();
        await answer.Say("Here.");
        await answer.End();
        await browser.Sees("log", "Here.");
        await browser.Sees("status", "waits");
        (await browser.Faults()).ShouldBeEmpty();
        await browser.IsFitEverywhere("console");
    }

    [Fact]
    public async Task A_console_whose_server_dies_says_so_and_comes_back_with_every_event_once()
    {
        await using var browser = BoardBrowser.Start();
        await using var model = SteeredModel.Start();
        await using var workspace = await TestWorkspace.Make();
        await workspace.Configure(model.Url);
        var first = await workspace.UpWithPages();
        var address = await browser.Enter(workspace, first);
        var id = (await workspace.MustYoi("worker", "new", "--name", "Ada")).Split('\t')[0];
        await browser.Tab($"{address}/workers/embedded/{id}");
        await browser.Fill("Send to Ada", "Tell it.");
        await browser.Press("Enter");
        var answer = await model.Asked();
        await answer.Say("Once upon a time");
        await browser.Sees("log", "Once upon a time");
        (await browser.Faults()).ShouldBeEmpty();

        await first.KillHard();
        await browser.Sees("alert", "The line to this Worker is lost.");
        await browser.Sees("log", "Once upon a time");

        await workspace.UpWithPages(new Uri(address).Port);
        await browser.SeesNo("alert", "The line to this Worker is lost.");
        await browser.Sees("log", "Run interrupted");
        await browser.Click("button", "Resume");
        answer = await model.Asked();
        await answer.Say("there was ");
        await browser.Sees("log", "there was");
        await answer.Say("a greeting.");
        await answer.End();
        await browser.Sees("log", "Run completed");
        await browser.Sees("log", "there was a greeting.");

        var rows = await browser.Ids("[data-row]");
        rows.ShouldBeUnique();
        (await browser.Text("log")).Split("Tell it.").Length.ShouldBe(2, "the message is there once");
        await browser.Reload();
        await browser.Sees("log", "Run completed");
        (await browser.Ids("[data-row]")).ShouldBe(rows, "what came over the broken line is what a new page reads");
        (await browser.Faults()).ShouldAllBe(f => f.Contains("net::ERR_"), "a lost line is what the browser itself tells of, nothing else");
    }

    [Fact]
    public async Task A_link_to_an_event_long_past_brings_it_in_by_itself()
    {
        await using var browser = BoardBrowser.Start();
        await using var workspace = await TestWorkspace.Make();
        var (_, model) = await workspace.ServeModel([.. Enumerable.Range(0, 75).Select(turn => Words.Coder(turn, $"Word {turn}.", "read", new { path = "greeting.txt" })), new { model = "coder-model", turn = 75, text = "The end." }]);
        await workspace.Configure(model);
        var address = await browser.Enter(workspace, await workspace.UpWithPages());
        var id = (await workspace.MustYoi("worker", "new", "--name", "Ada")).Split('\t')[0];
        (await workspace.Yoi("worker", "send", "Ada", "Count.")).Error.ShouldContain("limit_reached");
        await workspace.MustYoi("worker", "send", "Ada", "Go on.");

        await browser.Tab($"{address}/workers/embedded/{id}#e-2");

        await browser.Sees("log", "Count.");
        await browser.Sees("log", "Word 74.");
        (await browser.Ids("[data-row]")).ShouldBeUnique();
        (await browser.Faults()).ShouldBeEmpty();
    }
}
