using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

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
        var kept = first.Saved.ShouldHaveSingleItem();
        kept.Hash.ShouldBe(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token))));
        kept.Expires.ShouldBe(first.Time.GetUtcNow() + TimeSpan.FromDays(30));

        await using var second = await TestServer.StartAsync(options: options => options with { Sessions = [kept] });
        using var before = await second.SendAsync("GET", Board, token);
        second.Time.Advance(TimeSpan.FromDays(30));
        using var after = await second.SendAsync("GET", Board, token);

        before.StatusCode.ShouldBe(HttpStatusCode.OK);
        after.StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [Fact]
    public async Task A_session_that_cannot_be_kept_is_not_given()
    {
        await using var server = await TestServer.StartAsync(options: options => options with
        {
            SaveSession = (_, _) => new(new Fault(FaultCodes.DiskFull, "No room in /root/secret.")),
        });

        using var response = await server.PostSecretAsync(server.NewSecret());

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        text.ShouldContain(FaultCodes.DiskFull);
        text.ShouldNotContain("/root/secret");
        server.Log.Text.ShouldContain("/root/secret");
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
