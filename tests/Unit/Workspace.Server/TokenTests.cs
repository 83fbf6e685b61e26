using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Tests.Unit.Workspace.Server;

public sealed class TokenTests
{
    private const string Board = "/api/workspaces/tea/board";
    private const string Stream = $"{Board}/stream";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_token_is_shown_once_and_only_its_hash_is_kept()
    {
        await using var server = await TestServer.StartAsync();

        var issued = await server.IssueAsync(AccessRole.Operator, days: 30, name: "ci");
        var listed = await server.Operator.GetStringAsync("/api/auth/tokens", Cancelled);

        issued.View.Workspaces.ShouldBe(["tea"]);
        (issued.View with { Workspaces = null }).ShouldBe(new TokenView(issued.View.Id, "ci", AccessRole.Operator, server.Time.GetUtcNow(), "Person", server.Time.GetUtcNow().AddDays(30)));
        Convert.FromBase64String(issued.Token.Replace('-', '+').Replace('_', '/') + "=").Length.ShouldBe(32);
        listed.ShouldContain(issued.View.Id);
        listed.ShouldNotContain(issued.Token);
        var stored = await StoredAsync(server);
        stored.ShouldContain(Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(issued.Token))));
        stored.ShouldNotContain(issued.Token);
        using var me = await server.SendAsync("GET", "/api/auth/me", issued.Token);
        (await me.Content.ReadFromJsonAsync(BrowserJson.Default.CallerView, Cancelled)).ShouldBe(new CallerView(CallerKind.Token, "ci", AccessRole.Operator, issued.View.Expires));
    }

    [Theory]
    [InlineData("""{"name":""}""")]
    [InlineData("""{"name":"two\nlines"}""")]
    [InlineData("""{"name":"---"}""")]
    [InlineData("""{"name":"ci","days":0}""")]
    [InlineData("""{"name":"ci","days":366}""")]
    [InlineData("""{"name":"ci","role":"owner"}""")]
    [InlineData("""{"name":"ci","role":2}""")]
    [InlineData("""{"role":"viewer"}""")]
    public async Task A_token_that_is_not_well_asked_for_is_not_made(string body)
    {
        await using var server = await TestServer.StartAsync();
        using var content = new StringContent(body, Encoding.UTF8, "application/json");

        using var response = await server.Operator.PostAsync("/api/auth/tokens", content, Cancelled);

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await server.Journal.ReadAsync(new("access", "tokens"), new(), Cancelled)).Value.Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_revoked_token_is_refused_at_once_and_after_a_restart_even_where_a_use_was_written_late()
    {
        await using var server = await TestServer.StartAsync();
        var (revoked, kept) = (await server.IssueAsync(AccessRole.Viewer), await server.IssueAsync(AccessRole.Viewer));
        var before = (await server.Journal.ReadAsync(new("access", "tokens"), new(), Cancelled)).Value.Events[0];

        await server.RevokeAsync("tokens", revoked.View.Id);

        await server.Journal.AppendAsync(new("access", "tokens"), new() { Events = [new("token_used", before.Data)] }, Cancelled);
        await using var again = await TestServer.StartAsync(journal: server.Journal);
        foreach (var place in new[] { server, again })
        {
            using var refused = await place.SendAsync("GET", Board, revoked.Token);
            using var good = await place.SendAsync("GET", Board, kept.Token);
            (refused.StatusCode, good.StatusCode).ShouldBe((HttpStatusCode.Unauthorized, HttpStatusCode.OK));
        }
    }

    [Fact]
    public async Task A_revocation_that_cannot_be_kept_does_not_count()
    {
        await using var server = await TestServer.StartAsync();
        var issued = await server.IssueAsync(AccessRole.Viewer);
        server.Journal.AppendFault = new(FaultCodes.DiskFull, "No room.");

        using var response = await server.Operator.DeleteAsync($"/api/auth/tokens/{issued.View.Id}", Cancelled);

        ((int)response.StatusCode).ShouldBe(507);
        server.Journal.AppendFault = null;
        using var good = await server.SendAsync("GET", Board, issued.Token);
        good.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task The_day_of_the_last_use_is_written_once_a_day()
    {
        await using var server = await TestServer.StartAsync();
        var issued = await server.IssueAsync(AccessRole.Viewer);

        for (var day = 0; day < 2; day++)
        {
            for (var use = 0; use < 3; use++) (await server.SendAsync("GET", Board, issued.Token)).Dispose();
            server.Time.Advance(TimeSpan.FromDays(1));
        }

        (await server.Journal.ReadAsync(new("access", "tokens"), new(), Cancelled)).Value.Events.Select(e => e.Type).ShouldBe(["token_issued", "token_used", "token_used"]);
        var page = (await server.Operator.GetFromJsonAsync("/api/auth/tokens", BrowserJson.Default.TokenPage, Cancelled))!;
        page.Items.ShouldHaveSingleItem().LastUsed.ShouldBe(new DateOnly(2026, 3, 2));
    }

    [Theory]
    [InlineData(Stream)]
    [InlineData("/api/workspaces/tea/runtimes/embedded/workers/01975a3c-0000-7000-8000-00000000abcd/stream")]
    public async Task Revoking_a_token_ends_the_streams_it_opened_and_no_other(string stream)
    {
        await using var server = await TestServer.StartAsync();
        var (revoked, kept) = (await server.IssueAsync(AccessRole.Viewer), await server.IssueAsync(AccessRole.Viewer));
        using var mine = await server.SendAsync("GET", stream, revoked.Token);
        using var theirs = await server.SendAsync("GET", Stream, kept.Token);
        using var ended = new EventReader(await mine.Content.ReadAsStreamAsync(Cancelled));
        using var open = new EventReader(await theirs.Content.ReadAsStreamAsync(Cancelled));
        (await ended.NextAsync()).ShouldNotBeNull();
        await open.NextFrameAsync();

        await server.RevokeAsync("tokens", revoked.View.Id);

        while (await ended.NextAsync() is { } rest) rest.ShouldNotContain("card");
        server.Board.Put(Sample.Card(1));
        (await open.NextFrameAsync()).Event.ShouldBe("card");
    }

    [Fact]
    public async Task A_stream_ends_when_its_token_expires_without_anything_happening_on_it()
    {
        await using var server = await TestServer.StartAsync();
        var issued = await server.IssueAsync(AccessRole.Viewer, days: 1);
        using var response = await server.SendAsync("GET", Stream, issued.Token);
        using var events = new EventReader(await response.Content.ReadAsStreamAsync(Cancelled));
        await events.NextFrameAsync();

        server.Time.Advance(TimeSpan.FromDays(1));

        (await events.NextAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task What_a_holder_changes_is_done_in_the_tokens_name()
    {
        await using var server = await TestServer.StartAsync();
        var issued = await server.IssueAsync(AccessRole.Operator, name: "Ada");

        using var response = await server.SendAsync("POST", Sample.Fill("/api/workspaces/{workspace}/tickets/{ticket}/comments"), issued.Token, request =>
            request.Content = new StringContent("""{"body":"Words."}""", Encoding.UTF8, "application/json"));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        server.Surfaces.By.ShouldBe(["Ada"]);
    }

    [Fact]
    public async Task Thousands_of_records_are_read_from_a_snapshot()
    {
        var journal = new Yoi.Tests.Unit.Runtime.Fakes.SwitchJournal();
        await using (var first = await TestServer.StartAsync(journal: journal))
        {
            var lost = await first.IssueAsync(AccessRole.Viewer, name: "lost");
            await first.RevokeAsync("tokens", lost.View.Id);
            var record = (await journal.ReadAsync(new("access", "tokens"), new(), Cancelled)).Value.Events[^1];
            await journal.AppendAsync(new("access", "tokens"), new() { Events = [.. Enumerable.Repeat(new Yoi.Journal.NewEvent("token_used", record.Data), 1_000)] }, Cancelled);
            await first.IssueAsync(AccessRole.Viewer, name: "kept");
        }

        await using (await TestServer.StartAsync(journal: journal))
        {
        }

        await using var third = await TestServer.StartAsync(journal: journal);
        (await journal.ReadAsync(new("access", "tokens"), new() { FromSnapshot = true }, Cancelled)).Value.Snapshot.ShouldNotBeNull().Version.ShouldBe(1_003);
        (await third.Operator.GetFromJsonAsync("/api/auth/tokens", BrowserJson.Default.TokenPage, Cancelled))!.Items.ShouldHaveSingleItem().Name.ShouldBe("kept");
    }

    private static async Task<string> StoredAsync(TestServer server) =>
        string.Join('\n', (await server.Journal.ReadAsync(new("access", "tokens"), new(), Cancelled)).Value.Events.Select(e => Encoding.UTF8.GetString(e.Data.Span)));
}
