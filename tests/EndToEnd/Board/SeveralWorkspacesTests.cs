namespace Yoi.Tests.EndToEnd.Board;

public sealed class SeveralWorkspacesTests
{
    [Fact]
    public async Task One_server_shows_two_workspaces_each_with_its_own_tickets_and_commands()
    {
        await using var browser = BoardBrowser.Start();
        await using var first = await TestWorkspace.Make();
        await using var second = await TestWorkspace.Make();
        await first.Configure("http://127.0.0.1:1/v1");
        await second.WriteFile(".yoi/workspace.yaml", "workspace_id: tea\ndisplay_name: Tea house\norchestration:\n  target_branch: main\n");
        async Task<string> InSecond(params string[] arguments)
        {
            var ended = await Run.Program(Checkout.Yoi, second.Root, first.Environment, null, arguments);
            ended.ExitCode.ShouldBe(0, ended.ToString());
            return ended.Output.Trim();
        }

        var pour = await InSecond("ticket", "create", "--title", "Pour the tea", "--body", "## Requirements\n\n- It is hot.\n");
        var greet = await first.Create("Greet the world");
        var server = await first.UpWithPages(0, "--also", second.Root, "--also", Path.Combine(second.Root, ".yoi"));
        var address = await browser.Enter(first, server);

        await browser.SeesIn("Planning", "Greet the world");
        await browser.Sees("combobox", "Test");
        (await browser.Address()).ShouldBe($"{address}/w/test/");
        await browser.Focus("combobox", "Workspace");
        await browser.Press("ArrowDown");
        await browser.SeesIn("Planning", "Pour the tea");
        await browser.SeesNo("link", "Greet the world");
        (await browser.Address()).ShouldBe($"{address}/w/tea/");
        await browser.IsFitEverywhere("several");
        await browser.Tab($"{address}/w/tea/tickets/{pour}");
        await browser.Sees("heading", "Pour the tea");
        await browser.Click("link", "Board");
        await browser.SeesIn("Planning", "Pour the tea");
        (await browser.Faults()).ShouldBeEmpty();
        await browser.Tab($"{address}/w/tea/tickets/{greet}");
        await browser.Sees("heading", "There is no such ticket");
        await browser.Tab($"{address}/w/elsewhere/");
        await browser.Sees("heading", "There is no such workspace here");
        await browser.Click("button", "Tea house");
        await browser.SeesIn("Planning", "Pour the tea");

        // Each folder's commands speak of its own, and its link shows its own first.
        (await InSecond("status")).ShouldContain("Tea house");
        (await first.MustYoi("status")).ShouldContain("Test");
        var token = await InSecond("token", "new", "--name", "ci");
        (await InSecond("token", "list")).ShouldContain("ci");
        (await first.MustYoi("token", "list")).ShouldBeEmpty();
        using var robot = new HttpClient { BaseAddress = new(address) };
        robot.DefaultRequestHeaders.Authorization = new("Bearer", token.Split('\t')[0]);
        var workspaces = await robot.GetStringAsync("/api/workspaces", TestContext.Current.CancellationToken);
        workspaces.ShouldContain("\"tea\"");
        workspaces.ShouldNotContain("\"test\"");
    }

    [Fact]
    public async Task Another_that_is_none_or_is_served_elsewhere_is_named_and_nothing_starts()
    {
        await using var first = await TestWorkspace.Make();
        await using var second = await TestWorkspace.Make();
        await first.Configure("http://127.0.0.1:1/v1");
        await second.Configure("http://127.0.0.1:1/v1");

        (await first.Refuses("no_workspace", "up", "--no-open", "--also", Path.Combine(first.Root, "..", "nowhere"))).Error.ShouldContain("nowhere");
        (await first.Refuses("conflict", "up", "--no-open", "--also", second.Root)).Error.ShouldContain("clones");
        await second.WriteFile(".yoi/workspace.yaml", "workspace_id: tea\ndisplay_name: Tea house\norchestration:\n  target_branch: main\n");
        await second.Up();
        (await first.Refuses("store_locked", "up", "--no-open", "--also", second.Root)).Error.ShouldContain(second.Root);

        await first.Up();
    }
}
