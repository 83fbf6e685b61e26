using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Workspace.Server;

namespace Yoi.Tests.Unit.Workspace.Server;

public sealed class AuditTests
{
    private const string Comments = "/api/workspaces/{workspace}/tickets/{ticket}/comments";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mutation_leaves_who_did_what_to_what_and_nothing_that_was_sent()
    {
        await using var server = await TestServer.StartAsync();
        var issued = await server.IssueAsync(AccessRole.Operator, name: "Ada");

        using var response = await PostAsync(server, Comments, issued.Token, """{"body":"planted words"}""", "planted-key");

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var entry = (await server.AuditAsync())[0];
        entry.ShouldSatisfyAllConditions(
            () => entry.Kind.ShouldBe(CallerKind.Token), () => entry.Caller.ShouldBe(issued.View.Id), () => entry.Name.ShouldBe("Ada"), () => entry.Role.ShouldBe(AccessRole.Operator),
            () => entry.Method.ShouldBe("POST"), () => entry.Route.ShouldBe(Comments), () => entry.Status.ShouldBe(200), () => entry.Code.ShouldBeNull(),
            () => entry.Targets["ticket"].ShouldBe(Sample.Fill(Comments).Split('/')[^2]), () => entry.TraceId.Length.ShouldBe(32), () => entry.KeyHash!.Length.ShouldBe(16),
            () => entry.At.ShouldBe(server.Time.GetUtcNow()));
        var stored = await StoredAsync(server);
        stored.ShouldNotContain("planted");
        stored.ShouldNotContain(issued.Token);
    }

    [Fact]
    public async Task Every_route_that_is_no_read_leaves_one_record_and_a_read_leaves_none()
    {
        await using var server = await TestServer.StartAsync();
        foreach (var route in server.Server.Routes.Where(r => r.Method != "*"))
        {
            var before = (await server.AuditAsync()).Count;
            using var request = new HttpRequestMessage(new(route.Method), Sample.Fill(route.Path));
            if (Sample.BodyOf(route) is { } body) request.Content = new StringContent(body, new MediaTypeHeaderValue("application/json"));
            using var response = await server.Operator.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
            ((await server.AuditAsync()).Count - before).ShouldBe(route.Method is "GET" or "HEAD" ? 0 : 1, $"{route}");
        }
    }

    [Fact]
    public async Task What_was_made_and_who_came_in_is_named()
    {
        await using var server = await TestServer.StartAsync();

        var issued = await server.IssueAsync(AccessRole.Viewer);
        await server.NewTokenAsync();
        using var ticket = await PostAsync(server, "/api/workspaces/{workspace}/tickets", await server.NewTokenAsync(), """{"title":"Pour"}""");

        var entries = await server.AuditAsync();
        entries[^1].Targets["token"].ShouldBe(issued.View.Id);
        entries[1].ShouldSatisfyAllConditions(() => entries[1].Route.ShouldBe("/api/auth/session"), () => entries[1].Name.ShouldBe("Person"), () => entries[1].Targets["session"].ShouldBe(entries[1].Caller));
        entries[0].Targets["ticket"].ShouldBe($"{Surfaces.Ticket.Card.Id}");
    }

    [Fact]
    public async Task A_refused_call_is_on_record_with_its_code_and_what_a_caller_typed_is_not()
    {
        await using var server = await TestServer.StartAsync();
        var viewer = await server.IssueAsync(AccessRole.Viewer, name: "Eve");

        using var forbidden = await PostAsync(server, Comments, viewer.Token, """{"body":"x"}""");
        using var unknown = await PostAsync(server, Comments.Replace("{ticket}", "not%20an%20id", StringComparison.Ordinal), null, """{"body":"x"}""");

        var entries = await server.AuditAsync();
        (entries[0].Name, entries[0].Kind, entries[0].Status, entries[0].Code, entries[0].Targets["ticket"]).ShouldBe((null, null, 401, FaultCodes.Unauthorized, "?"));
        (entries[1].Name, entries[1].Status, entries[1].Code).ShouldBe(("Eve", 403, FaultCodes.ForbiddenAuthority));
    }

    [Fact]
    public async Task A_flood_of_refused_calls_leaves_a_few_records_and_their_count()
    {
        await using var server = await TestServer.StartAsync(options: options => options with { Limits = options.Limits with { RefusalBurst = 3, RefusalsPerMinute = 1 } });
        for (var i = 0; i < 20; i++) (await PostAsync(server, Comments, null, """{"body":"x"}""")).Dispose();
        await server.IssueAsync(AccessRole.Viewer);

        var entries = await server.AuditAsync();

        entries.Count.ShouldBe(4);
        entries[0].Unrecorded.ShouldBe(17);
        (await server.Operator.GetStringAsync("/metrics", Cancelled)).ShouldContain("yoi_audit_unrecorded_total 17\n");
    }

    [Fact]
    public async Task A_mutation_that_cannot_be_put_on_record_is_not_acknowledged()
    {
        await using var server = await TestServer.StartAsync();
        var session = await server.NewTokenAsync();
        server.Journal.AppendFault = new(FaultCodes.DiskFull, "No room in /root/secret.");

        using var response = await PostAsync(server, Comments, session, """{"body":"x"}""");

        response.StatusCode.ShouldBe(HttpStatusCode.ServiceUnavailable);
        var text = await response.Content.ReadAsStringAsync(Cancelled);
        text.ShouldContain(FaultCodes.DiskFull);
        text.ShouldNotContain("/root/secret");
        text.ShouldNotContain("Pour");
    }

    [Fact]
    public async Task Records_are_read_in_pages_newest_first()
    {
        await using var server = await TestServer.StartAsync();
        for (var i = 0; i < 5; i++) await server.IssueAsync(AccessRole.Viewer);

        var newest = await server.AuditAsync("?limit=2");
        var older = await server.AuditAsync($"?limit=10&before={newest[^1].Seq}");

        newest.Select(e => e.Seq).ShouldBe([5, 4]);
        older.Select(e => e.Seq).ShouldBe([3, 2, 1]);
        foreach (var wrong in new[] { "?limit=0", "?limit=501", "?before=x", "?before=0" })
        {
            using var response = await server.Operator.GetAsync($"/api/workspaces/tea/audit{wrong}", Cancelled);
            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest, wrong);
        }
    }

    private static Task<HttpResponseMessage> PostAsync(TestServer server, string path, string? token, string body, string? key = null) => server.SendAsync("POST", Sample.Fill(path), token, request =>
    {
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        if (key is not null) request.Headers.Add("Idempotency-Key", key);
    });

    private static async Task<string> StoredAsync(TestServer server) =>
        string.Join('\n', (await server.Journal.ReadAsync(new("access", "audit"), new(), Cancelled)).Value.Events.Select(e => Encoding.UTF8.GetString(e.Data.Span)));
}
