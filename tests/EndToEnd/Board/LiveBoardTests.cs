namespace Yoi.Tests.EndToEnd.Board;

public sealed class LiveBoardTests
{
    private const string Title = "Greet the world";

    [Fact]
    public async Task A_ticket_moves_from_column_to_column_while_one_looks()
    {
        await using var browser = BoardBrowser.Start();
        await using var workspace = await TestWorkspace.Make();
        var (_, model) = await workspace.ServeModel(Words.Write(0, delayMs: 1_500), Words.Submit(1), Words.Approve());
        await workspace.Configure(model);
        var id = await workspace.Ready();
        var server = await workspace.UpWithPages();
        await browser.Open(await workspace.Link(server));
        await browser.SeesIn("Ready", Title);
        await browser.Sees("status", "live");
        await browser.Follow(Title);

        await workspace.MustYoi("ticket", "queue", id);
        await browser.SeesIn("In progress", Title);
        await browser.SeesIn("Done", Title);
        await browser.Sees("link", "Done; it waits for you to close it.");
        await workspace.MustYoi("ticket", "close", id, "--resolution", "Merged.");
        await browser.SeesIn("Closed", Title);

        var columns = await browser.Followed();
        columns.ShouldNotBeNull("the page was loaded anew").Where(c => c != "Queued").ShouldBe(["Ready", "In progress", "Done", "Closed"]);
        (await browser.Address()).ShouldNotContain("link=");
        await browser.Reload();
        await browser.SeesIn("Closed", Title);
        await browser.Sees("status", "live");
        (await browser.Faults()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_link_lets_one_browser_in_once()
    {
        await using var browser = BoardBrowser.Start();
        await using var workspace = await TestWorkspace.Make();
        await workspace.Configure("http://127.0.0.1:1/v1");
        await workspace.Ready();
        var server = await workspace.UpWithPages();
        var link = await workspace.Link(server);
        await browser.Open(link);
        await browser.SeesIn("Ready", Title);
        (await browser.Faults()).ShouldBeEmpty();

        await browser.Open(link);

        await browser.Sees("heading", "This link does not open the board");
        (await browser.Text("main")).ShouldContain("was used");
        (await browser.Text("main")).ShouldContain("yoi open");
        (await browser.Faults()).ShouldHaveSingleItem().ShouldContain("401");
    }

    [Fact]
    public async Task Without_a_link_the_page_says_how_to_get_one()
    {
        await using var browser = BoardBrowser.Start();
        await using var workspace = await TestWorkspace.Make();
        await workspace.Configure("http://127.0.0.1:1/v1");
        var server = await workspace.UpWithPages();

        await browser.Open(new Uri(await workspace.Link(server)).GetLeftPart(UriPartial.Path), 390, 844);

        await browser.Sees("heading", "Open the board from the command line");
        (await browser.Sideways()).ShouldBe(0);
        (await browser.Barriers()).ShouldBeEmpty();
        (await browser.Faults()).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_server_that_dies_is_said_to_be_gone_and_after_its_restart_the_board_is_right()
    {
        await using var browser = BoardBrowser.Start();
        await using var workspace = await TestWorkspace.Make();
        var (models, model) = await workspace.ServeModel(Words.Write(0, delayMs: 4_000), Words.Submit(1), Words.Approve());
        await workspace.Configure(model);
        var id = await workspace.Ready();
        var first = await workspace.UpWithPages();
        var link = await workspace.Link(first);
        await browser.Open(link);
        await workspace.MustYoi("ticket", "queue", id);
        await models.LineWith("turn=0 held");
        await browser.SeesIn("In progress", Title);
        await browser.Follow(Title);
        (await browser.Faults()).ShouldBeEmpty();

        await first.KillHard();
        await browser.Sees("status", "reconnecting…");
        await browser.Sees("status", "last update");
        (await browser.Text("status")).ShouldNotContain("live");
        await browser.SeesIn("In progress", Title);

        var second = await workspace.UpWithPages(new Uri(link).Port);
        await browser.Sees("status", "live");
        await browser.SeesIn("Done", Title);
        (await browser.Text("status")).ShouldBe("live");
        (await browser.Followed()).ShouldBe(["In progress", "Done"], second.Log);
        (await browser.Faults()).ShouldAllBe(f => f.Contains("net::ERR_"), "a lost line is what the browser itself tells of, nothing else");
        await browser.Reload();
        await browser.SeesIn("Done", Title);
        (await browser.Faults()).ShouldBeEmpty();
    }
}
