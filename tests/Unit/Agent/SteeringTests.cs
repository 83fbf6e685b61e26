using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Yoi.Agent;
using Yoi.Journal;
using Yoi.Protocol;
using Yoi.Runtime;
using static Yoi.Tests.Unit.Agent.ScriptedModel;

namespace Yoi.Tests.Unit.Agent;

public sealed class SteeringTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_that_comes_while_tools_run_is_in_the_next_request_behind_their_results()
    {
        Bench bench = null!;
        var tool = new FakeTool("look", (_, _) =>
        {
            bench.Sink.Give(new UserMessage(InputKind.Steer, "Look left.", "k"));
            return Task.FromResult(ToolOutput.Ok("a wall"));
        });
        var model = new ScriptedModel(Answer(Call("a", "look"), Call("b", "look")), Say("Nothing there."));
        bench = new(model, tool);

        (await bench.RunAsync()).Outcome.ShouldBe(RunOutcome.Completed);

        model.Requests[1].Select(m => m.Role.Value).ShouldBe(["system", "user", "assistant", "tool", "tool", "user", "user"]);
        model.Requests[1][^1].Text.ShouldBe("Look left.");
        bench.Sink.Events.Select(e => e.Seq).ShouldBe(Enumerable.Range(1, bench.Sink.Events.Count).Select(i => (long)i));
    }

    [Fact]
    public async Task A_message_that_comes_during_the_last_answer_is_answered_and_never_looks_answered_by_it()
    {
        Bench bench = null!;
        var model = new ScriptedModel(
            ct =>
            {
                bench.Sink.Give(new UserMessage(InputKind.Steer, "And the right?", "k"));
                return Say("Left is clear.")(ct);
            },
            Say("Right too."));
        bench = new(model);

        var end = await bench.RunAsync();

        end.ShouldBe(new RunEnd(RunOutcome.Completed) { Seen = bench.Sink.Events[^1].Seq });
        bench.Sink.All<AssistantMessage>().Select(m => (m.Text, m.Parent)).ShouldBe([("Left is clear.", 2), ("Right too.", 4)]);
        model.Requests[1].Select(m => m.Text).ShouldBe(["You code.", "Do it.", "Left is clear.", "And the right?"]);
    }

    [Fact]
    public async Task A_message_behind_the_end_is_answered_when_the_run_is_dispatched_again()
    {
        var model = new ScriptedModel(Say("Done."), Say("That too."));
        var bench = new Bench(model);
        var execution = bench.Execution();
        var first = await (await execution.DispatchAsync(bench.Sink.Begin("Go."), Cancellation)).Value.Completion;
        bench.Sink.Give(new UserMessage(InputKind.Steer, "One more.", "k")).Seq.ShouldBeGreaterThan(first.Seen!.Value);

        var second = await (await execution.DispatchAsync(bench.Sink.GoOn(InputKind.Steer), Cancellation)).Value.Completion;

        (second.Outcome, second.Seen).ShouldBe((RunOutcome.Completed, 5));
        model.Requests[1][^1].Text.ShouldBe("One more.");
    }

    [Fact]
    public async Task A_tool_that_ends_the_run_ends_it_also_where_a_message_came_and_the_next_run_shows_it()
    {
        Bench bench = null!;
        var submit = new FakeTool("submit", (_, _) =>
        {
            bench.Sink.Give(new UserMessage(InputKind.Steer, "Wait!", "k"));
            return Task.FromResult(new ToolOutput(ToolResultStatus.Ok, "Taken.", EndsRun: true));
        });
        var model = new ScriptedModel(Answer(Call("a", "submit")), Say("Too late."));
        bench = new(model, submit);

        (await bench.RunAsync()).ShouldBe(new RunEnd(RunOutcome.Completed));
        (await bench.RunAsync("Go on.", InputKind.Resume)).Outcome.ShouldBe(RunOutcome.Completed);

        model.Requests[1].TakeLast(2).Select(m => m.Text).ShouldBe(["Wait!", "Go on."]);
    }

    [Fact]
    public void Several_messages_stay_several_and_keep_their_order_around_an_answer_that_broke_off()
    {
        var run = RunId.New(TimeProvider.System);
        WorkerEvent[] history =
        [
            new UserMessage(InputKind.User, "Go.", "k"), new RunStarted(InputKind.User), new UserMessage(InputKind.Steer, "one", "a"), new UserMessage(InputKind.Steer, "two", "b"),
            new AssistantMessage("m", "I was", Partial: true) { Parent = 3 }, new SystemNote("broke off"),
        ];

        var messages = RequestBuilder.Messages([.. history.Select((e, i) => e with { Seq = i + 1, Run = run })], Bench.Coder);

        messages.Skip(1).Select(m => m.Text).ShouldBe(["Go.", "one", "I was", "two", "[note from the system] broke off"]);
    }

    /// <summary>The whole of it: a runtime, the agent and a model that is always about to finish.</summary>
    [Fact]
    public async Task Whatever_joined_a_run_was_in_a_request_before_its_end_and_the_rest_was_refused()
    {
        var model = new EchoModel();
        await using var journal = new MemoryJournal();
        var backend = new AgentBackend(new() { Sandbox = new FakeSandbox(), Scopes = (_, _, _) => new(ScopeGrant.None), Models = _ => model });
        await using var runtime = (await WorkerRuntime.OpenAsync(new() { Journal = journal, Execution = backend, Profiles = _ => Bench.Coder with { MaxTurns = 1_000 } }, Cancellation)).Value;
        var id = (await runtime.Workers.CreateAsync(new() { Profile = "builtin:coder" }, Cancellation)).Value.Id;
        var joined = new List<string>();
        for (var round = 0; round < 60; round++)
        {
            (await runtime.Interaction.SendInputAsync(id, WorkerInput.User($"go {round}", $"go {round}"), Cancellation)).Status.ShouldBe(InputStatus.Accepted);
            for (var i = 0; ; i++)
            {
                var text = $"steer {round}.{i}";
                var outcome = await runtime.Interaction.SendInputAsync(id, new() { Kind = InputKind.Steer, Text = text, Key = text }, Cancellation);
                if (outcome.Fault?.Code == FaultCodes.NoRun) break;
                outcome.Status.ShouldBe(InputStatus.Accepted);
                joined.Add(text);
                if (i == 20) await runtime.UntilAsync(id, w => w.State == RunState.Idle);
            }
        }

        await runtime.UntilAsync(id, w => w.State == RunState.Idle);
        joined.ShouldNotBeEmpty();
        joined.Except(model.Answered).ShouldBeEmpty();
        model.Unanswered.ShouldBe(0);
    }

    /// <summary>Answers at once, and remembers the last words it was shown and whether they were a person's.</summary>
    private sealed class EchoModel : IChatClient
    {
        private readonly List<string> _answered = [];

        public IEnumerable<string> Answered => _answered;

        public int Unanswered { get; private set; }

        public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
            IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            var shown = messages.ToList();
            if (shown[^1].Role != ChatRole.User) Unanswered++;
            _answered.AddRange(shown.Where(m => m.Role == ChatRole.User).Select(m => m.Text));
            await Task.Yield();
            yield return new(ChatRole.Assistant, "ok") { FinishReason = ChatFinishReason.Stop };
        }

        public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
            throw new NotSupportedException();

        public object? GetService(Type serviceType, object? serviceKey = null) => null;

        public void Dispose()
        {
        }
    }
}
