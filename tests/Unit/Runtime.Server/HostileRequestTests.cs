using System.Net.Sockets;
using System.Text;
using Yoi.Protocol;

namespace Yoi.Tests.Unit.Runtime.Server;

public sealed class HostileRequestTests : ServerFixture
{
    [Theory]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("7")]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData("""{"profile":null}""")]
    [InlineData("""{"profile":7}""")]
    [InlineData("""{"profile":"builtin:coder","id":"no-id"}""")]
    [InlineData("""{"profile":"builtin:coder","labels":{"a":{"b":1}}}""")]
    [InlineData("""{"profile":"builtin:coder","labels":{"a":null}}""")]
    [InlineData("""{"profile":"builtin:coder","input":{"text":"x"}}""")]
    [InlineData("""{"profile":"builtin:coder","input":{"text":"x","key":"k","kind":3}}""")]
    public async Task A_body_that_is_not_what_the_route_takes_is_invalid_and_makes_nothing(string body)
    {
        (await ProblemAsync(400, FaultCodes.Invalid, "POST", "/v1/workers", body)).Title.ShouldNotContain("Yoi.Protocol");
        Backend.Spawns.ShouldBe(0);
    }

    [Theory]
    [InlineData("""{"id":"b","profiles":[null]}""")]
    [InlineData("""{"id":"b","profiles":null}""")]
    [InlineData("""{"id":"b"}""")]
    public async Task A_bundle_that_is_none_is_invalid(string body) => await ProblemAsync(400, FaultCodes.Invalid, "PUT", $"/v1/config-bundles/{new string('0', 64)}", body);

    [Fact]
    public async Task A_deep_body_is_invalid() =>
        await ProblemAsync(400, FaultCodes.Invalid, "POST", "/v1/workers", $$"""{"profile":"builtin:coder","x":{{new string('[', 10_000)}}""");

    [Fact]
    public async Task Another_content_type_is_refused()
    {
        using var response = await CallAsync("POST", "/v1/workers", "{}", change: request => request.Content!.Headers.ContentType = new("text/plain"));
        await ProblemOfAsync(response, 415, FaultCodes.Invalid);
    }

    [Theory]
    [InlineData("/v1/workers", 2)]
    [InlineData("/v1/workers/{worker}/input", 2)]
    [InlineData("/v1/workers/{worker}/errors", 0.0625)]
    public async Task A_body_that_is_too_large_is_refused_as_that(string path, double mebibytes)
    {
        var (id, _) = await MakeAsync();
        var body = $$"""{"profile":"builtin:coder","text":"{{new string('x', (int)(mebibytes * 1024 * 1024))}}","key":"k"}""";

        // The server does not take what it refuses: who sends it unasked may find the line closed before the answer was read.
        await ProblemAsync(413, FaultCodes.TooLarge, "POST", path.Replace("{worker}", $"{id}", StringComparison.Ordinal), body, change: request => request.Headers.ExpectContinue = true);
    }

    [Fact]
    public async Task A_text_that_is_too_large_is_refused_by_the_runtime_and_one_that_just_fits_is_taken_however_it_is_escaped()
    {
        var (id, _) = await MakeAsync();
        var path = $"/v1/workers/{id}/input";
        // The event that holds it has the same limit and is a little larger.
        var whole = string.Concat(Enumerable.Repeat("\\u0041", 255 * 1024));

        await ProblemAsync(413, FaultCodes.TooLarge, "POST", path, $$"""{"text":"{{whole}}{{new string('B', 1025)}}","key":"k"}""");
        (await AnswerAsync(WireJson.Default.InputOutcome, "POST", path, $$"""{"text":"{{whole}}","key":"k"}""")).Status.ShouldBe(InputStatus.Accepted);
    }

    [Fact]
    public async Task The_client_is_told_so_too()
    {
        var (id, _) = await MakeAsync();
        using var client = Client();

        (await client.SendInputAsync(id, WorkerInput.User(new string('x', 3 * 1024 * 1024), "k"), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.TooLarge);
    }

    [Theory]
    [InlineData("GARBAGE\r\n\r\n")]
    [InlineData("GET /v1/runtime HTTP/1.1\r\n\r\n")]
    [InlineData("GET /v1/runtime HTTP/9.9\r\nHost: x\r\n\r\n")]
    [InlineData("POST /v1/workers HTTP/1.1\r\nHost: x\r\nContent-Length: -5\r\n\r\n")]
    [InlineData("POST /v1/workers HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\nzzzzz")]
    public async Task What_is_no_HTTP_is_refused_and_the_server_goes_on(string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(Server.Address.Host, Server.Address.Port, Cancelled);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(request), Cancelled);
        using var reader = new StreamReader(socket.GetStream());
        // Framed in two ways at once is told apart by the length, and asks for a token first.
        (await reader.ReadLineAsync(Cancelled).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Cancelled)).ShouldNotBeNull().ShouldMatch("HTTP/1.1 (4..|505) ");

        ((int)(await CallAsync("GET", "/health/ready")).StatusCode).ShouldBe(200);
    }

    [Fact]
    public async Task Long_lines_and_many_headers_are_refused()
    {
        ((int)(await CallAsync("GET", $"/v1/workers?after={new string('x', 9_000)}")).StatusCode).ShouldBe(414);
        ((int)(await CallAsync("GET", "/v1/workers", change: request => request.Headers.Add("X-Long", new string('x', 20_000)))).StatusCode).ShouldBe(431);
    }
}
