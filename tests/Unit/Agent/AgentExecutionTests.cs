using Yoi.Agent;
using Yoi.Protocol;
using Yoi.Runtime;
using static Yoi.Tests.Unit.Agent.ScriptedModel;

namespace Yoi.Tests.Unit.Agent;

public sealed class AgentExecutionTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_interrupt_ends_the_run_and_keeps_the_text_so_far()
    {
        var reached = new TaskCompletionSource();
        var bench = new Bench(new ScriptedModel(Hang(reached, new Microsoft.Extensions.AI.TextContent("I was abo")), Say("Again.")));
        var execution = bench.Execution();
        var first = (await execution.DispatchAsync(bench.Sink.Begin("Go."), Cancellation)).Value;
        await reached.Task;

        await execution.InterruptAsync(Cancellation);

        first.Completion.IsCompleted.ShouldBeTrue();
        (await first.Completion).Outcome.ShouldBe(RunOutcome.Interrupted);
        bench.Sink.All<AssistantMessage>().Single().ShouldSatisfyAllConditions(m => m.Text.ShouldBe("I was abo"), m => m.Partial.ShouldBeTrue());
        var second = (await execution.DispatchAsync(bench.Sink.Begin("Go on.", InputKind.Resume), Cancellation)).Value;
        (await second.Completion).Outcome.ShouldBe(RunOutcome.Completed);
    }

    [Fact]
    public async Task An_interrupt_cancels_the_tool_at_hand_and_skips_the_others_with_one_result_each()
    {
        var reached = new TaskCompletionSource();
        var tool = new FakeTool("wait", async (_, cancellation) =>
        {
            reached.SetResult();
            await new TaskCompletionSource().Task.WaitAsync(cancellation);
            return ToolOutput.Ok("never");
        });
        var bench = new Bench(new ScriptedModel(Answer(Call("a", "wait"), Call("b", "wait"))), tool);
        var execution = bench.Execution();
        var dispatched = (await execution.DispatchAsync(bench.Sink.Begin("Go."), Cancellation)).Value;
        await reached.Task;

        await execution.InterruptAsync(Cancellation);

        (await dispatched.Completion).Outcome.ShouldBe(RunOutcome.Interrupted);
        bench.Sink.All<ToolResult>().Select(r => (r.CallId, r.Status)).ShouldBe([("a", ToolResultStatus.Cancelled), ("b", ToolResultStatus.Skipped)]);
    }

    [Fact]
    public async Task A_stop_cancels_the_run_gives_up_the_model_and_takes_no_more_input()
    {
        var reached = new TaskCompletionSource();
        var model = new ScriptedModel(Hang(reached));
        var bench = new Bench(model);
        var execution = bench.Execution();
        var dispatched = (await execution.DispatchAsync(bench.Sink.Begin("Go."), Cancellation)).Value;
        await reached.Task;

        await execution.StopAsync(Cancellation);

        (await dispatched.Completion).Outcome.ShouldBe(RunOutcome.Cancelled);
        model.Disposed.ShouldBeTrue();
        bench.Sink.All<AssistantMessage>().ShouldBeEmpty();
        (await execution.DispatchAsync(bench.Sink.Begin("More."), Cancellation)).Fault!.Code.ShouldBe(FaultCodes.WorkerStopped);
    }

    [Fact]
    public async Task A_stop_ends_the_wait_between_retries()
    {
        var time = new ManualTime();
        var bench = new Bench(new ScriptedModel(Throw(new IOException("reset")))) { Time = time, Patience = new() { RetryDelay = TimeSpan.FromSeconds(30) } };
        var execution = bench.Execution();
        var dispatched = (await execution.DispatchAsync(bench.Sink.Begin("Go."), Cancellation)).Value;
        await time.ArmedAsync(due => due > TimeSpan.FromSeconds(10) && due <= TimeSpan.FromSeconds(30));

        await execution.StopAsync(Cancellation);

        (await dispatched.Completion).Outcome.ShouldBe(RunOutcome.Cancelled);
    }

    [Fact]
    public async Task A_second_input_while_one_is_worked_on_is_busy()
    {
        var reached = new TaskCompletionSource();
        var bench = new Bench(new ScriptedModel(Hang(reached)));
        var execution = bench.Execution();
        await execution.DispatchAsync(bench.Sink.Begin("Go."), Cancellation);

        (await execution.DispatchAsync(bench.Sink.Begin("And this."), Cancellation)).Fault!.Code.ShouldBe(FaultCodes.Busy);

        await execution.StopAsync(Cancellation);
    }

    [Fact]
    public async Task An_interrupt_without_a_run_does_nothing()
    {
        var bench = new Bench(new ScriptedModel(Say("Hi.")));
        var execution = bench.Execution();

        await execution.InterruptAsync(Cancellation);

        var dispatched = (await execution.DispatchAsync(bench.Sink.Begin("Go."), Cancellation)).Value;
        (await dispatched.Completion).Outcome.ShouldBe(RunOutcome.Completed);
    }

    [Fact]
    public async Task A_later_run_has_its_own_limit_of_model_calls()
    {
        var bench = new Bench(new ScriptedModel(Say("One."), Say("Two."))) { Profile = Bench.Coder with { MaxTurns = 1 } };
        var execution = bench.Execution();
        await (await execution.DispatchAsync(bench.Sink.Begin("1"), Cancellation)).Value.Completion;
        var second = (await execution.DispatchAsync(bench.Sink.Begin("2"), Cancellation)).Value;

        (await second.Completion).Outcome.ShouldBe(RunOutcome.Completed);
        bench.Sink.All<AssistantMessage>().Select(m => m.Text).ShouldBe(["One.", "Two."]);
    }
}
