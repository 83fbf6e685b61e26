using System.Text.Json;
using Microsoft.Extensions.AI;
using Yoi.Agent;
using Yoi.Protocol;
using Yoi.Runtime;

namespace Yoi.Tests.Unit.Agent.Providers;

public sealed class AnthropicChatClientTests
{
    private const string Key = "sk-ant-secret-abcdef";

    [Fact]
    public async Task A_whole_run_with_text_tool_calls_and_usage_goes_over_the_wire_and_back()
    {
        await using var server = Server(
            new MessagesWire(input: 100, cacheRead: 23).Text("I look ", "around first.").Call("toolu_1", "look", "", "{\"at\":\"s", "ky\",\"n\":3}").Call("toolu_2", "look").Stop("tool_use", 45),
            new MessagesWire().Text("It is green.").Stop("end_turn"));
        using var client = Client(server);
        var bench = new Bench(client, new FakeTool("look", "green", isReadOnly: true)) { Profile = Bench.Coder with { Model = "claude-test" } };

        var end = await bench.RunAsync("Look at the sky.");

        (end.Outcome, end.Fault).ShouldBe((RunOutcome.Completed, null));
        bench.Sink.All<AssistantMessage>().Select(m => m.Text).ShouldBe(["I look around first.", "It is green."]);
        bench.Sink.Deltas.Count.ShouldBeGreaterThanOrEqualTo(3);
        bench.Sink.All<ToolCall>().Select(c => (c.CallId, c.Arguments.GetRawText())).ShouldBe([("toolu_1", """{"at":"sky","n":3}"""), ("toolu_2", "{}")]);
        bench.Sink.All<UsageReported>().Select(u => (u.Model, u.Tokens)).ShouldBe([("claude-test", new(123, 45)), ("claude-test", new(100, 50))]);

        var first = JsonDocument.Parse(server.Bodies[0]).RootElement;
        first.GetProperty("model").GetString().ShouldBe("claude-test");
        first.GetProperty("stream").GetBoolean().ShouldBeTrue();
        first.GetProperty("max_tokens").GetInt32().ShouldBe(32_000);
        first.GetProperty("system")[0].GetProperty("text").GetString().ShouldBe("You code.");
        first.GetProperty("tools")[0].GetProperty("name").GetString().ShouldBe("look");
        var messages = JsonDocument.Parse(server.Bodies[1]).RootElement.GetProperty("messages").EnumerateArray().ToList();
        messages.Select(m => m.GetProperty("role").GetString()).ShouldBe(["user", "assistant", "user"]);
        messages[1].GetProperty("content")[1].GetProperty("input").GetRawText().ShouldBe("""{"at":"sky","n":3}""");
        messages[2].GetProperty("content").EnumerateArray().Select(r => (r.GetProperty("type").GetString(), r.GetProperty("tool_use_id").GetString()))
            .ShouldBe([("tool_result", "toolu_1"), ("tool_result", "toolu_2")]);
        server.Heads[0].ShouldStartWith("POST /v1/messages ");
        server.Heads.ShouldAllBe(h => h.Contains(Key));
        bench.Sink.Events.ShouldAllBe(e => !JsonSerializer.Serialize(e, WireJson.Default.WorkerEvent).Contains(Key));
    }

    [Fact]
    public async Task Inputs_the_model_garbled_arrive_as_it_wrote_them_and_its_made_up_name_goes_back_allowed()
    {
        await using var server = Server(
            new MessagesWire().Call("toolu_1", "look at me!", "{\"at\": ", "sky").Stop("tool_use"),
            new MessagesWire().Text("Sorry.").Stop("end_turn"));
        using var client = Client(server);
        var bench = new Bench(client, new FakeTool("look", "green"));

        (await bench.RunAsync()).Outcome.ShouldBe(RunOutcome.Completed);

        bench.Sink.All<ToolCall>().Single().ShouldSatisfyAllConditions(c => c.Name.ShouldBe("look at me!"), c => c.Arguments.GetString().ShouldBe("{\"at\": sky"));
        bench.Sink.All<ToolResult>().Single().Status.ShouldNotBe(ToolResultStatus.Ok);
        var answer = JsonDocument.Parse(server.Bodies[1]).RootElement.GetProperty("messages")[1].GetProperty("content").EnumerateArray().ToList();
        answer.Select(c => c.GetProperty("type").GetString()).ShouldBe(["tool_use"], "an answer without words has no empty text");
        answer[0].GetProperty("name").GetString().ShouldBe("look_at_me_");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_stream_that_is_cut_keeps_its_text_drops_its_calls_and_is_gone_on_with(bool breaksOff)
    {
        var answers = new Queue<ModelServer.Answer>([
            new MessagesWire().Text("This text ", "breaks off").Call("toolu_1", "look", "{}").Answer(breaksOff),
            new MessagesWire().Text("Whole.").Stop("end_turn").Answer()]);
        await using var server = new ModelServer(_ => answers.Dequeue());
        using var client = Client(server);
        var tool = new FakeTool("look", "green");
        var bench = new Bench(client, tool);

        (await bench.RunAsync()).Outcome.ShouldBe(RunOutcome.Completed);

        tool.Calls.ShouldBe(0);
        bench.Sink.All<AssistantMessage>().Select(m => (m.Text, m.Partial)).ShouldBe([("This text breaks off", true), ("Whole.", false)]);
        bench.Sink.All<ErrorReported>().Single().Fault.Code.ShouldBe(FaultCodes.ProviderUnavailable);
    }

    [Theory]
    [InlineData(500, "api_error", "", FaultCodes.ProviderUnavailable, true)]
    [InlineData(529, "overloaded_error", "Retry-After: 7\r\n", FaultCodes.ProviderUnavailable, true)]
    [InlineData(429, "rate_limit_error", "Retry-After: 7\r\n", FaultCodes.ProviderQuota, true)]
    [InlineData(429, "rate_limit_error", "Date: Wed, 21 Oct 2026 07:28:00 GMT\r\nRetry-After: Wed, 21 Oct 2026 07:28:07 GMT\r\n", FaultCodes.ProviderQuota, true)]
    [InlineData(402, "billing_error", "", FaultCodes.ProviderQuota, false)]
    [InlineData(401, "authentication_error", "", FaultCodes.ProviderFailed, false)]
    [InlineData(404, "not_found_error", "", FaultCodes.ProviderFailed, false)]
    [InlineData(400, "invalid_request_error", "", FaultCodes.ProviderFailed, false)]
    [InlineData(307, "none", "Location: /v1/elsewhere\r\n", FaultCodes.ProviderFailed, false)]
    public async Task Failures_are_typed_and_asked_once(int status, string type, string headers, string code, bool transient)
    {
        await using var server = new ModelServer(_ => ModelServer.Json(status, JsonSerializer.Serialize(new { type = "error", error = new { type, message = "In its own words." } }), headers));
        using var client = Client(server);

        var failure = (await Should.ThrowAsync<ProviderException>(() => AskAsync(client))).Failure;

        failure.Fault.Code.ShouldBe(code);
        failure.Fault.Message.ShouldContain($"{status}: In its own words.");
        failure.Fault.Message.ShouldNotContain(Key);
        failure.Transient.ShouldBe(transient);
        failure.RetryAfter.ShouldBe(headers.Contains("Retry-After", StringComparison.Ordinal) ? TimeSpan.FromSeconds(7) : null);
        if (status == 401) failure.Fault.Message.ShouldContain("ANTHROPIC_API_KEY");
        server.Bodies.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("overloaded_error", FaultCodes.ProviderUnavailable, true)]
    [InlineData("rate_limit_error", FaultCodes.ProviderQuota, true)]
    [InlineData("invalid_request_error", FaultCodes.ProviderFailed, false)]
    [InlineData("something_new", FaultCodes.ProviderUnavailable, true)]
    public async Task An_error_in_the_middle_of_a_stream_is_typed(string type, string code, bool transient)
    {
        await using var server = Server(new MessagesWire().Text("So").Error(type, "In its own words."));
        using var client = Client(server);

        var failure = (await Should.ThrowAsync<ProviderException>(() => AskAsync(client))).Failure;

        failure.Fault.Code.ShouldBe(code);
        failure.Fault.Message.ShouldContain("In its own words.");
        failure.Transient.ShouldBe(transient);
        server.Bodies.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("event: message_start\ndata: {{{\n\n", "text/event-stream")]
    [InlineData("event: message_start\ndata: {\"type\": 7}\n\n", "text/event-stream")]
    [InlineData("<html>proxy</html>", "text/html")]
    public async Task Garbage_in_place_of_a_stream_fails_the_run_with_a_typed_fault(string body, string type)
    {
        await using var server = new ModelServer(_ => ModelServer.Json(200, body) with { ContentType = type });
        using var client = Client(server);

        var end = await new Bench(client).RunAsync();

        end.Outcome.ShouldBe(RunOutcome.Failed);
        end.Fault!.Code.ShouldBe(FaultCodes.ProviderUnavailable);
        server.Bodies.Count.ShouldBe(5);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_transient_failure()
    {
        Uri gone;
        await using (var server = Server()) gone = new(server.Endpoint, "/");
        using var client = new AnthropicChatClient(gone, "claude-test", Key);

        var failure = (await Should.ThrowAsync<ProviderException>(() => AskAsync(client))).Failure;

        failure.Transient.ShouldBeTrue();
        failure.Fault.Code.ShouldBe(FaultCodes.ProviderUnavailable);
        failure.Fault.Message.ShouldContain("could not be reached");
    }

    [Fact]
    public async Task Tool_inputs_without_end_are_cut_off()
    {
        await using var server = Server(new MessagesWire().Call("toolu_1", "look", [.. Enumerable.Repeat(new string('x', 64 * 1024), 17)]).Stop("tool_use"));
        using var client = Client(server);

        (await Should.ThrowAsync<ProviderException>(() => AskAsync(client))).Failure.ShouldSatisfyAllConditions(f => f.Transient.ShouldBeFalse(), f => f.Fault.Message.ShouldContain("1 MiB"));
    }

    [Fact]
    public async Task A_stop_cuts_a_stream_that_hangs()
    {
        var reached = new TaskCompletionSource();
        await using var server = new ModelServer(_ => new MessagesWire().Text("One two three.").Answer() with { Stalls = reached });
        using var client = Client(server);
        var bench = new Bench(client);
        var execution = bench.Execution();
        var dispatched = (await execution.DispatchAsync(bench.Sink.Begin("Go."), TestContext.Current.CancellationToken)).Value;
        await reached.Task;

        await execution.StopAsync(TestContext.Current.CancellationToken);

        (await dispatched.Completion).Outcome.ShouldBe(RunOutcome.Cancelled);
    }

    private static ModelServer Server(params MessagesWire[] answers)
    {
        var queue = new Queue<MessagesWire>(answers);
        return new(_ => queue.Dequeue().Answer());
    }

    private static AnthropicChatClient Client(ModelServer server) => new(new(server.Endpoint, "/"), "claude-test", Key);

    private static Task<ChatResponse> AskAsync(AnthropicChatClient client) =>
        client.GetResponseAsync([new(ChatRole.User, "Hi.")], cancellationToken: TestContext.Current.CancellationToken);
}
