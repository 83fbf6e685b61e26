using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Workspace.Server;

namespace Yoi.Tests.Unit.Workspace.Server;

public sealed class CanaryTests
{
    private const string Canary = "/root/secret/path";

    [Theory]
    [InlineData("/api/workspaces/tea/workers")]
    [InlineData("/api/workspaces/tea/status")]
    public async Task What_an_exception_says_reaches_the_log_and_never_the_caller(string path)
    {
        await using var server = await TestServer.StartAsync(surface => surface with
        {
            Workers = surface.Workers with { List = _ => throw new InvalidOperationException($"Cannot open {Canary}") },
            Status = _ => throw new InvalidOperationException($"Cannot open {Canary}"),
        });

        using var response = await server.SendAsync("GET", path, await server.NewTokenAsync());

        response.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        $"{response}".ShouldNotContain(Canary);
        (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain(Canary);
        var problem = (await response.Content.ReadFromJsonAsync(BrowserJson.Default.ProblemView, TestContext.Current.CancellationToken)).ShouldNotBeNull();
        problem.Code.ShouldBe(FaultCodes.Internal);
        server.Log.Text.ShouldContain(Canary);
        server.Log.Text.ShouldContain(problem.TraceId);
    }

    public static TheoryData<string> Codes => [.. typeof(FaultCodes).GetFields().Select(f => (string)f.GetValue(null)!)];

    [Theory]
    [MemberData(nameof(Codes))]
    public async Task A_fault_that_names_a_path_of_the_host_reaches_the_log_and_never_the_caller(string code)
    {
        await using var server = await TestServer.StartAsync();
        server.Surfaces.Fault = new(code, $"The program said: cannot open '{Canary}'");
        var token = await server.NewTokenAsync();

        foreach (var route in server.Server.Routes.Where(r => r.Permission is Permission.Read or Permission.Write && Faults(r)))
        {
            using var response = await server.SendAsync(route.Method, Sample.Fill(route.Path), token, request =>
            {
                if (Sample.BodyOf(route) is { } body) request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
            });
            ((int)response.StatusCode).ShouldBeGreaterThanOrEqualTo(400, $"{route}");
            $"{response}{await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)}".ShouldNotContain("secret");
            (await response.Content.ReadFromJsonAsync(BrowserJson.Default.ProblemView, TestContext.Current.CancellationToken))!.Code.ShouldBe(code);
        }

        server.Log.Text.ShouldContain(Canary);
    }

    /// <summary>All but those that answer from memory or cannot be refused.</summary>
    private static bool Faults(Route route) =>
        route.Path.StartsWith("/api/workspaces/", StringComparison.Ordinal) && !route.Path.Contains("/board", StringComparison.Ordinal) && !route.Path.EndsWith("/status", StringComparison.Ordinal) && route is not { Method: "GET", Path: "/api/workspaces/{workspace}/workers" or "/api/workspaces/{workspace}/runtimes" or "/api/workspaces/{workspace}/approvals" or "/api/workspaces/{workspace}/usage" or "/api/workspaces/{workspace}/settings" };

    [Fact]
    public async Task No_secret_or_token_is_logged()
    {
        await using var server = await TestServer.StartAsync();
        var secret = server.NewSecret();
        using var opened = await server.PostSecretAsync(secret);
        var token = (await opened.Content.ReadFromJsonAsync(BrowserJson.Default.SessionToken, TestContext.Current.CancellationToken))!.Token;
        using var board = await server.SendAsync("GET", "/api/workspaces/tea/board", token);
        using var used = await server.PostSecretAsync(secret);
        using var refused = await server.SendAsync("GET", "/api/workspaces/coffee/board", token);

        var issued = await server.IssueAsync(AccessRole.Viewer);
        using var read = await server.SendAsync("GET", "/api/workspaces/tea/board?query=planted-query", issued.Token);
        using var forbidden = await server.SendAsync("DELETE", "/api/auth/sessions?query=planted-query", issued.Token);
        using var unknown = await server.SendAsync("GET", "/api/workspaces/tea/board?query=planted-query", new string('B', 43));
        using var basic = await server.SendAsync("GET", "/api/auth/me", null, request => request.Headers.TryAddWithoutValidation("Authorization", "Basic planted-basic"));
        using var callback = await server.SendAsync("GET", "/api/auth/callback?state=planted-state&code=planted-code");

        server.Log.Text.ShouldContain("Refused DELETE /api/auth/sessions: 403");
        foreach (var planted in new[] { secret, token, issued.Token, new string('B', 43), "planted-" }) server.Log.Text.ShouldNotContain(planted);
    }

    [Fact]
    public async Task What_is_logged_for_a_request_carries_its_trace_id_and_what_it_is_about()
    {
        await using var server = await TestServer.StartAsync();
        server.Surfaces.Fault = new(FaultCodes.StoreFailed, "planted fault");
        var (ticket, worker) = (Sample.Fill("/api/workspaces/{workspace}/tickets/{ticket}"), Sample.Fill("/api/workspaces/{workspace}/runtimes/{runtime}/workers/{worker}"));
        var token = await server.NewTokenAsync();

        foreach (var (path, about) in new[] { (ticket, $"ticket:{ticket.Split('/')[^1]}"), (worker, $"worker:{worker.Split('/')[^1]}") })
        {
            using var response = await server.SendAsync("GET", path, token);
            var trace = (await response.Content.ReadFromJsonAsync(BrowserJson.Default.ProblemView, TestContext.Current.CancellationToken))!.TraceId;
            var line = server.Log.Lines.Single(l => l.Contains("planted fault", StringComparison.Ordinal) && l.Contains(trace, StringComparison.Ordinal));
            line.ShouldContain($"trace_id:{trace}");
            line.ShouldContain(about);
        }
    }

    [Fact]
    public async Task Every_answer_says_how_it_is_to_be_treated()
    {
        await using var server = await TestServer.StartAsync();

        foreach (var path in new[] { "/", "/health/live", "/api/nothing", "/api/workspaces/tea/board" })
        {
            using var response = await server.Http.GetAsync(path, TestContext.Current.CancellationToken);
            response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
            response.Headers.GetValues("Referrer-Policy").ShouldBe(["no-referrer"]);
            response.Headers.GetValues("Content-Security-Policy").Single().ShouldContain("frame-ancestors 'none'");
            response.Headers.CacheControl!.NoStore.ShouldBeTrue();
            response.Headers.Server.ShouldBeEmpty();
        }
    }
}
