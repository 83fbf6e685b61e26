using System.Net;
using System.Net.Http.Json;
using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Workspace.Server;

namespace Yoi.Tests.Unit.Workspace.Server;

public sealed class LimitTests
{
    private const string Board = "/api/workspaces/tea/board";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_caller_that_asks_too_often_is_told_when_to_come_again_and_no_other_is()
    {
        await using var server = await LimitedAsync(new() { CallerBurst = 5, CallerPerSecond = 1 });
        var (busy, other) = (await server.IssueAsync(AccessRole.Viewer), await server.IssueAsync(AccessRole.Viewer));

        var statuses = await StatusesAsync(server, 12, busy.Token);
        using var refused = await server.SendAsync("GET", Board, busy.Token);
        using var good = await server.SendAsync("GET", Board, other.Token);

        statuses.Count(s => s == 200).ShouldBeInRange(5, 11);
        refused.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        refused.Headers.RetryAfter!.Delta!.Value.ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(1));
        (await refused.Content.ReadFromJsonAsync(BrowserJson.Default.ProblemView, Cancelled))!.Code.ShouldBe(FaultCodes.Overloaded);
        good.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Who_guesses_is_slowed_down_and_who_knows_is_not()
    {
        await using var server = await LimitedAsync(new() { FailedBurst = 3, FailedPerMinute = 1 });
        var issued = await server.IssueAsync(AccessRole.Viewer);

        (await StatusesAsync(server, 5, new string('A', 43))).ShouldBe([401, 401, 401, 429, 429]);
        using var link = await server.PostSecretAsync("no-such-link");
        using var good = await server.SendAsync("GET", Board, issued.Token);
        using var right = await server.PostSecretAsync(server.NewSecret());

        link.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        good.StatusCode.ShouldBe(HttpStatusCode.OK);
        right.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task What_is_open_to_all_has_a_limit_too()
    {
        await using var server = await LimitedAsync(new() { OpenBurst = 3, OpenPerSecond = 1 });

        var statuses = new List<int>();
        for (var i = 0; i < 8; i++)
        {
            using var response = await server.Http.GetAsync("/health/live", Cancelled);
            statuses.Add((int)response.StatusCode);
        }

        statuses.Take(3).ShouldAllBe(s => s == 200);
        statuses.ShouldContain(429);
    }

    [Fact]
    public async Task A_caller_has_so_many_streams_and_a_closed_one_makes_room()
    {
        await using var server = await LimitedAsync(new() { StreamsPerCaller = 2, Streams = 3 });
        var (one, two) = (await server.NewTokenAsync(), await server.NewTokenAsync());
        using var first = await server.SendAsync("GET", $"{Board}/stream", one);
        var second = await server.SendAsync("GET", $"{Board}/stream", one);
        using var third = await server.SendAsync("GET", $"{Board}/stream", one);
        using var theirs = await server.SendAsync("GET", $"{Board}/stream", two);
        using var full = await server.SendAsync("GET", $"{Board}/stream", two);

        third.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        third.Headers.RetryAfter.ShouldNotBeNull();
        theirs.StatusCode.ShouldBe(HttpStatusCode.OK);
        full.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);

        second.Dispose();
        await Live.LiveWorkspace.UntilAsync(() => server.Operator.GetStringAsync("/metrics", Cancelled).Result.Contains("yoi_http_streams 2\n", StringComparison.Ordinal));
        using var again = await server.SendAsync("GET", $"{Board}/stream", one);
        again.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    private static Task<TestServer> LimitedAsync(ServerLimits limits) => TestServer.StartAsync(options: options => options with { Limits = limits });

    private static async Task<List<int>> StatusesAsync(TestServer server, int count, string token)
    {
        var statuses = new List<int>();
        for (var i = 0; i < count; i++)
        {
            using var response = await server.SendAsync("GET", Board, token);
            statuses.Add((int)response.StatusCode);
        }

        return statuses;
    }
}
