using System.Text.Json;
using Yoi.Protocol;
using Yoi.Runtime;
using Yoi.Tests.Unit.Runtime.Fakes;

namespace Yoi.Tests.Unit.Runtime;

public sealed class EndingTests : RuntimeFixture
{
    private static readonly ToolCall Call = new("c", "read", JsonDocument.Parse("{}").RootElement);

    [Fact]
    public async Task Interrupt_ends_the_run_and_leaves_the_worker_idle()
    {
        var (id, run) = await RunningAsync();
        (await Runtime.Interaction.InterruptAsync(id, Cancelled)).ShouldBeNull();
        var worker = await GetAsync(id);
        worker.State.ShouldBe(RunState.Idle);
        worker.LastOutcome.ShouldBe(RunOutcome.Interrupted);
        (await Runtime.Interaction.InterruptAsync(id, Cancelled)).ShouldBeNull();
        run.Execution.Interrupts.ShouldBe(1);
        (await SendAsync(id, "again")).Status.ShouldBe(InputStatus.Accepted);
        (await run.Execution.NextRunAsync()).Input.Message!.Text.ShouldBe("again");
    }

    [Fact]
    public async Task Interrupting_an_unknown_worker_is_a_fault() =>
        (await Runtime.Interaction.InterruptAsync(WorkerId.New(Time), Cancelled))!.Code.ShouldBe(FaultCodes.UnknownWorker);

    [Fact]
    public async Task A_run_that_was_complete_before_the_interrupt_reached_it_is_complete()
    {
        var (id, run) = await RunningAsync();
        run.Execution.OnInterrupt = (current, _) =>
        {
            current!.Finish();
            return default;
        };
        (await Runtime.Interaction.InterruptAsync(id, Cancelled)).ShouldBeNull();
        (await GetAsync(id)).LastOutcome.ShouldBe(RunOutcome.Completed);
    }

    [Fact]
    public async Task A_run_cancelled_by_its_interrupt_is_interrupted()
    {
        var (id, run) = await RunningAsync();
        run.Execution.OnInterrupt = (current, _) =>
        {
            current!.End.SetCanceled(CancellationToken.None);
            return default;
        };
        (await Runtime.Interaction.InterruptAsync(id, Cancelled)).ShouldBeNull();
        (await GetAsync(id)).LastOutcome.ShouldBe(RunOutcome.Interrupted);
    }

    [Fact]
    public async Task An_interrupt_on_its_way_never_hits_the_next_run()
    {
        var (id, run) = await RunningAsync();
        var answered = new TaskCompletionSource();
        run.Execution.OnInterrupt = (current, _) =>
        {
            current!.Finish(RunOutcome.Interrupted);
            return new(answered.Task);
        };
        var interrupt = Runtime.Interaction.InterruptAsync(id, Cancelled).AsTask();
        await UntilAsync(id, summary => summary.State == RunState.Idle);
        (await SendAsync(id, "next")).Status.ShouldBe(InputStatus.Accepted);
        var next = run.Execution.NextRunAsync();
        next.IsCompleted.ShouldBeFalse();
        answered.SetResult();
        (await interrupt).ShouldBeNull();
        (await next).Input.Message!.Text.ShouldBe("next");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_execution_that_ignores_an_interrupt_is_taken_away(bool hangs)
    {
        var (id, run) = await RunningAsync();
        var (asked, answer) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource());
        run.Execution.OnInterrupt = (_, _) =>
        {
            asked.SetResult();
            return new(answer.Task);
        };
        await run.AppendAsync(Call);
        var begun = Time.Begun(Deadline);
        var interrupt = Runtime.Interaction.InterruptAsync(id, Cancelled).AsTask();
        await asked.Task;
        if (!hangs)
        {
            // The call is answered, but the run goes on: that is a second wait.
            await Time.BegunAsync(Deadline, begun);
            begun = Time.Begun(Deadline);
            answer.SetResult();
        }

        await Time.PassAsync(Deadline, begun);
        (await interrupt).ShouldBeNull();
        await run.Execution.Stopped;
        var worker = await GetAsync(id);
        worker.State.ShouldBe(RunState.Idle);
        worker.LastOutcome.ShouldBe(RunOutcome.Interrupted);
        // What the old execution still sends belongs to nothing.
        (await run.RefusedAsync(new SystemNote("late"))).ShouldBe(FaultCodes.Conflict);
        await SendAsync(id, "again");
        await (await Backend.NextAsync()).NextRunAsync();
        (await run.RefusedAsync(new SystemNote("late"))).ShouldBe(FaultCodes.Conflict);
        run.Finish();
        (await GetAsync(id)).State.ShouldBe(RunState.Busy);
        (await KindsAsync(id)).ShouldBe(["WorkerCreated", "UserMessage", "RunStarted", "ToolCall", "ToolResult", "RunFinished", "UserMessage", "RunStarted"]);
    }

    [Fact]
    public async Task Stop_is_durable_absorbing_and_reaches_the_backend()
    {
        var (id, run) = await RunningAsync();
        await run.AppendAsync(Call);
        (await Workers.StopAsync(id, Cancelled)).Fault.ShouldBeNull();
        run.Execution.Stops.ShouldBe(1);
        (await Workers.StopAsync(id, Cancelled)).Fault.ShouldBeNull();
        (await Runtime.Interaction.InterruptAsync(id, Cancelled)).ShouldBeNull();
        run.Execution.Stops.ShouldBe(1);
        var events = await HistoryAsync(id);
        events.Count.ShouldBe(7);
        events[4].ShouldBeOfType<ToolResult>().Status.ShouldBe(ToolResultStatus.Cancelled);
        events[5].ShouldBeOfType<RunFinished>().Outcome.ShouldBe(RunOutcome.Cancelled);
        events[6].ShouldBe(new StateChanged(DesiredState.Active, DesiredState.Stopped) { Seq = 7, At = Time.GetUtcNow() });
        var outcome = await SendAsync(id, "more");
        (outcome.Status, outcome.Fault!.Code).ShouldBe((InputStatus.Rejected, FaultCodes.WorkerStopped));
        await RestartAsync(Backend);
        var worker = await GetAsync(id);
        (worker.Desired, worker.State).ShouldBe((DesiredState.Stopped, RunState.Unconnected));
        (await SendAsync(id, "more")).Fault!.Code.ShouldBe(FaultCodes.WorkerStopped);
        (await Workers.StopAsync(id, Cancelled)).Fault.ShouldBeNull();
        Backend.Restores.ShouldBe(0);
        (await HistoryAsync(id)).Count.ShouldBe(7);
    }

    [Fact]
    public async Task A_completion_after_the_stop_adds_nothing()
    {
        var (id, run) = await RunningAsync();
        (await Workers.StopAsync(id, Cancelled)).Fault.ShouldBeNull();
        run.Finish();
        (await run.RefusedAsync(new SystemNote("late"))).ShouldBe(FaultCodes.Conflict);
        await Runtime.DisposeAsync();
        await RestartAsync(null);
        (await KindsAsync(id)).ShouldBe(["WorkerCreated", "UserMessage", "RunStarted", "RunFinished", "StateChanged"]);
        (await GetAsync(id)).LastOutcome.ShouldBe(RunOutcome.Cancelled);
    }

    [Fact]
    public async Task A_completion_before_the_stop_stands()
    {
        var (id, run) = await RunningAsync();
        run.Finish();
        await UntilAsync(id, summary => summary.State == RunState.Idle);
        (await Workers.StopAsync(id, Cancelled)).Fault.ShouldBeNull();
        (await KindsAsync(id)).ShouldBe(["WorkerCreated", "UserMessage", "RunStarted", "RunFinished", "StateChanged"]);
        (await GetAsync(id)).LastOutcome.ShouldBe(RunOutcome.Completed);
    }

    [Fact]
    public async Task Stops_and_completions_at_once_end_every_run_exactly_once()
    {
        var running = new List<(WorkerId Id, FakeRun Run)>();
        for (var i = 0; i < 50; i++) running.Add(await RunningAsync());
        await Task.WhenAll(running.SelectMany(item => new[]
        {
            Task.Run(() => item.Run.Finish()),
            Task.Run(async () => (await Workers.StopAsync(item.Id, Cancelled)).Fault.ShouldBeNull()),
            Task.Run(async () => (await Runtime.Interaction.InterruptAsync(item.Id, Cancelled)).ShouldBeNull()),
        }));
        foreach (var (id, _) in running)
        {
            var kinds = await KindsAsync(id);
            kinds.ShouldBe(["WorkerCreated", "UserMessage", "RunStarted", "RunFinished", "StateChanged"]);
        }
    }

    [Fact]
    public async Task A_stop_that_the_store_refuses_changes_nothing()
    {
        var (id, run) = await RunningAsync();
        Journal.AppendFault = new(FaultCodes.DiskFull, "Make room.");
        (await Workers.StopAsync(id, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.DiskFull);
        Journal.AppendFault = null;
        (await GetAsync(id)).State.ShouldBe(RunState.Busy);
        run.Execution.Stops.ShouldBe(0);
        (await Workers.StopAsync(id, Cancelled)).Fault.ShouldBeNull();
    }

    [Fact]
    public async Task A_stop_whose_execution_does_not_end_in_time_says_so_and_can_be_called_again()
    {
        var (id, execution) = await CreateAsync();
        var end = new TaskCompletionSource();
        var given = new TaskCompletionSource<CancellationToken>(TaskCreationOptions.RunContinuationsAsynchronously);
        execution.OnStop = token =>
        {
            given.SetResult(token);
            return new(end.Task);
        };
        var begun = Time.Begun(Deadline);
        var stop = Workers.StopAsync(id, Cancelled).AsTask();
        var token = await given.Task;
        await Time.PassAsync(Deadline, begun);
        (await stop).Fault!.Code.ShouldBe(FaultCodes.Timeout);
        token.IsCancellationRequested.ShouldBeTrue();
        (await GetAsync(id)).Desired.ShouldBe(DesiredState.Stopped);
        end.SetResult();
        (await Workers.StopAsync(id, Cancelled)).Fault.ShouldBeNull();
        execution.Stops.ShouldBe(1);
        (await KindsAsync(id)).ShouldBe(["WorkerCreated", "StateChanged"]);
    }

    [Fact]
    public async Task A_slow_worker_slows_no_other()
    {
        var (slow, execution) = await CreateAsync();
        execution.OnDispatch = (_, _) => new(new TaskCompletionSource<Result<Dispatched>>().Task);
        execution.OnStop = _ => new(new TaskCompletionSource().Task);
        var begun = Time.Begun(Deadline);
        await SendAsync(slow, "go");
        await Time.BegunAsync(Deadline, begun);
        var stop = Workers.StopAsync(slow, Cancelled).AsTask();
        var (id, run) = await RunningAsync();
        run.Finish();
        await UntilAsync(id, summary => summary.State == RunState.Idle);
        stop.IsCompleted.ShouldBeFalse();
        await Time.PassUntilAsync(Deadline, stop);
        (await stop).Fault!.Code.ShouldBe(FaultCodes.Timeout);
    }
}
