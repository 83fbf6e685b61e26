using Microsoft.Extensions.AI;
using Yoi.Agent;
using Yoi.Protocol;

namespace Yoi.Tests.Unit.Agent;

public sealed class TurnDecisionTests
{
    private static readonly RunId Earlier = RunId.New(TimeProvider.System);
    private static readonly RunId Run = RunId.New(TimeProvider.System);

    [Fact]
    public void A_fresh_input_asks_the_model() => Decide(In(Run, new UserMessage(InputKind.User, "Hi.", "k"))).ShouldBeOfType<AgentAction.CallModel>();

    [Fact]
    public void An_answer_without_calls_finishes() =>
        Decide(In(Run, new UserMessage(InputKind.User, "Hi.", "k"), new AssistantMessage("m", "Hi."))).ShouldBe(new AgentAction.Finish(new(RunOutcome.Completed) { Seen = 0 }));

    [Fact]
    public void An_answer_that_broke_off_is_gone_on_with() =>
        Decide(In(Run, new UserMessage(InputKind.User, "Hi.", "k"), new AssistantMessage("m", "H", Partial: true))).ShouldBeOfType<AgentAction.CallModel>();

    [Fact]
    public void Calls_without_a_result_are_run_first()
    {
        var action = Decide(In(Run, new AssistantMessage("m", ""), Call("a"), Call("b"), new ToolResult("a", ToolResultStatus.Ok, "x")));

        action.ShouldBeOfType<AgentAction.RunTools>().Calls.Select(c => c.CallId).ShouldBe(["b"]);
    }

    [Fact]
    public void Calls_of_an_earlier_run_are_never_run_again()
    {
        WorkerEvent[] history = [.. In(Earlier, new AssistantMessage("m", ""), Call("a")), .. In(Run, new UserMessage(InputKind.Resume, "Go on.", "k"))];

        Decide(history).ShouldBeOfType<AgentAction.CallModel>();
    }

    [Fact]
    public void Answers_of_an_earlier_run_do_not_count()
    {
        WorkerEvent[] history = [.. In(Earlier, [.. Enumerable.Range(0, 60).Select(i => new AssistantMessage($"m{i}", "x"))]), .. In(Run, new UserMessage(InputKind.User, "Hi.", "k"))];

        Decide(history).ShouldBeOfType<AgentAction.CallModel>();
    }

    [Fact]
    public void The_request_shows_every_kind_of_message_in_its_place()
    {
        WorkerEvent[] history =
        [
            .. In(Earlier, new UserMessage(InputKind.User, "Do it.", "k1"), new AssistantMessage("m1", "Looking."), Call("a"), Call("b"), new UsageReported("x", new(1, 1)),
                new ToolResult("b", ToolResultStatus.Denied, "no"), new ToolResult("a", ToolResultStatus.Interrupted, "cut off")),
            .. In(Run, new SystemNote("The server was restarted."), new UserMessage(InputKind.Resume, "Go on.", "k2")),
        ];

        var messages = RequestBuilder.Messages([.. history.Select((e, i) => e with { Seq = i + 1 })], Bench.Coder);

        messages.Select(m => m.Role.Value).ShouldBe(["system", "user", "assistant", "tool", "tool", "user", "user"]);
        messages[0].Text.ShouldBe("You code.");
        messages[2].Contents.OfType<FunctionCallContent>().Select(c => c.CallId).ShouldBe(["a", "b"]);
        messages[3].Contents.OfType<FunctionResultContent>().Single().Result.ShouldBe("[interrupted] cut off");
        messages[4].Contents.OfType<FunctionResultContent>().Single().Result.ShouldBe("[denied] no");
        messages[5].Text.ShouldBe("[note from the system] The server was restarted.");
        messages[6].Text.ShouldBe("Go on.");
    }

    [Fact]
    public void A_call_without_a_result_is_left_out_of_the_request()
    {
        var messages = RequestBuilder.Messages(In(Run, new AssistantMessage("m", "Looking."), Call("a")), Bench.Coder);

        messages[^1].Contents.ShouldHaveSingleItem().ShouldBeOfType<TextContent>();
    }

    [Fact]
    public void Read_only_neighbours_share_a_batch_up_to_its_width()
    {
        ToolCall[] calls = [Call("r1", "read"), Call("r2", "read"), Call("w1", "write"), Call("w2", "write"), .. Enumerable.Range(3, 9).Select(i => Call($"r{i}", "read"))];

        ToolBatches.Plan(calls, name => name == "read").Select(b => b.Count).ShouldBe([2, 1, 1, 8, 1]);
    }

    private static AgentAction Decide(IReadOnlyList<WorkerEvent> history) => TurnDecision.Decide(history, Bench.Coder, Run, _ => true);

    private static WorkerEvent[] In(RunId run, params WorkerEvent[] events) => [.. events.Select(e => e with { Run = run })];

    private static ToolCall Call(string id, string name = "look") => new(id, name, Schema.Parse("{}"));
}
