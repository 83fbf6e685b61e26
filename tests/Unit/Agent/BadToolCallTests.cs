using System.Text.Json;
using Microsoft.Extensions.AI;
using Yoi.Agent;
using Yoi.Protocol;
using static Yoi.Tests.Unit.Agent.ScriptedModel;

namespace Yoi.Tests.Unit.Agent;

public sealed class BadToolCallTests
{
    [Fact]
    public async Task Arguments_that_are_no_JSON_become_an_error_the_model_reads()
    {
        var garbage = new FunctionCallContent("c1", "look") { Exception = new JsonException("bad"), RawRepresentation = "{\"at\": \"sk" };
        var model = new ScriptedModel(Answer(garbage), Say("Sorry."));
        var tool = new FakeTool("look", "seen");
        var bench = new Bench(model, tool);

        (await bench.RunAsync()).Outcome.ShouldBe(RunOutcome.Completed);

        tool.Calls.ShouldBe(0);
        bench.Sink.All<ToolCall>().Single().Arguments.GetString().ShouldBe("{\"at\": \"sk");
        var result = bench.Sink.All<ToolResult>().Single();
        result.Status.ShouldBe(ToolResultStatus.Error);
        result.Text.ShouldContain("not a JSON object");
        var shown = model.Requests[1].SelectMany(m => m.Contents).OfType<FunctionCallContent>().Single();
        shown.Arguments![RequestBuilder.UnreadableArguments]!.ToString().ShouldBe("{\"at\": \"sk");
    }

    [Theory]
    [InlineData("\"\\ud83d\"")]
    [InlineData("[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]")]
    public async Task Arguments_that_could_not_be_stored_are_kept_as_text(string value)
    {
        var call = new FunctionCallContent("c1", "look", new Dictionary<string, object?> { ["at"] = Schema.Parse(value) }) { RawRepresentation = value };
        var tool = new FakeTool("look", "seen");
        var bench = new Bench(new ScriptedModel(Answer(call), Say("Sorry.")), tool);

        (await bench.RunAsync()).Outcome.ShouldBe(RunOutcome.Completed);

        tool.Calls.ShouldBe(0);
        bench.Sink.All<ToolCall>().Single().Arguments.GetString().ShouldBe(value);
    }

    [Fact]
    public async Task A_tool_that_does_not_exist_is_an_error_and_one_that_is_withheld_is_denied()
    {
        var bench = new Bench(new ScriptedModel(Answer(Call("a", "fly"), Call("b", "forbidden"), Call("c", "")), Say("Oh.")), new FakeTool("look", "seen"));

        await bench.RunAsync();

        bench.Sink.All<ToolResult>().Select(r => r.Status).ShouldBe([ToolResultStatus.Error, ToolResultStatus.Denied, ToolResultStatus.Error]);
        bench.Sink.All<ToolResult>().First().Text.ShouldBe("There is no tool 'fly'. You have: look.");
    }

    [Fact]
    public async Task A_tool_that_throws_is_an_error_and_the_run_goes_on()
    {
        var bench = new Bench(
            new ScriptedModel(Answer(Call("a", "look")), Say("Well.")), new FakeTool("look", (_, _) => throw new InvalidOperationException("secret path")));

        (await bench.RunAsync()).Outcome.ShouldBe(RunOutcome.Completed);

        var result = bench.Sink.All<ToolResult>().Single();
        result.Status.ShouldBe(ToolResultStatus.Error);
        result.Text.ShouldNotContain("secret path");
    }

    [Fact]
    public async Task Ids_that_come_again_or_not_at_all_are_made_unique()
    {
        var model = new ScriptedModel(Answer(Call("call_0", "look"), Call("call_0", "look"), Call("", "look")), Answer(Call("call_0", "look")), Say("Done."));
        var bench = new Bench(model, new FakeTool("look", "seen", isReadOnly: true));

        await bench.RunAsync();

        bench.Sink.All<ToolCall>().Select(c => c.CallId).ShouldBe(["call_0", "call_0-2", "call", "call_0-3"]);
        bench.Sink.All<ToolResult>().Select(r => r.CallId).ShouldBe(["call_0", "call_0-2", "call", "call_0-3"]);
    }

    [Fact]
    public async Task A_result_is_cut_at_64_KiB_within_no_character_and_says_so()
    {
        var bench = new Bench(new ScriptedModel(Answer(Call("a", "look")), Say("Much.")), new FakeTool("look", string.Concat(Enumerable.Repeat("a😀", 40_000))));

        await bench.RunAsync();

        var result = bench.Sink.All<ToolResult>().Single();
        result.Truncated.ShouldBeTrue();
        System.Text.Encoding.UTF8.GetByteCount(result.Text).ShouldBeInRange(60_000, 64 * 1024);
        result.Text.ShouldContain("[cut here:");
        result.Text.ShouldNotContain('\uFFFD');
        JsonSerializer.SerializeToUtf8Bytes(result, WireJson.Default.WorkerEvent).Length.ShouldBeLessThan(256 * 1024);
    }

    [Fact]
    public async Task A_result_of_nothing_but_escapes_still_fits_an_event()
    {
        var bench = new Bench(new ScriptedModel(Answer(Call("a", "look")), Say("Odd.")), new FakeTool("look", new string('\u0001', 60_000)));

        await bench.RunAsync();

        JsonSerializer.SerializeToUtf8Bytes(bench.Sink.All<ToolResult>().Single(), WireJson.Default.WorkerEvent).Length.ShouldBeLessThan(256 * 1024);
    }

    [Fact]
    public async Task Arguments_too_large_for_an_event_are_refused_with_advice()
    {
        var tool = new FakeTool("write", "written");
        var bench = new Bench(new ScriptedModel(Answer(Call("a", "write", ("content", new string('<', 60_000)))), Say("In parts then.")), tool);

        (await bench.RunAsync()).Outcome.ShouldBe(RunOutcome.Completed);

        tool.Calls.ShouldBe(0);
        bench.Sink.All<ToolCall>().Single().Arguments.GetString()!.ShouldContain("write large files in parts");
    }
}
