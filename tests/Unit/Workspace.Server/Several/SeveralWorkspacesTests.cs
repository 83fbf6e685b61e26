using System.Net;
using System.Net.Http.Json;
using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Workspace.Server;

namespace Yoi.Tests.Unit.Workspace.Server;

public sealed class SeveralWorkspacesTests
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("tea")]
    [InlineData("mate")]
    public async Task A_link_opens_all_of_the_server_and_shows_the_workspace_it_was_made_in(string workspace)
    {
        await using var two = await TwoWorkspaces.StartAsync();

        var session = await two.OpenAsync(workspace);

        session.Workspace.ShouldBe(workspace);
        using var browser = two.As(session.Token);
        (await browser.GetFromJsonAsync("/api/workspaces", BrowserJson.Default.WorkspaceList, Cancelled))!.Items.Select(w => w.Id).ShouldBe(["tea", "mate"]);
        foreach (var id in (string[])["tea", "mate"])
            (await browser.GetFromJsonAsync($"/api/workspaces/{id}/board", BrowserJson.Default.BoardSnapshot, Cancelled))!.Workspace.Id.ShouldBe(id);
        (await TwoWorkspaces.StatusAsync(browser, "coffee")).ShouldBe(404);
    }

    [Fact]
    public async Task What_is_done_is_done_in_the_workspace_of_the_path_and_is_on_its_record_alone()
    {
        await using var two = await TwoWorkspaces.StartAsync();
        using var browser = two.As((await two.OpenAsync("tea")).Token);

        using var made = await browser.PostAsync("/api/workspaces/mate/tickets", JsonContent.Create(new TicketDraft("Pour", "Words."), BrowserJson.Default.TicketDraft), Cancelled);

        made.StatusCode.ShouldBe(HttpStatusCode.Created);
        two.Surfaces["mate"].Asked.ShouldContain(asked => asked.Contains("create Pour", StringComparison.Ordinal));
        two.Surfaces["tea"].Asked.ShouldBeEmpty();
        const string Create = "POST /api/workspaces/{workspace}/tickets 201";
        (await two.AuditAsync("mate")).ShouldContain(Create);
        (await two.AuditAsync("tea")).ShouldNotContain(Create);
        // Who came in may enter both, so both say so.
        foreach (var id in (string[])["tea", "mate"]) (await two.AuditAsync(id)).ShouldContain("POST /api/auth/session 200");
    }

    [Fact]
    public async Task A_key_counts_in_its_workspace()
    {
        await using var two = await TwoWorkspaces.StartAsync();
        using var browser = two.As((await two.OpenAsync("tea")).Token);
        browser.DefaultRequestHeaders.Add("Idempotency-Key", "one-key");

        foreach (var (id, title) in ((string, string)[])[("tea", "Pour"), ("mate", "Drink")])
        {
            using var made = await browser.PostAsync($"/api/workspaces/{id}/tickets", JsonContent.Create(new TicketDraft(title, "Words."), BrowserJson.Default.TicketDraft), Cancelled);
            made.StatusCode.ShouldBe(HttpStatusCode.Created);
        }

        using var other = await browser.PostAsync("/api/workspaces/tea/tickets", JsonContent.Create(new TicketDraft("Drink", "Words."), BrowserJson.Default.TicketDraft), Cancelled);
        other.StatusCode.ShouldBe(HttpStatusCode.Conflict);
    }

    [Fact]
    public async Task A_token_of_one_workspace_sees_nothing_of_the_other()
    {
        await using var two = await TwoWorkspaces.StartAsync();
        var issued = await TwoWorkspaces.IssueAsync(two.OperatorOf("tea"), new("ci", AccessRole.Admin));
        using var robot = two.As(issued.Token);

        issued.View.Workspaces.ShouldBe(["tea"]);
        (await robot.GetFromJsonAsync("/api/workspaces", BrowserJson.Default.WorkspaceList, Cancelled))!.Items.Select(w => w.Id).ShouldBe(["tea"]);
        (await TwoWorkspaces.StatusAsync(robot, "tea")).ShouldBe(200);
        foreach (var path in (string[])["board", "board/stream", "audit", "status", "workers", "tickets", "settings"]) (await TwoWorkspaces.StatusAsync(robot, "mate", path)).ShouldBe(404, path);
        var metrics = await robot.GetStringAsync("/metrics", Cancelled);
        metrics.ShouldContain("workspace=\"tea\"");
        metrics.ShouldNotContain("mate");
        (await robot.GetStringAsync("/api/auth/sessions", Cancelled)).ShouldNotContain("mate");
        (await two.OperatorOf("mate").GetFromJsonAsync("/api/auth/tokens", BrowserJson.Default.TokenPage, Cancelled))!.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_token_is_made_only_for_workspaces_in_which_one_is_admin()
    {
        await using var two = await TwoWorkspaces.StartAsync();

        foreach (var workspaces in (string[][])[["mate"], ["tea", "mate"], ["coffee"], []])
        {
            using var refused = await two.OperatorOf("tea").PostAsync("/api/auth/tokens", JsonContent.Create(new NewToken("ci", Workspaces: workspaces), BrowserJson.Default.NewToken), Cancelled);
            refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        }

        using var browser = two.As((await two.OpenAsync("tea")).Token);
        (await TwoWorkspaces.IssueAsync(browser, new("ci", Workspaces: ["mate"]))).View.Workspaces.ShouldBe(["mate"]);
        (await TwoWorkspaces.IssueAsync(browser, new("ci"))).View.Workspaces.ShouldBe(["tea", "mate"]);
    }

    [Fact]
    public async Task Revoked_in_one_workspace_it_is_good_in_the_other_and_only_the_ones_streams_end()
    {
        await using var two = await TwoWorkspaces.StartAsync();
        using var admin = two.As((await two.OpenAsync("tea")).Token);
        var issued = await TwoWorkspaces.IssueAsync(admin, new("ci"));
        using var robot = two.As(issued.Token);
        using var tea = new EventReader(await robot.GetStreamAsync("/api/workspaces/tea/board/stream", Cancelled));
        using var mate = new EventReader(await robot.GetStreamAsync("/api/workspaces/mate/board/stream", Cancelled));
        await tea.NextFrameAsync();
        await mate.NextFrameAsync();

        (await two.OperatorOf("mate").DeleteAsync($"/api/auth/tokens/{issued.View.Id}", Cancelled)).EnsureSuccessStatusCode().Dispose();

        (await mate.NextAsync()).ShouldBeNull();
        (await TwoWorkspaces.StatusAsync(robot, "mate")).ShouldBe(404);
        (await TwoWorkspaces.StatusAsync(robot, "tea")).ShouldBe(200);
        (await admin.DeleteAsync($"/api/auth/tokens/{issued.View.Id}", Cancelled)).EnsureSuccessStatusCode().Dispose();
        (await tea.NextAsync()).ShouldBeNull();
        (await TwoWorkspaces.StatusAsync(robot, "tea")).ShouldBe(401);
        (await admin.DeleteAsync($"/api/auth/tokens/{issued.View.Id}", Cancelled)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Logged_out_is_logged_out_everywhere()
    {
        await using var two = await TwoWorkspaces.StartAsync();
        using var browser = two.As((await two.OpenAsync("mate")).Token);

        (await browser.PostAsync("/api/auth/logout", null, Cancelled)).EnsureSuccessStatusCode().Dispose();

        foreach (var id in (string[])["tea", "mate"]) (await TwoWorkspaces.StatusAsync(browser, id)).ShouldBe(401);
        await two.ServeAsync("mate");
        using var again = two.As(browser.DefaultRequestHeaders.Authorization!.Parameter!);
        (await TwoWorkspaces.StatusAsync(again, "mate")).ShouldBe(401);
    }

    [Fact]
    public async Task A_session_of_both_is_good_where_one_is_served_alone()
    {
        await using var two = await TwoWorkspaces.StartAsync();
        var session = await two.OpenAsync("tea");

        await two.ServeAsync("mate");

        using var browser = two.As(session.Token);
        (await TwoWorkspaces.StatusAsync(browser, "mate")).ShouldBe(200);
        (await TwoWorkspaces.StatusAsync(browser, "tea")).ShouldBe(404);
    }

    [Fact]
    public async Task A_token_that_not_every_workspace_can_keep_is_nobodys()
    {
        await using var two = await TwoWorkspaces.StartAsync();
        using var admin = two.As((await two.OpenAsync("tea")).Token);
        two.Journals["mate"].AppendFault = new(FaultCodes.DiskFull, "No room.");

        using var refused = await admin.PostAsync("/api/auth/tokens", JsonContent.Create(new NewToken("ci"), BrowserJson.Default.NewToken), Cancelled);

        ((int)refused.StatusCode).ShouldBe(507);
        (await two.OperatorOf("tea").GetFromJsonAsync("/api/auth/tokens", BrowserJson.Default.TokenPage, Cancelled))!.Items.ShouldBeEmpty();
    }

    [Fact]
    public async Task Two_of_one_id_are_refused()
    {
        using var folder = new TestFolder();
        ServedWorkspace Clone(string name) => new(new Surfaces().Whole(new(Sample.Workspace), new Yoi.Journal.MemoryJournal()), Path.Join(folder.Root, name));

        var started = await WorkspaceServer.StartAsync([Clone("a.sock"), Clone("b.sock")], new(), null, Cancelled);

        started.Fault!.Code.ShouldBe(FaultCodes.Conflict);
        started.Fault.Message.ShouldContain("clones");
        Directory.GetFileSystemEntries(folder.Root).ShouldBeEmpty();
    }
}
