using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Yoi.Protocol;
using Yoi.Runtime.Server;
using Route = Yoi.Runtime.Server.Route;

namespace Yoi.Tests.Unit.Runtime.Server;

public sealed class RouteAccessTests : ServerFixture
{
    private const string Worker = "/v1/workers/{worker}";
    private const string Worktree = "/v1/worktrees/{worktree}";

    private static readonly Route[] Approved =
    [
        new("GET", "/health/live", Permission.None),
        new("GET", "/health/ready", Permission.None),
        new("GET", "/v1/runtime", Permission.Read),
        new("GET", "/v1/config-bundles/{sha256}", Permission.Read),
        new("PUT", "/v1/config-bundles/{sha256}", Permission.Work),
        new("GET", "/v1/workers", Permission.Read),
        new("POST", "/v1/workers", Permission.Work),
        new("GET", Worker, Permission.Read),
        new("DELETE", Worker, Permission.Manage),
        new("POST", $"{Worker}/stop", Permission.Work),
        new("POST", $"{Worker}/cancel", Permission.Work),
        new("POST", $"{Worker}/restore", Permission.Work),
        new("POST", $"{Worker}/input", Permission.Work),
        new("POST", $"{Worker}/interrupt", Permission.Work),
        new("POST", $"{Worker}/approvals/{{callId}}", Permission.Work),
        new("POST", $"{Worker}/errors", Permission.Work),
        new("GET", $"{Worker}/transcript", Permission.Read),
        new("GET", $"{Worker}/events", Permission.Read),
        new("GET", $"{Worker}/usage", Permission.Read),
        new("GET", "/v1/workers/watch", Permission.Read, IsStream: true),
        new("GET", $"{Worker}/events/stream", Permission.Read, IsStream: true),
        new("GET", $"{Worker}/events/ws", Permission.Read, IsStream: true),
        new("GET", "/v1/worktrees", Permission.Read),
        new("POST", "/v1/worktrees", Permission.Worktrees),
        new("GET", Worktree, Permission.Read),
        new("DELETE", Worktree, Permission.Worktrees),
        new("POST", $"{Worktree}/commits", Permission.Worktrees),
        new("POST", $"{Worktree}/checks", Permission.Checks),
        new("GET", "/openapi/v1.json", Permission.None),
    ];

    [Fact]
    public void What_answers_is_the_approved_table_and_nothing_else() => Server.Routes.ShouldBe(Approved);

    [Fact]
    public void An_endpoint_that_declares_no_permission_does_not_start()
    {
        var endpoint = new RouteEndpointBuilder(_ => Task.CompletedTask, RoutePatternFactory.Parse("/v1/open"), 0).Build();

        Should.Throw<InvalidOperationException>(() => RouteCheck.Read([endpoint])).Message.ShouldContain("declares no permission");
    }

    [Fact]
    public async Task Without_a_credential_only_health_and_the_description_answer() => await ExpectAsync("", 200, 401, FaultCodes.Unauthorized);

    [Theory]
    [InlineData("x")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task A_token_that_was_never_given_opens_nothing(string token) => await ExpectAsync(token, 200, 401, FaultCodes.Unauthorized);

    [Fact]
    public async Task An_expired_token_opens_nothing() =>
        await ExpectAsync(await Tokens.AddAsync(expires: TimeProvider.System.GetUtcNow() - TimeSpan.FromSeconds(1)), 200, 401, FaultCodes.Unauthorized);

    [Fact]
    public async Task A_token_that_was_taken_back_opens_nothing()
    {
        Tokens.Revoke();

        await ExpectAsync(Token, 200, 401, FaultCodes.Unauthorized);
    }

    [Fact]
    public async Task Another_workspaces_Worker_is_answered_like_one_that_is_nobodys()
    {
        var (id, _) = await MakeAsync();
        var other = await Tokens.AddAsync("coffee");

        foreach (var route in Approved.Where(route => route.Path.StartsWith(Worker, StringComparison.Ordinal)))
        {
            var foreign = await ProblemAsync(404, FaultCodes.UnknownWorker, route.Method, Fill(route, id), BodyOf(route), other);
            var nobodys = await ProblemAsync(404, FaultCodes.UnknownWorker, route.Method, Fill(route, WorkerId.New(Time)), BodyOf(route), Token);
            var noId = await ProblemAsync(404, FaultCodes.UnknownWorker, route.Method, Fill(route, null), BodyOf(route), Token);
            nobodys.ShouldBe(foreign with { TraceId = nobodys.TraceId });
            noId.ShouldBe(foreign with { TraceId = noId.TraceId });
        }
    }

    [Theory]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Sec-Fetch-Site", "same-origin")]
    public async Task A_browser_is_refused_everywhere(string header, string value)
    {
        foreach (var route in Approved)
            await ProblemAsync(403, FaultCodes.ForbiddenOrigin, route.Method, Fill(route, WorkerId.New(Time)), BodyOf(route), change: request => request.Headers.Add(header, value));
    }

    [Theory]
    [InlineData(Permission.Read)]
    [InlineData(Permission.Work)]
    [InlineData(Permission.Manage)]
    [InlineData(Permission.Worktrees)]
    [InlineData(Permission.Checks)]
    public async Task A_token_opens_what_it_was_given_for_and_nothing_else(Permission given)
    {
        var token = await Tokens.AddAsync("tea", null, given);
        foreach (var route in Approved)
        {
            using var response = await CallAsync(route.Method, Fill(route, WorkerId.New(Time)), BodyOf(route), token);
            if (route.Permission != Permission.None && route.Permission != given) await ProblemOfAsync(response, 403, FaultCodes.ForbiddenAuthority);
            else ((int)response.StatusCode).ShouldNotBeOneOf(401, 403);
        }
    }

    [Fact]
    public async Task Where_the_host_keeps_no_worktrees_it_says_what_to_start_it_with()
    {
        foreach (var route in Approved.Where(route => route.Path.StartsWith("/v1/worktrees", StringComparison.Ordinal)))
            (await ProblemAsync(501, FaultCodes.Unsupported, route.Method, Fill(route, null), BodyOf(route))).Title.ShouldContain("--repository");
    }

    [Theory]
    [InlineData("GET", "/")]
    [InlineData("GET", "/v1")]
    [InlineData("GET", "/v2/runtime")]
    [InlineData("PUT", "/v1/workers")]
    [InlineData("TRACE", "/v1/runtime")]
    [InlineData("GET", "/v1/workers/a/b/c/d")]
    public async Task What_is_no_route_is_not_found(string method, string path) => await ProblemAsync(404, FaultCodes.NotFound, method, path);

    [Fact]
    public async Task The_description_of_the_routes_is_the_one_that_was_accepted()
    {
        const string File = "docs/openapi/runtime-v1.json";
        var path = Path.Combine(Architecture.Repository.Root, File);
        var now = await Http.GetStringAsync("/openapi/v1.json", Cancelled);
        if (Environment.GetEnvironmentVariable("YOI_ACCEPT") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            await System.IO.File.WriteAllTextAsync(path, now, Cancelled);
        }

        (System.IO.File.Exists(path) ? await System.IO.File.ReadAllTextAsync(path, Cancelled) : "").ShouldBe(
            now, $"What a runtime's server takes or answers changed. Programs of others are written against it. To accept it, run this test with YOI_ACCEPT=1 and commit {File}.");
        foreach (var route in Approved) now.ShouldContain($"\"{route.Path}\": {{");
    }

    private async Task ExpectAsync(string token, int none, int others, string code)
    {
        foreach (var route in Approved)
        {
            using var response = await CallAsync(route.Method, Fill(route, WorkerId.New(Time)), BodyOf(route), token);
            if (route.Permission == Permission.None) ((int)response.StatusCode).ShouldBe(none, $"{route}");
            else await ProblemOfAsync(response, others, code);
        }
    }

    private static string Fill(Route route, WorkerId? worker) => route.Path
        .Replace("{worker}", worker?.ToString() ?? "no-worker", StringComparison.Ordinal)
        .Replace("{worktree}", "T1-x", StringComparison.Ordinal)
        .Replace("{callId}", "call-1", StringComparison.Ordinal)
        .Replace("{sha256}", new string('0', 64), StringComparison.Ordinal);

    private static string? BodyOf(Route route) => route.Method is "GET" or "DELETE" ? null : route.Path.Split('/')[^1] switch
    {
        "workers" => """{"profile":"builtin:coder"}""",
        "worktrees" => """{"name":"T1-x","branch":"work/T1-x","commit":"main"}""",
        "commits" => """{"message":"work","author":"Ada"}""",
        "checks" => """{"commands":[{"command":"true"}],"ticket":"0000000000000","attempt":"1","purpose":"submit"}""",
        "input" => """{"text":"Hello.","key":"k"}""",
        "{callId}" => """{"allow":true,"by":"Ada"}""",
        "errors" => """{"code":"not_saved","message":"It was not saved."}""",
        "{sha256}" => """{"id":"b","profiles":[]}""",
        _ => null,
    };
}
