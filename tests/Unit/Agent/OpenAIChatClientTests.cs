using System.Text;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Yoi.Agent;
using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Tests.Unit.Agent;

public sealed class OpenAIChatClientTests
{
    private const string Key = "sk-secret-abcdef";

    [Fact]
    public async Task A_whole_run_with_text_tool_calls_and_usage_goes_over_the_wire_and_back()
    {
        await using var server = new ModelServer(Player(
            """{"model":"demo","ticket":"0000001A2B3C4","turn":0,"text":"I look around first.","tool_calls":[{"name":"look","arguments":{"at":"sky","n":3}},{"name":"look","arguments":{}}],"usage":{"input":123,"output":45}}""",
            """{"model":"demo","ticket":"0000001A2B3C4","turn":1,"text":"It is green."}"""));
        using var client = new OpenAIChatClient(server.Endpoint, "demo", Key);
        var bench = new Bench(client, new FakeTool("look", "green", isReadOnly: true)) { Profile = Bench.Coder with { Model = "demo" } };

        var end = await bench.RunAsync("Ticket 0000001A2B3C4: look at the sky.");

        (end.Outcome, end.Fault).ShouldBe((RunOutcome.Completed, null));
        bench.Sink.All<AssistantMessage>().Select(m => m.Text).ShouldBe(["I look around first.", "It is green."]);
        bench.Sink.Deltas.Count.ShouldBeGreaterThan(10);
        bench.Sink.All<ToolCall>().Select(c => c.Arguments.GetRawText()).ShouldBe(["""{"at":"sky","n":3}""", "{}"]);
        bench.Sink.All<UsageReported>().Single().ShouldSatisfyAllConditions(u => u.Model.ShouldBe("demo"), u => u.Tokens.ShouldBe(new(123, 45)));
        var second = JsonDocument.Parse(server.Bodies[1]).RootElement;
        var messages = second.GetProperty("messages").EnumerateArray().ToList();
        messages.Select(m => m.GetProperty("role").GetString()).ShouldBe(["system", "user", "assistant", "tool", "tool"]);
        messages[2].GetProperty("tool_calls")[0].GetProperty("function").GetProperty("arguments").GetString().ShouldBe("""{"at":"sky","n":3}""");
        messages[3].GetProperty("tool_call_id").GetString().ShouldBe(bench.Sink.All<ToolCall>().First().CallId);
        second.GetProperty("stream_options").GetProperty("include_usage").GetBoolean().ShouldBeTrue();
        second.GetProperty("tools")[0].GetProperty("function").GetProperty("name").GetString().ShouldBe("look");
        server.Heads[0].ShouldStartWith("POST /v1/chat/completions ");
        server.Heads[0].ShouldContain($"Authorization: Bearer {Key}");
        bench.Sink.Events.ShouldAllBe(e => !JsonSerializer.Serialize(e, WireJson.Default.WorkerEvent).Contains(Key));
    }

    [Fact]
    public async Task Arguments_the_model_garbled_arrive_as_it_wrote_them()
    {
        await using var server = new ModelServer(Player(
            """{"model":"demo","turn":0,"tool_calls":[{"name":"look","arguments":"{\"at\": sky"}]}""", """{"model":"demo","turn":1,"text":"Sorry."}"""));
        using var client = new OpenAIChatClient(server.Endpoint, "demo", key: null);
        var bench = new Bench(client, new FakeTool("look", "green"));

        (await bench.RunAsync()).Outcome.ShouldBe(RunOutcome.Completed);

        bench.Sink.All<ToolCall>().Single().Arguments.GetString().ShouldBe("{\"at\": sky");
        bench.Sink.All<ToolResult>().Single().Status.ShouldBe(ToolResultStatus.Error);
    }

    [Fact]
    public async Task A_connection_that_breaks_in_the_stream_is_gone_on_with()
    {
        var player = Player("""{"model":"demo","turn":0,"text":"This text breaks off in the middle."}""", """{"model":"demo","turn":1,"text":"Whole."}""");
        await using var server = new ModelServer(body =>
        {
            var reply = player.Answer(Encoding.UTF8.GetBytes(body));
            var first = body.Contains("\"assistant\"", StringComparison.Ordinal);
            return new(reply.Status, [.. first ? reply.Chunks : reply.Chunks.Take(4)], BreaksOff: !first) { ContentType = reply.ContentType };
        });
        using var client = new OpenAIChatClient(server.Endpoint, "demo", key: null);
        var bench = new Bench(client);

        (await bench.RunAsync()).Outcome.ShouldBe(RunOutcome.Completed);

        bench.Sink.All<AssistantMessage>().Select(m => m.Partial).ShouldBe([true, false]);
        "This text breaks off in the middle.".ShouldStartWith(bench.Sink.All<AssistantMessage>().First().Text);
    }

    [Theory]
    [InlineData(500, """{"error":{"message":"Oops."}}""", "", FaultCodes.ProviderUnavailable, true)]
    [InlineData(503, "<html>busy</html>", "Retry-After: 7\r\n", FaultCodes.ProviderUnavailable, true)]
    [InlineData(429, """{"error":{"message":"Slow down.","code":"rate_limit_exceeded"}}""", "Retry-After: 7\r\n", FaultCodes.ProviderQuota, true)]
    [InlineData(429, """{"error":{"message":"Pay.","code":"insufficient_quota"}}""", "", FaultCodes.ProviderQuota, false)]
    [InlineData(401, """{"error":{"message":"Bad key."}}""", "", FaultCodes.ProviderFailed, false)]
    [InlineData(404, """{"error":"no such model"}""", "", FaultCodes.ProviderFailed, false)]
    [InlineData(404, """{"error":{"message":"No answer.","code":"cassette_miss"}}""", "", FaultCodes.CassetteMiss, false)]
    public async Task Failures_are_typed_and_asked_once(int status, string body, string headers, string code, bool transient)
    {
        await using var server = new ModelServer(_ => ModelServer.Json(status, body, headers));
        using var client = new OpenAIChatClient(server.Endpoint, "demo", Key);

        var failure = (await Should.ThrowAsync<ProviderException>(() => AskAsync(client))).Failure;

        failure.Fault.Code.ShouldBe(code);
        failure.Transient.ShouldBe(transient);
        failure.RetryAfter.ShouldBe(headers.Length > 0 ? TimeSpan.FromSeconds(7) : null);
        failure.Fault.Message.ShouldNotContain(Key);
        server.Bodies.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_transient_failure()
    {
        Uri gone;
        await using (var server = new ModelServer(_ => ModelServer.Json(200, "{}"))) gone = server.Endpoint;
        using var client = new OpenAIChatClient(gone, "demo", Key);

        ProviderFailure.From(await Should.ThrowAsync<Exception>(() => AskAsync(client))).ShouldSatisfyAllConditions(
            f => f.Transient.ShouldBeTrue(), f => f.Fault.Code.ShouldBe(FaultCodes.ProviderUnavailable));
    }

    [Fact]
    public async Task Garbage_in_place_of_a_stream_fails_the_run_with_a_typed_fault()
    {
        await using var server = new ModelServer(_ => new(200, ["data: {\"choices\": 7}\n\n"u8.ToArray()]) { ContentType = "text/event-stream" });
        using var client = new OpenAIChatClient(server.Endpoint, "demo", Key);
        var bench = new Bench(client);

        var end = await bench.RunAsync();

        end.Outcome.ShouldBe(RunOutcome.Failed);
        end.Fault!.Code.ShouldBe(FaultCodes.ProviderUnavailable);
        server.Bodies.Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_stop_cuts_a_stream_that_hangs()
    {
        var reached = new TaskCompletionSource();
        var player = Player("""{"model":"demo","turn":0,"text":"One two three four five six seven eight."}""");
        await using var server = new ModelServer(body =>
        {
            var reply = player.Answer(Encoding.UTF8.GetBytes(body));
            return new(200, [.. reply.Chunks.Take(3)]) { ContentType = reply.ContentType, Stalls = reached };
        });
        using var client = new OpenAIChatClient(server.Endpoint, "demo", key: null);
        var bench = new Bench(client);
        var execution = bench.Execution();
        var dispatched = (await execution.DispatchAsync(bench.Sink.Begin("Go."), TestContext.Current.CancellationToken)).Value;
        await reached.Task;

        await execution.StopAsync(TestContext.Current.CancellationToken);

        (await dispatched.Completion).Outcome.ShouldBe(RunOutcome.Cancelled);
    }

    private static CassettePlayer Player(params string[] lines) => new(Cassette.Parse(string.Join('\n', lines)).Value);

    private static Task<ChatResponse> AskAsync(OpenAIChatClient client) =>
        client.GetResponseAsync([new(ChatRole.User, "Hi.")], cancellationToken: TestContext.Current.CancellationToken);
}
