using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Tests.Unit.Runtime.Fakes;

namespace Yoi.Tests.Unit.Workspace.Server;

public sealed class SessionTests
{
    private const string Board = "/api/workspaces/tea/board";

    [Fact]
    public async Task A_link_leads_to_the_server_and_opens_one_session()
    {
        await using var server = await TestServer.StartAsync();
        var link = server.Server.NewLink().Url;
        link.ShouldStartWith($"http://127.0.0.1:{server.Server.Address.Port}/#link=");
        var secret = link[(link.IndexOf('=', StringComparison.Ordinal) + 1)..];

        using var first = await server.PostSecretAsync(secret);
        using var second = await server.PostSecretAsync(secret);

        var session = (await first.Content.ReadFromJsonAsync(BrowserJson.Default.SessionToken, TestContext.Current.CancellationToken)).ShouldNotBeNull();
        session.Workspace.ShouldBe("tea");
        first.Headers.Contains("Set-Cookie").ShouldBeFalse();
        second.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        using var board = await server.SendAsync("GET", Board, session.Token);
        board.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task A_link_is_good_for_less_than_sixty_seconds()
    {
        await using var server = await TestServer.StartAsync();
        var (inTime, late) = (server.NewSecret(), server.NewSecret());

        server.Time.Advance(TimeSpan.FromSeconds(59));
        using var good = await server.PostSecretAsync(inTime);
        server.Time.Advance(TimeSpan.FromSeconds(1));
        using var expired = await server.PostSecretAsync(late);

        good.StatusCode.ShouldBe(HttpStatusCode.OK);
        expired.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_session_outlives_the_server_until_its_thirty_days_end()
    {
        await using var first = await TestServer.StartAsync();
        var token = await first.NewTokenAsync();
        var stored = Encoding.UTF8.GetString((await first.Journal.ReadAsync(new("access", "sessions"), new(), TestContext.Current.CancellationToken)).Value.Events.ShouldHaveSingleItem().Data.Span);
        stored.ShouldContain(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))));
        stored.ShouldNotContain(token);

        await using var second = await TestServer.StartAsync(journal: first.Journal);
        using var before = await second.SendAsync("GET", Board, token);
        second.Time.Advance(TimeSpan.FromDays(30));
        using var after = await second.SendAsync("GET", Board, token);

        before.StatusCode.ShouldBe(HttpStatusCode.OK);
        after.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_session_that_cannot_be_kept_is_not_given()
    {
        await using var server = await TestServer.StartAsync();
        server.Journal.AppendFault = new(FaultCodes.DiskFull, "No room in /root/secret.");

        using var response = await server.PostSecretAsync(server.NewSecret());

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        text.ShouldContain(FaultCodes.DiskFull);
        text.ShouldNotContain("/root/secret");
        server.Log.Text.ShouldContain("/root/secret");
    }

    [Fact]
    public async Task A_session_of_an_older_program_came_from_the_command_line_and_may_do_everything()
    {
        var journal = new SwitchJournal();
        var token = new string('A', 43);
        var old = $$"""{"hash":"{{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)))}}","expires":"2026-03-20T00:00:00+00:00"}""";
        await journal.AppendAsync(new("access", "sessions"), new() { Events = [new("session_opened", Encoding.UTF8.GetBytes(old))] }, TestContext.Current.CancellationToken);
        await using var server = await TestServer.StartAsync(journal: journal);

        using var me = await server.SendAsync("GET", "/api/auth/me", token);

        (await me.Content.ReadFromJsonAsync(BrowserJson.Default.CallerView, TestContext.Current.CancellationToken))
            .ShouldBe(new CallerView(CallerKind.Session, "Person", AccessRole.Admin, new(2026, 3, 20, 0, 0, 0, TimeSpan.Zero)));
    }

    [Fact]
    public async Task A_logged_out_session_is_refused_at_once_and_after_a_restart()
    {
        await using var server = await TestServer.StartAsync();
        var (mine, other) = (await server.NewTokenAsync(), await server.NewTokenAsync());

        using var out_ = await server.SendAsync("POST", "/api/auth/logout", mine);

        out_.StatusCode.ShouldBe(HttpStatusCode.OK);
        await using var again = await TestServer.StartAsync(journal: server.Journal);
        foreach (var place in new[] { server, again })
        {
            using var refused = await place.SendAsync("GET", Board, mine);
            using var good = await place.SendAsync("GET", Board, other);
            (refused.StatusCode, good.StatusCode).ShouldBe((HttpStatusCode.Unauthorized, HttpStatusCode.OK));
        }
    }

    [Fact]
    public async Task Sessions_are_listed_and_all_others_ended_at_once()
    {
        await using var server = await TestServer.StartAsync();
        var mine = await server.NewTokenAsync();
        var others = new[] { await server.NewTokenAsync(), await server.NewTokenAsync() };

        using var listed = await server.SendAsync("GET", "/api/auth/sessions", mine);
        using var revoked = await server.SendAsync("DELETE", "/api/auth/sessions", mine);

        var page = (await listed.Content.ReadFromJsonAsync(BrowserJson.Default.SessionPage, TestContext.Current.CancellationToken))!;
        page.Items.Count.ShouldBe(3);
        page.Items.Where(s => s.Mine).ShouldHaveSingleItem().OpenedBy.ShouldBe("link");
        (await revoked.Content.ReadFromJsonAsync(BrowserJson.Default.Revoked, TestContext.Current.CancellationToken))!.Count.ShouldBe(2);
        using var good = await server.SendAsync("GET", Board, mine);
        good.StatusCode.ShouldBe(HttpStatusCode.OK);
        foreach (var other in others)
        {
            using var refused = await server.SendAsync("GET", Board, other);
            refused.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
        }
    }

    [Theory]
    [InlineData("application/json", "", 400)]
    [InlineData("application/json", "null", 400)]
    [InlineData("application/json", "{}", 400)]
    [InlineData("application/json", "{\"secret\":null}", 400)]
    [InlineData("application/json", "{\"secret\":\"\"}", 401)]
    [InlineData("text/plain", "{\"secret\":\"x\"}", 415)]
    public async Task A_body_of_another_form_opens_nothing(string type, string body, int status)
    {
        await using var server = await TestServer.StartAsync();
        using var content = new StringContent(body, Encoding.UTF8, type);

        using var response = await server.Http.PostAsync("/api/auth/session", content, TestContext.Current.CancellationToken);

        ((int)response.StatusCode).ShouldBe(status);
    }

    [Fact]
    public async Task A_body_over_64_KiB_is_refused()
    {
        await using var server = await TestServer.StartAsync();
        using var content = new StringContent($"{{\"secret\":\"{new string('x', 65 * 1024)}\"}}", Encoding.UTF8, "application/json");

        using var response = await server.Http.PostAsync("/api/auth/session", content, TestContext.Current.CancellationToken);

        response.StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge);
        (await response.Content.ReadFromJsonAsync(BrowserJson.Default.ProblemView, TestContext.Current.CancellationToken))!.Code.ShouldBe(FaultCodes.TooLarge);
    }
}
