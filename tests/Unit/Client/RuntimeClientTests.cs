using System.Text;
using Yoi.Client;
using Yoi.Protocol;

namespace Yoi.Tests.Unit.Client;

/// <summary>The client against servers that do what they should not.</summary>
public sealed class RuntimeClientTests
{
    private const string Token = "swordfish-swordfish-swordfish";
    private const string Secret = "the-remote-says-this";

    private static readonly WorkerId Worker = new(Guid.Parse("01975a3c-0000-7000-8000-00000000abcd"));

    public static TheoryData<string, string> Answers => new()
    {
        { $"{Secret}\r\n\r\n", FaultCodes.RuntimeMalformedResponse },
        { "HTTP/1.1 abc\r\n\r\n", FaultCodes.RuntimeMalformedResponse },
        { HostileServer.Answer("200 OK", "text/html", $"<p>{Secret}"), FaultCodes.RuntimeMalformedResponse },
        { HostileServer.Answer("200 OK", "application/json", $"{{{Secret}"), FaultCodes.RuntimeMalformedResponse },
        { HostileServer.Answer("200 OK", "application/json", "null"), FaultCodes.RuntimeMalformedResponse },
        { HostileServer.Answer("200 OK", "application/json", $$"""{"id":"{{Secret}}"}"""), FaultCodes.RuntimeMalformedResponse },
        { HostileServer.Answer("200 OK", "application/json", ""), FaultCodes.RuntimeMalformedResponse },
        { "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 999999999999\r\n\r\n{", FaultCodes.RuntimeMalformedResponse },
        { "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", FaultCodes.RuntimeMalformedResponse },
        { $"HTTP/1.1 200 OK\r\nX-Long: {new string('x', 40_000)}\r\n\r\n", FaultCodes.RuntimeMalformedResponse },
        { HostileServer.Answer("500 Oops", "text/plain", Secret), FaultCodes.RuntimeMalformedResponse },
        { HostileServer.Answer("302 Found\r\nLocation: http://127.0.0.1:1/", "text/plain", Secret), FaultCodes.RuntimeMalformedResponse },
        { HostileServer.Answer("502 Bad Gateway", "text/html", Secret), FaultCodes.RuntimeUnavailable },
        { HostileServer.Answer("401 Unauthorized", "text/plain", Secret), FaultCodes.RuntimeAuthFailed },
        { HostileServer.Answer("403 Forbidden", "application/problem+json", Problem(FaultCodes.Busy)), FaultCodes.RuntimeAuthFailed },
        { HostileServer.Answer("404 Not Found", "text/plain", Secret), FaultCodes.RuntimeMalformedResponse },
        { HostileServer.Answer("404 Not Found", "application/problem+json", Problem(FaultCodes.UnknownWorker)), FaultCodes.UnknownWorker },
        { HostileServer.Answer("409 Conflict", "application/problem+json", Problem(Secret)), FaultCodes.RuntimeMalformedResponse },
        { HostileServer.Answer("409 Conflict", "application/problem+json", "[]"), FaultCodes.RuntimeMalformedResponse },
        { HostileServer.Answer("409 Conflict", "application/problem+json", Problem(FaultCodes.Busy)), FaultCodes.Busy },
        { HostileServer.Answer("501 Not Implemented", "application/problem+json", Problem(FaultCodes.Unsupported)), FaultCodes.Unsupported },
        { HostileServer.Answer("503 Service Unavailable", "application/problem+json", Problem(FaultCodes.StoreFailed)), FaultCodes.StoreFailed },
        { "", FaultCodes.RuntimeUnavailable },
        { "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{", FaultCodes.RuntimeUnavailable },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task An_answer_that_should_not_be_is_a_fault_in_our_own_words(string answer, string code)
    {
        await using var server = HostileServer.Saying(answer);
        using var client = Client(server.Address);

        var fault = (await client.GetAsync(Worker, Cancelled)).Fault.ShouldNotBeNull();
        fault.Code.ShouldBe(code);
        fault.ToString().ShouldNotContain(Secret);
        fault.ToString().ShouldNotContain(Token);
        (await client.SendInputAsync(Worker, WorkerInput.User("x", "k"), Cancelled)).Fault!.Code.ShouldBe(code);
    }

    [Fact]
    public async Task A_body_without_end_is_cut_off()
    {
        await using var server = HostileServer.Start(async (_, _, stream, token) =>
        {
            await stream.WriteAsync("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n\""u8.ToArray(), token);
            for (var more = new byte[64 * 1024]; ;) await stream.WriteAsync(more, token);
        });
        using var client = Client(server.Address);

        (await client.GetAsync(Worker, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.RuntimeMalformedResponse);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\n")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n")]
    public async Task An_answer_that_drips_is_not_waited_for_beyond_the_deadline(string begin)
    {
        await using var server = HostileServer.Start(async (_, _, stream, token) =>
        {
            await stream.WriteAsync(Encoding.ASCII.GetBytes(begin), token);
            using var drip = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
            while (await drip.WaitForNextTickAsync(token)) await stream.WriteAsync(" "u8.ToArray(), token);
        });
        using var client = RuntimeClient.Create(new() { Address = server.Address, Token = Token, Deadline = TimeSpan.FromMilliseconds(300) }).Value;

        (await client.GetAsync(Worker, Cancelled)).Fault!.Code.ShouldBeOneOf(FaultCodes.RuntimeTimeout, begin == "" ? FaultCodes.RuntimeMalformedResponse : FaultCodes.RuntimeTimeout);
    }

    [Fact]
    public async Task What_is_not_there_is_unavailable()
    {
        var address = new Uri("http://127.0.0.1:1");
        await using (var server = HostileServer.Saying("")) address = server.Address;
        using var client = Client(address);
        (await client.SummaryAsync(Cancelled)).Fault!.Code.ShouldBe(FaultCodes.RuntimeUnavailable);
        using var nowhere = Client(new("https://nobody.invalid"));
        (await nowhere.SummaryAsync(Cancelled)).Fault!.Code.ShouldBe(FaultCodes.RuntimeUnavailable);
    }

    [Fact]
    public async Task What_does_no_harm_twice_is_tried_again_and_nothing_else()
    {
        await using var server = HostileServer.Start((number, _, stream, token) =>
            number == 0 ? Task.CompletedTask : stream.WriteAsync(Encoding.UTF8.GetBytes(HostileServer.Answer("409 C", "application/problem+json", Problem(FaultCodes.Conflict))), token).AsTask());
        using var client = Client(server.Address);
        (await client.CreateAsync(new() { Profile = "p" }, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Conflict);
        server.Heads.Count.ShouldBe(2);

        await using var other = HostileServer.Saying("");
        using var second = Client(other.Address);
        (await second.StopAsync(Worker, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.RuntimeUnavailable);
        other.Heads.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_list_that_does_not_advance_is_not_read_for_ever()
    {
        var page = $$"""{"workers":[],"next":"{{Worker}}"}""";
        await using var server = HostileServer.Saying(HostileServer.Answer("200 OK", "application/json", page));
        using var client = Client(server.Address);

        (await client.ListAllAsync(Cancelled)).Fault!.Code.ShouldBe(FaultCodes.RuntimeMalformedResponse);
        (await client.HistoryAsync(Worker, 0, 1_000, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.RuntimeMalformedResponse);
    }

    [Theory]
    [InlineData("ftp://127.0.0.1")]
    [InlineData("http://runtime.example")]
    [InlineData("http://user:pass@127.0.0.1")]
    [InlineData("http://127.0.0.1/?a=b")]
    public void An_address_that_would_give_the_token_away_is_invalid(string address) =>
        RuntimeClient.Create(new() { Address = new(address), Token = Token }).Fault!.Code.ShouldBe(FaultCodes.Invalid);

    [Theory]
    [InlineData("")]
    [InlineData("a\r\nX: y")]
    [InlineData("ü")]
    public void A_token_that_is_none_is_invalid(string token) => RuntimeClient.Create(new() { Address = new("http://127.0.0.1"), Token = token }).Fault!.Code.ShouldBe(FaultCodes.Invalid);

    [Fact]
    public void The_token_is_shown_by_nothing()
    {
        var options = new RuntimeClientOptions { Address = new("http://127.0.0.1:1"), Token = Token };
        options.ToString().ShouldContain("127.0.0.1");
        options.ToString().ShouldNotContain(Token);
        using var client = RuntimeClient.Create(options).Value;
        client.ToString()!.ShouldNotContain(Token);
    }

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    private static RuntimeClient Client(Uri address) => RuntimeClient.Create(new() { Address = address, Token = Token, MostBytes = 256 * 1024 }).Value;

    private static string Problem(string code) => $$"""{"type":"urn:x","title":"{{Secret}}","status":409,"code":"{{code}}","trace_id":"{{Secret}}"}""";
}
