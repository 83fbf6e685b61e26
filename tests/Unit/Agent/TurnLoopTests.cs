using Microsoft.Extensions.AI;
using Yoi.Agent;
using Yoi.Protocol;
using static Yoi.Tests.Unit.Agent.ScriptedModel;

namespace Yoi.Tests.Unit.Agent;

public sealed class TurnLoopTests
{
    [Fact]
    public async Task An_answer_without_tool_calls_completes_the_run_and_is_exactly_its_deltas()
    {
        var bench = new Bench(new ScriptedModel(Answer(new TextContent("Hel"), new TextContent("lo."), new UsageContent(new() { InputTokenCount = 7, OutputTokenCount = 2 }))));

        var end = await bench.RunAsync();

        end.Outcome.ShouldBe(RunOutcome.Completed);
        var message = bench.Sink.All<AssistantMessage>().ShouldHaveSingleItem();
        message.Text.ShouldBe("Hello.");
        message.Partial.ShouldBeFalse();
        bench.Sink.Deltas.ShouldBe([(message.MessageId, "Hel"), (message.MessageId, "lo.")]);
        bench.Sink.All<UsageReported>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(u => u.Model.ShouldBe("scripted-1"), u => u.Tokens.ShouldBe(new(7, 2)));
        bench.Sink.AppendSizes.ShouldBe([2]);
    }

    [Fact]
    public async Task A_tool_call_is_recorded_with_its_answer_run_and_shown_to_the_model()
    {
        var tool = new FakeTool("look", "green");
        var model = new ScriptedModel(Answer(new TextContent("I look."), Call("c1", "look", ("at", "sky"))), Say("It is green."));
        var bench = new Bench(model, tool);

        (await bench.RunAsync()).Outcome.ShouldBe(RunOutcome.Completed);

        bench.Sink.Events.Select(e => e.GetType().Name).ShouldBe(["UserMessage", "RunStarted", "AssistantMessage", "ToolCall", "ToolResult", "AssistantMessage"]);
        bench.Sink.AppendSizes.ShouldBe([2, 1, 1]);
        bench.Sink.All<ToolCall>().Single().Arguments.GetProperty("at").GetString().ShouldBe("sky");
        model.Requests[1][^1].Contents.OfType<FunctionResultContent>().Single().Result.ShouldBe("green");
        model.Options!.Tools!.Select(t => t.Name).ShouldBe(["look"]);
        model.Options.ModelId.ShouldBe("scripted");
    }

    [Fact]
    public async Task Every_word_the_model_is_shown_is_in_the_history_or_the_profile()
    {
        var model = new ScriptedModel(Answer(Call("c1", "look")), Say("Done."));
        var bench = new Bench(model, new FakeTool("look", "seen"));
        await bench.RunAsync("Look around.");

        var recorded = bench.Sink.Events.TakeWhile(e => e is not AssistantMessage { Text: "Done." }).ToList();

        RequestBuilder.Messages(recorded, bench.Profile).Select(Flat).ShouldBe(model.Requests[1].Select(Flat));
    }

    [Fact]
    public async Task Read_only_calls_of_one_answer_run_side_by_side()
    {
        var both = new Barrier(2);
        Task<ToolOutput> Meet() => Task.Run(() => both.SignalAndWait(TimeSpan.FromSeconds(20)) ? ToolOutput.Ok("met") : ToolOutput.Error("alone"));
        var bench = new Bench(new ScriptedModel(Answer(Call("a", "look"), Call("b", "look")), Say("Done.")), new FakeTool("look", (_, _) => Meet(), isReadOnly: true));

        await bench.RunAsync();

        bench.Sink.All<ToolResult>().Select(r => (r.CallId, r.Text)).ShouldBe([("a", "met"), ("b", "met")]);
    }

    [Fact]
    public async Task Calls_that_change_something_run_one_after_the_other_in_order()
    {
        var running = 0;
        var order = new List<string>();
        var tool = new FakeTool("write", async (arguments, _) =>
        {
            Interlocked.Increment(ref running).ShouldBe(1);
            await Task.Yield();
            order.Add(arguments.GetProperty("n").GetRawText());
            Interlocked.Decrement(ref running);
            return ToolOutput.Ok("ok");
        });
        var bench = new Bench(new ScriptedModel(Answer(Call("a", "write", ("n", 1)), Call("b", "write", ("n", 2)), Call("c", "write", ("n", 3))), Say("Done.")), tool);

        await bench.RunAsync();

        order.ShouldBe(["1", "2", "3"]);
        bench.Sink.All<ToolResult>().ShouldAllBe(r => r.Status == ToolResultStatus.Ok);
    }

    [Fact]
    public async Task A_reply_that_ends_the_run_skips_the_calls_after_it_and_asks_no_more()
    {
        var later = new FakeTool("write", "written");
        var model = new ScriptedModel(Answer(Call("a", "submit", ("summary", "s")), Call("b", "write")));
        var bench = new Bench(model, new FakeTool("submit", (_, _) => Task.FromResult(new ToolOutput(ToolResultStatus.Ok, "Taken.", EndsRun: true))), later);

        (await bench.RunAsync()).Outcome.ShouldBe(RunOutcome.Completed);

        model.Requests.Count.ShouldBe(1);
        later.Calls.ShouldBe(0);
        bench.Sink.All<ToolResult>().Select(r => r.Status).ShouldBe([ToolResultStatus.Ok, ToolResultStatus.Skipped]);
    }

    [Fact]
    public async Task A_run_stops_at_its_limit_of_model_calls()
    {
        var model = new ScriptedModel(Answer(Call("a", "look")), Answer(Call("b", "look")));
        var bench = new Bench(model, new FakeTool("look", "seen")) { Profile = Bench.Coder with { MaxTurns = 2 } };

        var end = await bench.RunAsync();

        end.Outcome.ShouldBe(RunOutcome.LimitReached);
        end.Fault!.Code.ShouldBe(FaultCodes.LimitReached);
        bench.Sink.All<ToolResult>().Count().ShouldBe(2);
    }

    [Fact]
    public async Task An_append_that_is_refused_ends_the_run_with_the_stores_fault()
    {
        var bench = new Bench(new ScriptedModel(Say("Hello.")));
        var input = bench.Sink.Begin("Hi.");
        bench.Sink.Refuses = new(FaultCodes.DiskFull, "No room.");

        var dispatched = await bench.Execution().DispatchAsync(input, TestContext.Current.CancellationToken);
        var end = await dispatched.Value.Completion;

        end.Outcome.ShouldBe(RunOutcome.Failed);
        end.Fault!.Code.ShouldBe(FaultCodes.DiskFull);
    }

    private static string Flat(ChatMessage message) => message.Role + ":" + string.Join("|", message.Contents.Select(c => c switch
    {
        TextContent text => text.Text,
        FunctionCallContent call => $"{call.CallId} {call.Name} {call.Arguments!.Count}",
        FunctionResultContent result => $"{result.CallId} {result.Result}",
        _ => c.GetType().Name,
    }));
}
