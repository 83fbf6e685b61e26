using Yoi.Protocol;
using Yoi.Runtime;
using Yoi.Tests.Unit.Runtime.Fakes;

namespace Yoi.Tests.Unit.Runtime;

public sealed class SteerTests : RuntimeFixture
{
    [Fact]
    public async Task A_message_joins_the_run_at_hand_and_its_execution_finds_it_in_the_history()
    {
        var (id, run) = await SteerableAsync();
        var seen = (await run.AppendAsync(new SystemNote("working")))[0].Seq;
        (await run.Execution.Context.ReadHistoryAsync(seen, Cancelled)).ShouldBeEmpty();
        var outcome = await SteerAsync(id, "left");
        outcome.ShouldBe(new() { Status = InputStatus.Accepted, Run = run.Input.Run, Seq = 5 });
        (await SteerAsync(id, "left")).ShouldBe(outcome);
        (await run.Execution.Context.ReadHistoryAsync(seen, Cancelled)).ShouldHaveSingleItem()
            .ShouldBe(new UserMessage(InputKind.Steer, "left", "left") { Seq = 5, At = Time.GetUtcNow(), Run = run.Input.Run });
        run.Finish();
        await UntilAsync(id, w => w.State == RunState.Idle);
        (await SteerAsync(id, "left")).ShouldBe(outcome);
        (await KindsAsync(id)).ShouldBe(["WorkerCreated", "UserMessage", "RunStarted", "SystemNote", "UserMessage", "RunFinished"]);
    }

    [Fact]
    public async Task Without_a_run_a_backend_that_takes_it_or_a_text_it_is_refused_and_leaves_no_trace()
    {
        var (id, run) = await RunningAsync();
        (await SteerAsync(id, "left")).Fault!.Code.ShouldBe(FaultCodes.Unsupported);
        run.Execution.Kinds.Add(InputKind.Steer);
        (await Runtime.Interaction.SendInputAsync(id, new() { Kind = InputKind.Steer, Text = "", Key = "k" }, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        (await Runtime.Interaction.SendInputAsync(id, new() { Kind = InputKind.Approval, Text = "yes", Key = "k" }, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Unsupported);
        run.Finish();
        await UntilAsync(id, w => w.State == RunState.Idle);
        var outcome = await SteerAsync(id, "left");
        (outcome.Status, outcome.Fault!.Code).ShouldBe((InputStatus.Rejected, FaultCodes.NoRun));
        (await HistoryAsync(id)).Count.ShouldBe(4);
        await Workers.StopAsync(id, Cancelled);
        (await SteerAsync(id, "left")).Fault!.Code.ShouldBe(FaultCodes.WorkerStopped);
    }

    [Fact]
    public async Task A_run_that_is_being_ended_takes_no_message()
    {
        var (id, run) = await SteerableAsync();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        run.Execution.OnInterrupt = (_, _) =>
        {
            asked.SetResult();
            return default;
        };
        var interrupt = Runtime.Interaction.InterruptAsync(id, Cancelled).AsTask();
        await asked.Task;
        (await SteerAsync(id, "left")).Fault!.Code.ShouldBe(FaultCodes.NoRun);
        run.Finish(RunOutcome.Interrupted);
        (await interrupt).ShouldBeNull();
    }

    [Fact]
    public async Task A_run_that_the_process_died_under_takes_no_message()
    {
        var (id, _) = await RunningAsync();
        Journal.AppendFault = new(FaultCodes.DiskFull, "Make room.");
        await RestartAsync(new FakeBackend
        {
            OnRestore = (execution, _) =>
            {
                execution.Kinds.Add(InputKind.Steer);
                return new(execution.Connection());
            },
        });
        (await GetAsync(id)).State.ShouldBe(RunState.Busy);
        Journal.AppendFault = null;
        (await SteerAsync(id, "left")).Fault!.Code.ShouldBe(FaultCodes.NoRun);
    }

    [Fact]
    public async Task A_run_that_completes_without_having_seen_a_message_is_dispatched_again()
    {
        var (id, run) = await SteerableAsync();
        var seen = (await run.AppendAsync(new AssistantMessage("m", "Done.")))[0].Seq;
        await SteerAsync(id, "left");
        run.End.SetResult(new(RunOutcome.Completed) { Seen = seen });
        var more = await run.Execution.NextRunAsync();
        more.Input.ShouldBe(new DispatchedInput(run.Input.Run, InputKind.Steer));
        (await GetAsync(id)).State.ShouldBe(RunState.Busy);
        more.End.SetResult(new(RunOutcome.Completed) { Seen = (await more.AppendAsync(new AssistantMessage("n", "Left.")))[0].Seq });
        (await UntilAsync(id, w => w.State == RunState.Idle)).LastOutcome.ShouldBe(RunOutcome.Completed);
    }

    [Theory]
    [InlineData(RunOutcome.Failed)]
    [InlineData(RunOutcome.LimitReached)]
    public async Task A_run_that_ends_otherwise_is_over_whatever_came(RunOutcome outcome)
    {
        var (id, run) = await SteerableAsync();
        await SteerAsync(id, "left");
        run.End.SetResult(new(outcome) { Seen = 3 });
        (await UntilAsync(id, w => w.State == RunState.Idle)).LastOutcome.ShouldBe(outcome);
    }

    [Fact]
    public async Task An_interrupt_ends_a_run_that_was_about_to_go_on()
    {
        var (id, run) = await SteerableAsync();
        await SteerAsync(id, "left");
        run.Execution.OnInterrupt = (_, _) =>
        {
            run.End.SetResult(new(RunOutcome.Completed) { Seen = 3 });
            return default;
        };
        (await Runtime.Interaction.InterruptAsync(id, Cancelled)).ShouldBeNull();
        (await GetAsync(id)).LastOutcome.ShouldBe(RunOutcome.Interrupted);
    }

    [Fact]
    public async Task Messages_and_ends_at_once_are_either_answered_or_refused()
    {
        var (id, execution) = await CreateAsync();
        execution.Kinds.Add(InputKind.Steer);
        // An execution that answers what it sees and ends at once, and so is always at its end.
        execution.OnDispatch = (run, _) => new(new Dispatched(Task.Run(async () =>
        {
            var history = await execution.Context.ReadHistoryAsync(0, Cancelled);
            await run.AppendAsync(new AssistantMessage("m", "x") { Parent = history[^1].Seq });
            return new RunEnd(RunOutcome.Completed) { Seen = history[^1].Seq };
        })));
        var accepted = 0;
        for (var round = 0; round < 200; round++)
        {
            (await SendAsync(id, $"go {round}")).Status.ShouldBe(InputStatus.Accepted);
            var outcomes = await Task.WhenAll(Enumerable.Range(0, 4).Select(i => Task.Run(() => SteerAsync(id, $"steer {round} {i}"))));
            outcomes.ShouldAllBe(o => o.Status == InputStatus.Accepted || o.Fault!.Code == FaultCodes.NoRun);
            accepted += outcomes.Count(o => o.Status == InputStatus.Accepted);
            await UntilAsync(id, w => w.State == RunState.Idle);
        }

        var runs = (await AllAsync(id)).Where(item => item.Run is not null).GroupBy(item => item.Run).ToList();
        runs.Count.ShouldBe(200);
        // The last answer of every run had seen every message that joined it.
        runs.ShouldAllBe(run => run.OfType<AssistantMessage>().Last().Parent >= run.OfType<UserMessage>().Last().Seq);
        runs.Sum(run => run.OfType<UserMessage>().Count(message => message.Kind == InputKind.Steer)).ShouldBe(accepted);
    }

    private async Task<(WorkerId Id, FakeRun Run)> SteerableAsync()
    {
        var (id, run) = await RunningAsync();
        run.Execution.Kinds.Add(InputKind.Steer);
        return (id, run);
    }

    private async Task<InputOutcome> SteerAsync(WorkerId id, string text) =>
        await Runtime.Interaction.SendInputAsync(id, new() { Kind = InputKind.Steer, Text = text, Key = text }, Cancelled);

    private async Task<List<WorkerEvent>> AllAsync(WorkerId id)
    {
        var all = new List<WorkerEvent>();
        while ((await Runtime.Observation.ReadHistoryAsync(id, all.Count, 1_000, Cancelled)).Value is { Count: > 0 } page) all.AddRange(page);
        return all;
    }
}
