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
        new("GET", "/metrics", Permission.Read),
        new("GET", "/api/auth/methods", Permission.None),
        new("POST", "/api/auth/session", Permission.Link),
        new("POST", "/api/auth/login", Permission.None),
        new("GET", "/api/auth/callback", Permission.None),
        new("POST", "/api/auth/links", Permission.Socket),
        new("POST", "/api/auth/logout", Permission.Read),
        new("GET", "/api/auth/me", Permission.Read),
        new("GET", "/api/auth/sessions", Permission.Admin),
        new("DELETE", "/api/auth/sessions", Permission.Admin),
        new("DELETE", "/api/auth/sessions/{id}", Permission.Admin),
        new("GET", "/api/auth/tokens", Permission.Admin),
        new("POST", "/api/auth/tokens", Permission.Admin),
        new("DELETE", "/api/auth/tokens/{id}", Permission.Admin),
        new("GET", "/api/workspaces", Permission.Read),
        new("GET", "/api/workspaces/{workspace}/board", Permission.Read),
        new("GET", "/api/workspaces/{workspace}/board/stream", Permission.Read),
        new("GET", "/api/workspaces/{workspace}/status", Permission.Read),
        new("GET", "/api/workspaces/{workspace}/audit", Permission.Admin),
        new("POST", "/api/workspaces/{workspace}/tickets", Permission.Write),
        new("GET", "/api/workspaces/{workspace}/tickets/{ticket}", Permission.Read),
        new("GET", "/api/workspaces/{workspace}/tickets/{ticket}/diff", Permission.Read),
        new("POST", "/api/workspaces/{workspace}/tickets/{ticket}/transitions", Permission.Write),
        new("POST", "/api/workspaces/{workspace}/tickets/{ticket}/comments", Permission.Write),
        new("GET", "/api/workspaces/{workspace}/tickets", Permission.Read),
        new("GET", "/api/workspaces/{workspace}/tickets/startable", Permission.Read),
        new("GET", "/api/workspaces/{workspace}/tickets/{ticket}/why", Permission.Read),
        new("GET", "/api/workspaces/{workspace}/tickets/{ticket}/relations", Permission.Read),
        new("GET", "/api/workspaces/{workspace}/tickets/{ticket}/plans", Permission.Read),
        new("GET", "/api/workspaces/{workspace}/tickets/{ticket}/artifacts", Permission.Read),
        new("GET", "/api/workspaces/{workspace}/tickets/{ticket}/artifacts/{**name}", Permission.Read),
        new("GET", "/api/workspaces/{workspace}/doctor", Permission.Read),
        new("POST", "/api/workspaces/{workspace}/doctor/fix", Permission.Admin),
        new("POST", "/api/workspaces/{workspace}/tickets/{ticket}/edits", Permission.Write),
        new("POST", "/api/workspaces/{workspace}/tickets/{ticket}/reviews", Permission.Write),
        new("POST", "/api/workspaces/{workspace}/tickets/{ticket}/relations", Permission.Write),
        new("DELETE", "/api/workspaces/{workspace}/tickets/{ticket}/relations/{kind}/{other}", Permission.Write),
        new("POST", "/api/workspaces/{workspace}/tickets/{ticket}/plans", Permission.Write),
        new("GET", "/api/workspaces/{workspace}/objectives", Permission.Read),
        new("POST", "/api/workspaces/{workspace}/objectives", Permission.Write),
        new("GET", "/api/workspaces/{workspace}/objectives/{objective}", Permission.Read),
        new("POST", "/api/workspaces/{workspace}/objectives/{objective}/edits", Permission.Write),
        new("POST", "/api/workspaces/{workspace}/objectives/{objective}/links", Permission.Write),
        new("DELETE", "/api/workspaces/{workspace}/objectives/{objective}/links/{ticket}", Permission.Write),
        new("GET", "/api/workspaces/{workspace}/attempts", Permission.Read),
        new("GET", "/api/workspaces/{workspace}/attempts/{ticket}/{number}", Permission.Read),
        new("GET", "/api/workspaces/{workspace}/tickets/{ticket}/receipts", Permission.Read),
        new("GET", "/api/workspaces/{workspace}/tickets/{ticket}/receipts/{receipt}", Permission.Read),
        new("GET", "/api/workspaces/{workspace}/worktrees", Permission.Read),
        new("GET", "/api/workspaces/{workspace}/worktrees/cleanup", Permission.Read),
        new("POST", "/api/workspaces/{workspace}/worktrees/cleanup", Permission.Write),
        new("GET", "/api/workspaces/{workspace}/worktrees/{worktree}/diff", Permission.Read),
        new("GET", "/api/workspaces/{workspace}/approvals", Permission.Read),
        new("GET", "/api/workspaces/{workspace}/usage", Permission.Read),
        new("GET", "/api/workspaces/{workspace}/settings", Permission.Read),
        new("GET", "/api/workspaces/{workspace}/workers", Permission.Read),
        new("POST", "/api/workspaces/{workspace}/workers", Permission.Write),
        new("GET", $"{Worker}", Permission.Read),
        new("GET", $"{Worker}/events", Permission.Read),
        new("GET", $"{Worker}/stream", Permission.Read),
        new("POST", $"{Worker}/input", Permission.Write),
        new("POST", $"{Worker}/interrupt", Permission.Write),
        new("POST", $"{Worker}/stop", Permission.Write),
        new("POST", $"{Worker}/cancel", Permission.Write),
        new("DELETE", $"{Worker}", Permission.Write),
        new("POST", $"{Worker}/restore", Permission.Write),
        new("POST", $"{Worker}/approvals/{{callId}}", Permission.Write),
        new("GET", "/api/workspaces/{workspace}/runtimes", Permission.Read),
        new("POST", "/api/workspaces/{workspace}/runtimes", Permission.Admin),
        new("POST", "/api/workspaces/{workspace}/runtimes/test", Permission.Admin),
        new("POST", "/api/workspaces/{workspace}/runtimes/older", Permission.Socket),
        new("DELETE", "/api/workspaces/{workspace}/runtimes/{runtime}", Permission.Admin),
        new("GET", "/openapi/v1.json", Permission.None),
        new("*", "/api/{**rest}", Permission.None),
        new("GET", "/{**page}", Permission.None),
        new("HEAD", "/{**page}", Permission.None),
    ];

    /// <summary>By what a caller may try to come in; the socket is a client of its own.</summary>
    public enum Try
    {
        Nothing,
        Unknown,
        Expired,
        ExpiredSession,
        Revoked,
        RevokedSession,
        Viewer,
        Operator,
        Admin,
        Session,
        Socket,
    }

    public static TheoryData<Try> Tries => [.. Enum.GetValues<Try>()];

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

    [Theory]
    [MemberData(nameof(Tries))]
    public async Task Every_route_answers_what_its_permission_says(Try by)
    {
        await using var server = await TestServer.StartAsync();
        foreach (var route in Approved)
        {
            // A new one for each: a route may end what it is called with.
            using var response = await CallAsync(server, route, Sample.Fill(route.Path), by, await CredentialAsync(server, by));
            var expected = Expected(route, by);
            ((int)response.StatusCode).ShouldBe(expected, $"{route}");
            if (expected >= 400 && route.Method != "HEAD") await ShouldBeAProblemAsync(response, expected);
        }

        server.Log.Text.ShouldNotContain("unhandled exception");
    }

    [Theory]
    [MemberData(nameof(Tries))]
    public async Task Nobody_sees_another_workspace(Try by)
    {
        await using var server = await TestServer.StartAsync();
        foreach (var route in Approved.Where(r => r.Path.Contains("{workspace}", StringComparison.Ordinal)))
        {
            using var response = await CallAsync(server, route, Sample.Fill(route.Path, "coffee"), by, await CredentialAsync(server, by));
            ((int)response.StatusCode).ShouldBe(RoleOf(by) is null ? 401 : 404, $"{route}");
        }

        server.Surfaces.Asked.ShouldBeEmpty();
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

        await ExpectAsync(server, token, request => request.Headers.Host = host, 403);
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

        await ExpectAsync(server, token, request => request.Headers.Add("Origin", origin), 403);
    }

    [Fact]
    public async Task Its_own_page_is_let_in_by_both_names()
    {
        await using var server = await TestServer.StartAsync();
        var localhost = $"localhost:{server.Server.Address.Port}";

        await ExpectAsync(
            server, await server.NewTokenAsync(),
            request =>
            {
                request.Headers.Host = localhost;
                request.Headers.Add("Origin", $"http://{localhost}");
            },
            null);
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

    /// <summary>The same answer everywhere, or that of a session.</summary>
    private static async Task ExpectAsync(TestServer server, string token, Action<HttpRequestMessage> change, int? everywhere)
    {
        // What ends the session comes last.
        foreach (var route in Approved.OrderBy(r => r.Path == "/api/auth/logout"))
        {
            using var response = await server.SendAsync(route.Method == "*" ? "DELETE" : route.Method, Sample.Fill(route.Path), token, request =>
            {
                if (Sample.BodyOf(route) is { } body) request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
                change(request);
            });
            ((int)response.StatusCode).ShouldBe(everywhere ?? Expected(route, Try.Session), $"{route}");
        }
    }

    private static AccessRole? RoleOf(Try by) => by switch
    {
        Try.Viewer => AccessRole.Viewer,
        Try.Operator => AccessRole.Operator,
        Try.Admin or Try.Session or Try.Socket => AccessRole.Admin,
        _ => null,
    };

    private static int Expected(Route route, Try by) => route switch
    {
        { Path: "/api/{**rest}" or "/api/auth/login" or "/api/auth/callback" } => 404,
        { Permission: Permission.None } => 200,
        { Permission: Permission.Link } => 401,
        { Permission: Permission.Socket } => by != Try.Socket ? 401 : Sample.Creates(route) ? 201 : 200,
        _ when RoleOf(by) is null => 401,
        { Permission: Permission.Write } when RoleOf(by) < AccessRole.Operator => 403,
        { Permission: Permission.Admin } when RoleOf(by) < AccessRole.Admin => 403,
        { Path: "/api/auth/logout" } => by == Try.Session ? 200 : 400,
        _ when route.Path.EndsWith("/{id}", StringComparison.Ordinal) => 404,
        { Method: "DELETE", Path: "/api/workspaces/{workspace}/runtimes/{runtime}" or Worker } => 204,
        _ => Sample.Creates(route) ? 201 : 200,
    };

    private static async Task<string?> CredentialAsync(TestServer server, Try by)
    {
        switch (by)
        {
            case Try.Unknown:
                return new string('A', 43);
            case Try.Session:
                return await server.NewTokenAsync();
            case Try.Expired:
                var old = await server.IssueAsync(AccessRole.Admin, days: 1);
                server.Time.Advance(TimeSpan.FromDays(1));
                return old.Token;
            case Try.ExpiredSession:
                var session = await server.NewTokenAsync();
                server.Time.Advance(TimeSpan.FromDays(30));
                return session;
            case Try.Revoked:
                var revoked = await server.IssueAsync(AccessRole.Admin);
                await server.RevokeAsync("tokens", revoked.View.Id);
                return revoked.Token;
            case Try.RevokedSession:
                var left = await server.NewTokenAsync();
                (await server.Operator.DeleteAsync("/api/auth/sessions")).EnsureSuccessStatusCode().Dispose();
                return left;
            default:
                return RoleOf(by) is { } role && by != Try.Socket ? (await server.IssueAsync(role)).Token : null;
        }
    }

    private static async Task<HttpResponseMessage> CallAsync(TestServer server, Route route, string path, Try by, string? token)
    {
        using var request = new HttpRequestMessage(new(route.Method == "*" ? "DELETE" : route.Method), path);
        if (Sample.BodyOf(route) is { } body) request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
        if (token is not null) request.Headers.Authorization = new("Bearer", token);
        return await (by == Try.Socket ? server.Operator : server.Http).SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
    }

    private static async Task ShouldBeAProblemAsync(HttpResponseMessage response, int status)
    {
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        var problem = (await response.Content.ReadFromJsonAsync(BrowserJson.Default.ProblemView)).ShouldNotBeNull();
        problem.Status.ShouldBe(status);
        problem.TraceId.Length.ShouldBe(32);
        problem.Code.ShouldBe(status switch
        {
            400 => FaultCodes.Invalid,
            401 => FaultCodes.Unauthorized,
            403 => FaultCodes.ForbiddenAuthority,
            _ => FaultCodes.NotFound,
        });
    }
}
