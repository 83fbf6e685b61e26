using System.Net.Http.Headers;
using System.Net.Http.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Workspace.Server;
using Route = Yoi.Workspace.Server.Route;

namespace Yoi.Tests.Unit.Workspace.Server;

public sealed class RouteAccessTests
{
    private const string Worker = "/api/workspaces/{workspace}/runtimes/{runtime}/workers/{worker}";

    private static readonly Route[] Approved =
    [
        new("GET", "/health/live", Permission.None),
        new("GET", "/health/ready", Permission.None),
        new("POST", "/api/auth/session", Permission.Link),
        new("POST", "/api/auth/links", Permission.Socket),
        new("GET", "/api/workspaces/{workspace}/board", Permission.Session),
        new("GET", "/api/workspaces/{workspace}/board/stream", Permission.Session),
        new("GET", "/api/workspaces/{workspace}/status", Permission.Session),
        new("POST", "/api/workspaces/{workspace}/tickets", Permission.Session),
        new("GET", "/api/workspaces/{workspace}/tickets/{ticket}", Permission.Session),
        new("GET", "/api/workspaces/{workspace}/tickets/{ticket}/diff", Permission.Session),
        new("POST", "/api/workspaces/{workspace}/tickets/{ticket}/transitions", Permission.Session),
        new("POST", "/api/workspaces/{workspace}/tickets/{ticket}/comments", Permission.Session),
        new("GET", "/api/workspaces/{workspace}/workers", Permission.Session),
        new("POST", "/api/workspaces/{workspace}/workers", Permission.Session),
        new("GET", $"{Worker}", Permission.Session),
        new("GET", $"{Worker}/events", Permission.Session),
        new("GET", $"{Worker}/stream", Permission.Session),
        new("POST", $"{Worker}/input", Permission.Session),
        new("POST", $"{Worker}/interrupt", Permission.Session),
        new("POST", $"{Worker}/stop", Permission.Session),
        new("POST", $"{Worker}/cancel", Permission.Session),
        new("DELETE", $"{Worker}", Permission.Session),
        new("POST", $"{Worker}/restore", Permission.Session),
        new("POST", $"{Worker}/approvals/{{callId}}", Permission.Session),
        new("GET", "/api/workspaces/{workspace}/runtimes", Permission.Session),
        new("POST", "/api/workspaces/{workspace}/runtimes", Permission.Session),
        new("POST", "/api/workspaces/{workspace}/runtimes/test", Permission.Session),
        new("POST", "/api/workspaces/{workspace}/runtimes/older", Permission.Socket),
        new("DELETE", "/api/workspaces/{workspace}/runtimes/{runtime}", Permission.Session),
        new("*", "/api/{**rest}", Permission.None),
        new("GET", "/{**page}", Permission.None),
        new("HEAD", "/{**page}", Permission.None),
    ];

    [Fact]
    public async Task What_answers_is_the_approved_table_and_nothing_else()
    {
        await using var server = await TestServer.StartAsync();

        server.Server.Routes.ShouldBe(Approved);
    }

    [Fact]
    public void An_endpoint_that_declares_no_permission_does_not_start()
    {
        var endpoint = new RouteEndpointBuilder(_ => Task.CompletedTask, RoutePatternFactory.Parse("/api/open"), 0).Build();

        Should.Throw<InvalidOperationException>(() => RouteCheck.Read([endpoint])).Message.ShouldContain("declares no permission");
    }

    [Fact]
    public async Task Without_a_credential_only_health_and_pages_answer()
    {
        await using var server = await TestServer.StartAsync();

        await ExpectAsync(server, null, null, none: 200, link: 401, session: 401, socket: 401);
    }

    [Fact]
    public async Task A_session_opens_what_sessions_may_and_not_the_operators_routes()
    {
        await using var server = await TestServer.StartAsync();
        var token = await server.NewTokenAsync();

        await ExpectAsync(server, token, null, none: 200, link: 401, session: 200, socket: 401);
    }

    [Fact]
    public async Task A_token_that_was_never_given_opens_nothing()
    {
        await using var server = await TestServer.StartAsync();
        await server.NewTokenAsync();

        await ExpectAsync(server, new string('A', 43), null, none: 200, link: 401, session: 401, socket: 401);
    }

    [Fact]
    public async Task An_expired_session_opens_nothing()
    {
        await using var server = await TestServer.StartAsync();
        var token = await server.NewTokenAsync();
        server.Time.Advance(TimeSpan.FromDays(30));

        await ExpectAsync(server, token, null, none: 200, link: 401, session: 401, socket: 401);
    }

    [Fact]
    public async Task A_session_sees_no_other_workspace()
    {
        await using var server = await TestServer.StartAsync();
        var token = await server.NewTokenAsync();

        await ExpectAsync(server, token, null, none: 200, link: 401, session: 404, socket: 401, workspace: "coffee");
    }

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1")]
    [InlineData("localhost:1")]
    [InlineData("127.0.0.1.evil.example:{port}")]
    public async Task Another_Host_is_refused_everywhere(string host)
    {
        await using var server = await TestServer.StartAsync();
        var token = await server.NewTokenAsync();
        host = host.Replace("{port}", $"{server.Server.Address.Port}", StringComparison.Ordinal);

        await ExpectAsync(server, token, request => request.Headers.Host = host, none: 403, link: 403, session: 403, socket: 403, rest: 403);
    }

    [Theory]
    [InlineData("http://evil.example")]
    [InlineData("null")]
    [InlineData("http://localhost:{port}")]
    [InlineData("https://127.0.0.1:{port}")]
    [InlineData("http://127.0.0.1:1")]
    public async Task Another_Origin_is_refused_everywhere(string origin)
    {
        await using var server = await TestServer.StartAsync();
        var token = await server.NewTokenAsync();
        origin = origin.Replace("{port}", $"{server.Server.Address.Port}", StringComparison.Ordinal);

        await ExpectAsync(server, token, request => request.Headers.Add("Origin", origin), none: 403, link: 403, session: 403, socket: 403, rest: 403);
    }

    [Fact]
    public async Task Its_own_page_is_let_in_by_both_names()
    {
        await using var server = await TestServer.StartAsync();
        var token = await server.NewTokenAsync();
        var localhost = $"localhost:{server.Server.Address.Port}";

        await ExpectAsync(
            server, token,
            request =>
            {
                request.Headers.Host = localhost;
                request.Headers.Add("Origin", $"http://{localhost}");
            },
            none: 200, link: 401, session: 200, socket: 401);
    }

    [Fact]
    public async Task The_operators_socket_may_do_whatever_a_session_may()
    {
        await using var server = await TestServer.StartAsync();

        foreach (var route in Approved.Where(r => r.Permission == Permission.Session))
        {
            using var request = new HttpRequestMessage(new(route.Method), Sample.Fill(route.Path));
            if (Sample.BodyOf(route) is { } body) request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
            using var response = await server.Operator.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
            ((int)response.StatusCode).ShouldBe(Sample.Creates(route) ? 201 : 200, $"{route}");
        }
    }

    [Fact]
    public async Task A_path_that_names_no_ticket_or_Worker_is_not_found()
    {
        await using var server = await TestServer.StartAsync();
        var token = await server.NewTokenAsync();

        foreach (var route in Approved.Where(r => r.Path.Contains("{ticket}", StringComparison.Ordinal) || r.Path.Contains("{worker}", StringComparison.Ordinal)))
        {
            var path = Sample.Fill(route.Path.Replace("{ticket}", "no-ticket", StringComparison.Ordinal).Replace("{worker}", "no-worker", StringComparison.Ordinal));
            using var response = await server.SendAsync(route.Method, path, token, request =>
            {
                if (Sample.BodyOf(route) is { } body) request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
            });
            ((int)response.StatusCode).ShouldBe(404, $"{route}");
        }

        server.Surfaces.Asked.ShouldBeEmpty();
    }

    private static async Task ExpectAsync(
        TestServer server, string? token, Action<HttpRequestMessage>? change, int none, int link, int session, int socket, int rest = 404, string workspace = "tea")
    {
        foreach (var route in Approved)
        {
            var expected = route switch
            {
                { Path: "/api/{**rest}" } => rest,
                { Permission: Permission.None } => none,
                { Permission: Permission.Link } => link,
                { Permission: Permission.Session } => session,
                _ => socket,
            };
            var path = Sample.Fill(route.Path, workspace);
            using var response = await server.SendAsync(route.Method == "*" ? "DELETE" : route.Method, path, token, request =>
            {
                if (Sample.BodyOf(route) is { } body) request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
                change?.Invoke(request);
            });
            if (expected == 200 && Sample.Creates(route)) expected = 201;
            ((int)response.StatusCode).ShouldBe(expected, $"{route}");
            if (expected >= 400 && route.Method != "HEAD") await ShouldBeAProblemAsync(response, expected);
        }
    }

    private static async Task ShouldBeAProblemAsync(HttpResponseMessage response, int status)
    {
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = (await response.Content.ReadFromJsonAsync(BrowserJson.Default.ProblemView)).ShouldNotBeNull();
        problem.Status.ShouldBe(status);
        problem.TraceId.Length.ShouldBe(32);
        problem.Code.ShouldBe(status switch
        {
            401 => FaultCodes.Unauthorized,
            403 => FaultCodes.ForbiddenOrigin,
            _ => FaultCodes.NotFound,
        });
    }
}
