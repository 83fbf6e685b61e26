using System.Net.Http.Headers;
using System.Net.Http.Json;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Tests.Unit.Workspace.Server;

public sealed class StrictTests
{
    private const string Workspace = "/api/workspaces/tea";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_parameter_that_a_route_does_not_know_is_named_by_every_route()
    {
        await using var server = await TestServer.StartAsync();

        foreach (var route in server.Server.Routes.Where(r => r.Path.StartsWith("/api/workspaces", StringComparison.Ordinal)))
        {
            using var response = await server.Operator.SendAsync(new(new(route.Method), $"{Sample.Fill(route.Path)}?sate=ready"), Cancelled);
            ((int)response.StatusCode).ShouldBe(400, $"{route}");
            (await response.Content.ReadFromJsonAsync(BrowserJson.Default.ProblemView, Cancelled))!.Title.ShouldContain("'sate'");
        }

        server.Surfaces.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_member_that_a_body_does_not_know_is_named_by_every_route()
    {
        await using var server = await TestServer.StartAsync();

        foreach (var route in server.Server.Routes.Where(r => r.Path.StartsWith("/api/workspaces", StringComparison.Ordinal) && Sample.BodyOf(r) is not null))
        {
            var body = Sample.BodyOf(route)!.Insert(1, "\"boddy\":1,");
            using var response = await server.Operator.PostAsync(Sample.Fill(route.Path), new StringContent(body, new MediaTypeHeaderValue("application/json")), Cancelled);
            ((int)response.StatusCode).ShouldBe(400, $"{route}");
            (await response.Content.ReadFromJsonAsync(BrowserJson.Default.ProblemView, Cancelled))!.Title.ShouldContain("$.boddy");
        }

        server.Surfaces.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_filters_of_the_ticket_list_arrive()
    {
        await using var server = await TestServer.StartAsync();

        const string Query = "state=ready&state=queued&text=tea&text=cup&author=Ada&event=review&priority=high&blocked=true&change_requested=false&reported=true&older_than=2d&newer_than=90m&newest=true&after=0000000000001&limit=200";
        using var response = await server.Operator.GetAsync($"{Workspace}/tickets?{Query}", Cancelled);

        response.EnsureSuccessStatusCode();
        var filter = server.Surfaces.Filter.ShouldNotBeNull();
        filter.States.ShouldBe(["ready", "queued"]);
        filter.Texts.ShouldBe(["tea", "cup"]);
        (filter.Author, filter.EventKind, filter.Priority).ShouldBe(("Ada", "review", "high"));
        (filter.Blocked, filter.ChangeRequested, filter.Reported).ShouldBe((true, false, true));
        (filter.OlderThan, filter.NewerThan).ShouldBe((TimeSpan.FromDays(2), TimeSpan.FromMinutes(90)));
        (filter.NewestFirst, filter.After, filter.Limit).ShouldBe((true, new TicketId(1), 200));
    }

    [Theory]
    [InlineData("tickets?state=open", "planning")]
    [InlineData("tickets?limit=0", "1 to 200")]
    [InlineData("tickets?limit=201", "1 to 200")]
    [InlineData("tickets?blocked=maybe", "true or false")]
    [InlineData("tickets?older_than=soon", "14d")]
    [InlineData("tickets?after=x", "full id")]
    [InlineData("tickets?author=a&author=b", "author")]
    [InlineData("tickets?text=", "text")]
    [InlineData("attempts?ticket=x", "ticket")]
    [InlineData("objectives?limit=-1", "limit")]
    [InlineData("worktrees?limit=1000", "limit")]
    [InlineData("doctor?ticket=x", "ticket")]
    public async Task A_value_that_says_nothing_is_told_what_may_stand_there(string path, string told)
    {
        await using var server = await TestServer.StartAsync();

        using var response = await server.Operator.GetAsync($"{Workspace}/{path}", Cancelled);

        ((int)response.StatusCode).ShouldBe(400);
        (await response.Content.ReadFromJsonAsync(BrowserJson.Default.ProblemView, Cancelled))!.Title.ShouldContain(told);
        server.Surfaces.Asked.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("\"0123456789abcdef\"", 200)]
    [InlineData("0123456789abcdef", 400)]
    [InlineData("*", 400)]
    [InlineData("W/\"a\"", 400)]
    public async Task If_Match_is_one_revision_in_quotes(string sent, int expected)
    {
        await using var server = await TestServer.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{Workspace}/tickets/0000000000001/edits") { Content = new StringContent("""{"title":"Cup"}""", new MediaTypeHeaderValue("application/json")) };
        request.Headers.TryAddWithoutValidation("If-Match", sent);

        using var response = await server.Operator.SendAsync(request, Cancelled);

        ((int)response.StatusCode).ShouldBe(expected);
        server.Surfaces.Asked.ShouldBe(expected == 200 ? ["edit 0000000000001 Cup 0123456789abcdef"] : []);
    }

    [Fact]
    public async Task An_artifact_is_a_file_to_keep_and_never_a_page()
    {
        await using var server = await TestServer.StartAsync();

        foreach (var (content, type) in new[] { ("<script>"u8.ToArray(), "text/plain"), ([0xFF, 0xD8, 0], "application/octet-stream") })
        {
            server.Surfaces.Content = content;
            using var response = await server.Operator.GetAsync($"{Workspace}/tickets/0000000000001/artifacts/notes/page.html", Cancelled);
            response.Content.Headers.ContentType!.MediaType.ShouldBe(type);
            response.Content.Headers.ContentDisposition!.DispositionType.ShouldBe("attachment");
            response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            (await response.Content.ReadAsByteArrayAsync(Cancelled)).ShouldBe(content);
        }

        server.Surfaces.Asked.Distinct().ShouldBe(["artifact 0000000000001 notes/page.html"]);
    }

    [Fact]
    public async Task The_description_of_the_routes_is_the_one_that_was_accepted()
    {
        const string File = "docs/openapi/workspace-v1.json";
        await using var server = await TestServer.StartAsync();
        var path = Path.Combine(Architecture.Repository.Root, File);
        var now = await server.Http.GetStringAsync("/openapi/v1.json", Cancelled);
        if (Environment.GetEnvironmentVariable("YOI_ACCEPT") == "1") await System.IO.File.WriteAllTextAsync(path, now, Cancelled);

        (System.IO.File.Exists(path) ? await System.IO.File.ReadAllTextAsync(path, Cancelled) : "").ShouldBe(
            now, $"What a workspace's server takes or answers changed. Programs of others are written against it. To accept it, run this test with YOI_ACCEPT=1 and commit {File}.");
        // A route without a text in RouteTexts, or its own list, has its query unchecked.
        foreach (var route in server.Server.Routes.Where(r => r.Method != "*" && !r.Path.Contains("{**page}", StringComparison.Ordinal)))
            now.ShouldContain($"\"{route.Path.Replace("{**", "{", StringComparison.Ordinal)}\": {{");
    }
}
