namespace Yoi.Tests.EndToEnd.Board;

public sealed class TicketPageTests
{
    private const string Title = "Greet the world";

    [Fact]
    public async Task A_tickets_page_follows_its_attempt_and_closes_it()
    {
        await using var browser = BoardBrowser.Start();
        await using var model = SteeredModel.Start();
        await using var workspace = await TestWorkspace.Make();
        await workspace.Configure(model.Url);
        var id = await workspace.Ready();
        var server = await workspace.UpWithPages();
        await browser.Enter(workspace, server);
        await browser.Click("link", Title);
        await browser.Sees("heading", Title);
        await browser.Sees("listitem", "The greeting greets the world.");
        await browser.Click("button", "Queue");
        var coder = await model.Asked();
        await browser.Sees("listitem", "In progress");
        await browser.Sees("article", "Work begins");

        await coder.Call("write", new { path = "greeting.txt", content = "hello, world\nhello, moon\n" });
        await (await model.Asked()).Call("submit_work", new { summary = "It greets." });
        await browser.Sees("cell", "passed");
        await (await model.Asked("reviewer-model")).Call("submit_review", new
        {
            verdict = "request_changes",
            summary = "One line too many.",
            findings = new[] { new { severity = "major", text = "The moon was not asked for.", path = "greeting.txt", line = 2 } },
        });
        coder = await model.Asked();
        await browser.Sees("article", "Changes requested");
        await browser.Sees("link", "line 2");
        await browser.Click("link", "line 2");
        (await browser.Address()).ShouldEndWith("#line-0-2");
        await browser.Sees("group", "The moon was not asked for.");
        await browser.Fill("Comment", "The moon may wait.");
        await browser.Press("Control+Enter");
        await browser.Sees("article", "The moon may wait.");
        (await browser.Faults()).ShouldBeEmpty();
        await browser.IsFitEverywhere("ticket-review");

        await coder.Call("write", new { path = "greeting.txt", content = "hello, world\n" });
        await (await model.Asked()).Call("submit_work", new { summary = "Without the moon." });
        await (await model.Asked("reviewer-model")).Call("submit_review", new { verdict = "approve", summary = "As asked." });
        await browser.Sees("article", "Approved");
        await workspace.WaitForThread(id, "step: clean", server);
        await browser.Click("button", "Close");
        await browser.Fill("Resolution", "Merged as **asked**.");
        await browser.Press("Control+Enter");
        await browser.Sees("heading", "Resolution");
        await browser.Sees("listitem", "Closed");
        (await workspace.Told(id))[^1].ShouldBe("close");
        (await browser.Ids("[id^=event-]")).Length.ShouldBe((await workspace.Told(id)).Count);
        (await browser.Faults()).ShouldBeEmpty();
        await browser.IsFitEverywhere("ticket-closed");
    }

    [Fact]
    public async Task A_page_whose_server_dies_says_so_and_comes_back_by_itself()
    {
        await using var browser = BoardBrowser.Start();
        await using var model = SteeredModel.Start();
        await using var workspace = await TestWorkspace.Make();
        await workspace.Configure(model.Url);
        var id = await workspace.Queue();
        var first = await workspace.UpWithPages();
        var address = await browser.Enter(workspace, first);
        await browser.Tab($"{address}/tickets/{id}");
        await model.Asked();
        await browser.Sees("article", "Work begins");
        (await browser.Faults()).ShouldBeEmpty();

        await first.KillHard();
        await browser.Sees("status", "reconnecting…");
        var second = await workspace.UpWithPages(new Uri(address).Port);
        await browser.Sees("status", "live");
        await (await model.Asked()).Call("write", new { path = "greeting.txt", content = "hello, world\n" });
        await (await model.Asked()).Call("submit_work", new { summary = "It greets." });
        await (await model.Asked("reviewer-model")).Call("submit_review", new { verdict = "approve", summary = "As asked." });
        await workspace.WaitForThread(id, "step: clean", second);
        await browser.Sees("button", "Close");
        await browser.Sees("article", "Cleaned up");
        (await browser.Ids("[id^=event-]")).Length.ShouldBe((await workspace.Told(id)).Count);
        (await browser.Faults()).ShouldAllBe(f => f.Contains("net::ERR_"), "a lost line is what the browser itself tells of, nothing else");
    }

    [Fact]
    public async Task What_others_do_to_a_related_ticket_shows_without_a_reload()
    {
        await using var browser = BoardBrowser.Start();
        await using var workspace = await TestWorkspace.Make();
        await workspace.Configure("http://127.0.0.1:1/v1", slots: 0);
        var id = await workspace.Ready();
        var ground = await workspace.Ready("The ground");
        await workspace.MustYoi("ticket", "relation", "add", id, "--kind", "depends_on", "--target", ground);
        var address = await browser.Enter(workspace, await workspace.UpWithPages());
        await browser.Tab($"{address}/tickets/{id}");
        await browser.Sees("list", "Depends on");

        await workspace.MustYoi("ticket", "queue", ground);

        await browser.Sees("link", "Queued");
        await browser.Click("button", "Queue");
        await browser.Sees("button", "Take back");
        (await browser.Faults()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_ticket_that_cannot_be_read_is_said_to_be_so()
    {
        await using var browser = BoardBrowser.Start();
        await using var workspace = await TestWorkspace.Make();
        await workspace.Configure("http://127.0.0.1:1/v1");
        var id = await workspace.Ready();
        await workspace.WriteFile($".yoi/tickets/{id}/item.md", "no front matter");
        var address = await browser.Enter(workspace, await workspace.UpWithPages());

        await browser.Tab($"{address}/tickets/{id}");

        await browser.Sees("paragraph", "This ticket's files cannot be read");
        await browser.Sees("paragraph", "What is written in it cannot be shown.");
        await browser.SeesNo("heading", "Thread");
        (await browser.Faults()).ShouldBeEmpty();
        await browser.IsFitEverywhere("ticket-unreadable");
    }
}
