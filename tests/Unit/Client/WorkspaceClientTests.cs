using System.Text;
using Yoi.Client;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Tests.Unit.Client;

/// <summary>The client against workspaces' servers that do what they should not.</summary>
public sealed class WorkspaceClientTests
{
    private const string Token = "swordfish-swordfish-swordfish";
    private const string Garbage = "<p>\u001b[31mgarbage";

    private static readonly TimeSpan Far = TimeSpan.FromMinutes(2);

    private readonly HurriedTime _time = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public static TheoryData<string, string> Answers => new()
    {
        { $"{Garbage}\r\n\r\n", FaultCodes.ServerUnavailable },
        { "HTTP/1.1 abc\r\n\r\n", FaultCodes.ServerUnavailable },
        { HostileServer.Answer("200 OK", "text/html", Garbage), FaultCodes.ServerUnavailable },
        { HostileServer.Answer("200 OK", "application/json", $"{{{Garbage}"), FaultCodes.ServerUnavailable },
        { HostileServer.Answer("200 OK", "application/json", "null"), FaultCodes.ServerUnavailable },
        { HostileServer.Answer("200 OK", "application/json", ""), FaultCodes.ServerUnavailable },
        { HostileServer.Answer("200 OK", "application/json", "{}"), FaultCodes.ServerUnavailable },
        { HostileServer.Answer("200 OK", "application/json", """{"items":null}"""), FaultCodes.ServerUnavailable },
        { "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 999999999999\r\n\r\n{", FaultCodes.ServerUnavailable },
        { "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", FaultCodes.ServerUnavailable },
        { $"HTTP/1.1 200 OK\r\nX-Long: {new string('x', 40_000)}\r\n\r\n", FaultCodes.ServerUnavailable },
        { HostileServer.Answer("500 Oops", "text/plain", Garbage), FaultCodes.ServerUnavailable },
        { HostileServer.Answer("302 Found\r\nLocation: http://127.0.0.1:1/", "text/plain", Garbage), FaultCodes.ServerUnavailable },
        { HostileServer.Answer("401 Unauthorized", "text/plain", Garbage), FaultCodes.Unauthorized },
        { HostileServer.Answer("401 Unauthorized", "application/problem+json", """{"title":"Of a proxy."}"""), FaultCodes.Unauthorized },
        { HostileServer.Answer("403 Forbidden", "text/html", Garbage), FaultCodes.ForbiddenAuthority },
        { HostileServer.Answer("414 Long", "text/html", Garbage), FaultCodes.TooLarge },
        { HostileServer.Answer("409 Conflict", "application/problem+json", "[]"), FaultCodes.ServerUnavailable },
        { HostileServer.Answer("409 Conflict", "application/problem+json", "{}"), FaultCodes.ServerUnavailable },
        { HostileServer.Answer("409 Conflict", "application/problem+json", Problem("no code of ours", "Words.")), FaultCodes.ServerUnavailable },
        { HostileServer.Answer("409 Conflict", "application/problem+json", Problem(FaultCodes.Conflict, "\\u001b[31mred")), FaultCodes.ServerUnavailable },
        { HostileServer.Answer("409 Conflict", "application/problem+json", Problem(FaultCodes.Conflict, new string('x', 100_000))), FaultCodes.ServerUnavailable },
        { HostileServer.Answer("409 Conflict", "application/problem+json", Problem("code_of_tomorrow", "Words.")), "code_of_tomorrow" },
        { HostileServer.Answer("409 Conflict", "application/problem+json", Problem(FaultCodes.Conflict, "Words.")), FaultCodes.Conflict },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_that_should_not_be_is_a_fault_and_asked_for_once(string answer, string code)
    {
        await using var server = HostileServer.Saying(answer);
        using var client = Client(server.Address);

        var fault = (await client.ListAsync(Cancelled)).Fault.ShouldNotBeNull();
        fault.Code.ShouldBe(code);
        fault.ToString().ShouldNotContain("garbage");
        fault.ToString().ShouldNotContain("\u001b");
        fault.ToString().ShouldNotContain(Token);
        (await client.Tickets("tea").CreateAsync(new("Pour"), "k", Cancelled)).Fault!.Code.ShouldBe(code);
        server.Heads.Count.ShouldBe(2);
        _time.Waits.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_body_without_end_is_cut_off()
    {
        await using var server = HostileServer.Start(async (_, _, stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n"u8.ToArray(), token);
            for (var more = new byte[64 * 1024]; ;) await stream.WriteAsync(more, token);
        });
        using var client = Client(server.Address);

        (await client.Tickets("tea").ArtifactAsync(new(1), "log.txt", Cancelled)).Fault!.Message.ShouldContain("does not understand");
    }

    [Fact]
    public async Task An_answer_that_drips_is_not_waited_for_beyond_the_deadline()
    {
        await using var server = HostileServer.Start(async (_, _, stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n"u8.ToArray(), token);
            using var drip = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            while (await drip.WaitForNextTickAsync(token)) await stream.WriteAsync(" "u8.ToArray(), token);
        });
        using var client = WorkspaceClient.Create(new() { Address = server.Address, Token = Token, Deadline = TimeSpan.FromMilliseconds(300) }).Value;

        (await client.ListAsync(Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Timeout);
    }

    [Fact]
    public async Task What_is_not_there_is_tried_until_the_deadline_and_then_unavailable()
    {
        var address = new Uri("http://127.0.0.1:1");
        await using (var server = HostileServer.Saying("")) address = server.Address;
        using var client = Client(address);

        (await client.ListAsync(Cancelled)).Fault!.Message.ShouldContain("cannot be reached");
        (_time.Waits.Aggregate((all, one) => all + one) < Far).ShouldBeTrue();
        _time.Waits.Count.ShouldBeGreaterThan(10);
    }

    [Fact]
    public async Task Where_no_server_listens_at_a_socket_that_is_said_at_once()
    {
        using var client = new WorkspaceClient(Path.Join(Path.GetTempPath(), $"no-such-{Guid.NewGuid():N}.sock"));

        (await client.ListAsync(Cancelled)).Fault!.Message.ShouldContain("Start it with `yoi up`");
        (await client.ReadyAsync(Cancelled)).ShouldBe((await client.ListAsync(Cancelled)).Fault);
    }

    [Theory]
    [InlineData("half")]
    [InlineData("429 Slow\r\nRetry-After: 7")]
    [InlineData("503 Away")]
    [InlineData("502 Gateway")]
    public async Task Reading_goes_on_when_the_server_does(string first)
    {
        await using var server = Flaky(3, first);
        using var client = Client(server.Address);

        (await client.ListAsync(Cancelled)).Value.Items.ShouldBeEmpty();
        server.Heads.Count.ShouldBe(4);
        _time.Waits.ShouldBe(first.StartsWith("429", StringComparison.Ordinal)
            ? [TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(7), TimeSpan.FromSeconds(7)]
            : [TimeSpan.FromMilliseconds(200), TimeSpan.FromMilliseconds(400), TimeSpan.FromMilliseconds(800)]);
    }

    [Theory]
    [InlineData("drops", 2)]
    [InlineData("half", 2)]
    [InlineData("429 Slow", 2)]
    [InlineData("502 Gateway", 2)]
    [InlineData("503 Full", 1)]
    public async Task A_change_is_sent_again_under_its_key_where_it_may_have_been_lost_and_not_where_it_was_refused(string first, int sent)
    {
        await using var server = Flaky(1, first);
        using var client = Client(server.Address);

        var fault = (await client.Worktrees("tea").CleanAsync(new("r"), null, Cancelled)).Fault;

        server.Heads.Count.ShouldBe(sent);
        (fault is null).ShouldBe(sent == 2);
        server.Heads.Select(KeyOf).Distinct().ShouldHaveSingleItem().Length.ShouldBe(32);
        (await client.Worktrees("tea").CleanAsync(new("r"), "my-key", Cancelled)).Value.Items.ShouldBeEmpty();
        KeyOf(server.Heads[^1]).ShouldBe("my-key");
        KeyOf(server.Heads[0]).ShouldNotBe(KeyOf(server.Heads[^1]));
    }

    [Theory]
    [InlineData("drops", 1)]
    [InlineData("half", 1)]
    [InlineData("502 Gateway", 1)]
    [InlineData("503 Full", 1)]
    [InlineData("429 Slow", 2)]
    public async Task What_takes_no_key_is_sent_again_only_where_nothing_was_done(string first, int sent)
    {
        await using var server = Flaky(1, first);
        using var client = Client(server.Address);

        await client.Access("tea").NewTokenAsync(new("ci"), Cancelled);

        server.Heads.Count.ShouldBe(sent);
        server.Heads.ShouldAllBe(head => !head.Contains("Idempotency-Key", StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task A_Retry_After_beyond_the_deadline_is_not_waited_for()
    {
        await using var server = Flaky(1, "429 Slow\r\nRetry-After: 3600");
        using var client = Client(server.Address);

        (await client.ListAsync(Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Overloaded);
        _time.Waits.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("..")]
    public async Task A_name_that_would_lead_elsewhere_goes_nowhere(string name)
    {
        await using var server = HostileServer.Saying(HostileServer.Answer("200 OK", "application/json", """{"count":9,"items":[]}"""));
        using var client = Client(server.Address);

        // An empty id would be all of them.
        (await client.Access("tea").RevokeSessionAsync(name, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        (await client.Access("tea").RevokeTokenAsync(name, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        (await client.Objectives("tea").ShowAsync(name, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        (await client.Tickets(name).StartableAsync(Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        (await client.Tickets("tea").ArtifactAsync(new(1), $"a/{name}/b", Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        await foreach (var frame in client.WatchBoardAsync(name, Cancelled)) frame.Fault!.Code.ShouldBe(FaultCodes.Invalid);
        server.Heads.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("a/../b", "a%2F..%2Fb")]
    [InlineData("a?x=1#y", "a%3Fx%3D1%23y")]
    [InlineData("%2e%2e", "%252e%252e")]
    public async Task A_name_stays_one_part_of_the_path(string name, string sent)
    {
        await using var server = HostileServer.Saying(HostileServer.Answer("404 Not Found", "text/plain", ""));
        using var client = Client(server.Address);

        await client.Objectives("tea").ShowAsync(name, Cancelled);
        server.Heads.ShouldHaveSingleItem().ShouldStartWith($"GET /api/workspaces/tea/objectives/{sent} HTTP/1.1\r\n");
    }

    [Theory]
    [InlineData("")]
    [InlineData("two words")]
    [InlineData("a\r\nX: y")]
    [InlineData("ü")]
    public async Task A_key_or_revision_that_is_none_is_invalid(string text)
    {
        await using var server = HostileServer.Saying("");
        using var client = Client(server.Address);

        (await client.Tickets("tea").CommentAsync(new(1), new("Words."), text, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        if (text.Length > 0) (await client.Tickets("tea").EditAsync(new(1), new(), text, null, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        server.Heads.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("http://yoi.example")]
    [InlineData("http://user:pass@127.0.0.1")]
    [InlineData("http://127.0.0.1/?a=b")]
    public void An_address_that_would_give_the_token_away_is_invalid(string address) =>
        WorkspaceClient.Create(new() { Address = new(address), Token = Token }).Fault!.Code.ShouldBe(FaultCodes.Invalid);

    [Fact]
    public void A_network_that_is_trusted_may_see_the_token()
    {
        WorkspaceClient.Create(new() { Address = new("http://yoi.example"), Token = Token, AllowPlainHttp = true }).Fault.ShouldBeNull();
        WorkspaceClient.Create(new() { Address = new("https://yoi.example/behind/a/proxy"), Token = Token }).Fault.ShouldBeNull();
        WorkspaceClient.Create(new() { Address = new("https://yoi.example"), Token = "ü" }).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        WorkspaceClient.Create(new() { Address = new("https://yoi.example"), Token = Token, Deadline = TimeSpan.Zero }).Fault!.Code.ShouldBe(FaultCodes.Invalid);
    }

    [Fact]
    public void The_token_is_shown_by_nothing()
    {
        var options = new WorkspaceClientOptions { Address = new("http://127.0.0.1:1"), Token = Token };
        options.ToString().ShouldContain("127.0.0.1");
        options.ToString().ShouldNotContain(Token);
        using var client = WorkspaceClient.Create(options).Value;
        client.ToString()!.ShouldNotContain(Token);
    }

    private WorkspaceClient Client(Uri address) =>
        WorkspaceClient.Create(new() { Address = address, Token = Token, MostBytes = 256 * 1024, Deadline = Far, Time = _time }).Value;

    /// <summary>Refuses or drops the first, then answers.</summary>
    private static HostileServer Flaky(int times, string first) => HostileServer.Start((number, _, stream, token) => number < times && first == "drops"
        ? Task.CompletedTask
        : stream.WriteAsync(Encoding.UTF8.GetBytes(number >= times ? HostileServer.Answer("200 OK", "application/json", """{"items":[],"token":"t","view":null}""")
            : first == "half" ? "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{"
            : first.StartsWith("503", StringComparison.Ordinal) ? HostileServer.Answer(first, "application/problem+json", Problem(FaultCodes.StoreFailed, "Full."))
            : HostileServer.Answer(first, "text/html", Garbage)), token).AsTask());

    private static string KeyOf(string head) => head.Split("\r\n").Single(line => line.StartsWith("Idempotency-Key: ", StringComparison.OrdinalIgnoreCase))["Idempotency-Key: ".Length..];

    private static string Problem(string code, string title) => $$"""{"type":"urn:x","title":"{{title}}","status":409,"code":"{{code}}","trace_id":"x"}""";
}
