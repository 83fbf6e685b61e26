namespace Yoi.Tests.EndToEnd.Board;

public sealed class LoginPageTests
{
    [Fact]
    public async Task Somebody_without_a_command_line_logs_in_and_acts_in_their_own_name_until_they_are_shut_out()
    {
        await using var browser = BoardBrowser.Start();
        await using var issuer = Issuer.Start("ada@example.com");
        await using var workspace = await WithLogin(issuer);
        var ticket = await workspace.Ready();
        var server = await workspace.UpWithPages();
        var address = new Uri(await workspace.Link(server)).GetLeftPart(UriPartial.Authority);

        await browser.Open(address);
        await browser.Sees("button", "Log in");
        await browser.IsFitEverywhere("login");
        await browser.Click("button", "Log in");
        await browser.Click("link", "Let me in");
        await browser.Sees("status", "live");
        (await browser.Address()).ShouldNotContain("link=");

        (await workspace.MustYoi("session", "list")).Split('\t')[1..4].ShouldBe(["Ada", "operator", "login"]);
        await browser.Tab($"{address}/tickets/{ticket}");
        await browser.Sees("heading", "Greet the world");

        await workspace.MustYoi("session", "revoke", "--all");
        await browser.Tab(address);
        await browser.Sees("heading", "This session is over");
        await browser.Sees("button", "Log in");
    }

    [Fact]
    public async Task Somebody_the_issuer_knows_and_no_rule_names_is_told_so()
    {
        await using var browser = BoardBrowser.Start();
        await using var issuer = Issuer.Start("eve@example.com");
        await using var workspace = await WithLogin(issuer);
        var server = await workspace.UpWithPages();

        await browser.Open(new Uri(await workspace.Link(server)).GetLeftPart(UriPartial.Authority));
        await browser.Click("button", "Log in");
        await browser.Click("link", "Let me in");

        await browser.Sees("heading", "You are not logged in");
        (await workspace.MustYoi("session", "list")).ShouldBe("");
    }

    [Fact]
    public async Task Where_there_is_no_login_the_page_offers_none()
    {
        await using var browser = BoardBrowser.Start();
        await using var workspace = await TestWorkspace.Make();
        await workspace.Configure("http://127.0.0.1:1/v1");
        var server = await workspace.UpWithPages();

        await browser.Open(new Uri(await workspace.Link(server)).GetLeftPart(UriPartial.Authority));
        await browser.Sees("heading", "Open the board from the command line");

        await browser.SeesNo("button", "Log in");
        (await browser.Faults()).ShouldBeEmpty();
    }

    private static async Task<TestWorkspace> WithLogin(Issuer issuer)
    {
        var workspace = await TestWorkspace.Make();
        await workspace.Configure("http://127.0.0.1:1/v1");
        var home = Directory.CreateDirectory(workspace.Environment["YOI_HOME"]).FullName;
        await File.WriteAllTextAsync(
            Path.Combine(home, "login.yaml"), $"issuer: {issuer.Url}\nclient_id: yoi\nroles:\n  - {{ email: ada@example.com, role: operator }}\n", TestContext.Current.CancellationToken);
        return workspace;
    }
}
