using System.Text.Json;
using Yoi.Protocol;
using Yoi.Runtime;
using Yoi.Tests.Unit.Runtime.Fakes;

namespace Yoi.Tests.Unit.Runtime;

public sealed class RunTests : RuntimeFixture
{
    private static readonly JsonElement NoArguments = JsonDocument.Parse("{}").RootElement;

    [Fact]
    public async Task Events_of_a_run_are_numbered_stamped_and_added_up()
    {
        var (id, run) = await RunningAsync();
        var committed = await run.AppendAsync(new AssistantMessage("m", "Hello"), new UsageReported("gpt", new(10, 5)), Call("c"));
        committed.Select(item => item.Seq).ShouldBe([4, 5, 6]);
        committed.ShouldAllBe(item => item.Run == run.Input.Run && item.At == Time.GetUtcNow());
        (await run.AppendAsync(new ToolResult("c", ToolResultStatus.Ok, "done")))[0].Parent.ShouldBe(6);
        await run.AppendAsync(new UsageReported("gpt", new(1, 1)));
        run.Finish();
        var worker = await UntilAsync(id, summary => summary.State == RunState.Idle);
        worker.Tokens.ShouldBe(new(11, 6));
        worker.LastSeq.ShouldBe(9);
        (await HistoryAsync(id)).Select(item => item.Seq).ShouldBe(Enumerable.Range(1, 9).Select(i => (long)i));
        (await run.Execution.Context.ReadHistoryAsync(0, Cancelled)).Count.ShouldBe(9);
        await RestartAsync(null);
        (await GetAsync(id)).Tokens.ShouldBe(new(11, 6));
    }

    [Fact]
    public async Task An_execution_may_not_write_the_runtimes_own_events_and_nothing_outside_a_run()
    {
        var (id, execution) = await CreateAsync();
        var idle = new FakeRun(execution, new(default, InputKind.User));
        (await idle.RefusedAsync(new SystemNote("no run"))).ShouldBe(FaultCodes.Conflict);
        await SendAsync(id, "go");
        var run = await execution.NextRunAsync();
        WorkerEvent[] own =
        [
            new WorkerCreated(Request(), Coder, "x"), new StateChanged(DesiredState.Active, DesiredState.Stopped), new RunStarted(InputKind.User),
            new RunFinished(RunOutcome.Completed, null), new UserMessage(InputKind.User, "a", "b"),
        ];
        foreach (var item in own) (await run.RefusedAsync(new SystemNote("mine"), item)).ShouldBe(FaultCodes.Invalid);
        (await run.RefusedAsync()).ShouldBe(FaultCodes.Invalid);
        (await run.RefusedAsync(new SystemNote(new('x', 300_000)))).ShouldBe(FaultCodes.TooLarge);
        (await HistoryAsync(id)).Count.ShouldBe(3);
        run.Finish();
        await UntilAsync(id, summary => summary.State == RunState.Idle);
        (await run.RefusedAsync(new SystemNote("late"))).ShouldBe(FaultCodes.Conflict);
    }

    [Fact]
    public async Task A_call_is_made_once_and_answered_once()
    {
        var (_, run) = await RunningAsync();
        (await run.RefusedAsync(new ToolResult("c", ToolResultStatus.Ok, ""))).ShouldBe(FaultCodes.Invalid);
        (await run.RefusedAsync(Call("c"), Call("c"))).ShouldBe(FaultCodes.Invalid);
        await run.AppendAsync(Call("c"));
        (await run.RefusedAsync(Call("c"))).ShouldBe(FaultCodes.Invalid);
        (await run.RefusedAsync(new ToolResult("c", ToolResultStatus.Ok, ""), new ToolResult("c", ToolResultStatus.Ok, ""))).ShouldBe(FaultCodes.Invalid);
        await run.AppendAsync(new ToolResult("c", ToolResultStatus.Ok, ""));
        (await run.RefusedAsync(new ToolResult("c", ToolResultStatus.Ok, ""))).ShouldBe(FaultCodes.Invalid);
        (await run.RefusedAsync(Call("c"))).ShouldBe(FaultCodes.Invalid);
        await run.AppendAsync(Call("d"), new ToolResult("d", ToolResultStatus.Error, ""));
        (await run.RefusedAsync([.. Enumerable.Range(0, 257).Select(i => Call($"{i}"))])).ShouldBe(FaultCodes.TooLarge);
    }

    [Theory]
    [InlineData(RunOutcome.Completed, ToolResultStatus.Skipped)]
    [InlineData(RunOutcome.LimitReached, ToolResultStatus.Skipped)]
    [InlineData(RunOutcome.Interrupted, ToolResultStatus.Cancelled)]
    [InlineData(RunOutcome.Failed, ToolResultStatus.Interrupted)]
    public async Task Calls_without_result_get_one_before_the_runs_end(RunOutcome outcome, ToolResultStatus status)
    {
        var (id, run) = await RunningAsync();
        await run.AppendAsync(Call("a"), Call("b"), Call("c"), new ToolResult("b", ToolResultStatus.Ok, ""));
        run.Finish(outcome);
        await UntilAsync(id, summary => summary.State == RunState.Idle);
        var tail = (await HistoryAsync(id)).Skip(7).ToArray();
        tail.Length.ShouldBe(3);
        tail[0].ShouldBeOfType<ToolResult>().ShouldSatisfyAllConditions(
            result => result.CallId.ShouldBe("a"), result => result.Status.ShouldBe(status), result => result.Parent.ShouldBe(4));
        tail[1].ShouldBeOfType<ToolResult>().CallId.ShouldBe("c");
        tail[2].ShouldBeOfType<RunFinished>().Outcome.ShouldBe(outcome);
    }

    [Fact]
    public async Task A_completion_that_throws_ends_the_run_as_failed()
    {
        var (id, run) = await RunningAsync();
        run.End.SetException(new InvalidOperationException("boom"));
        (await UntilAsync(id, summary => summary.State == RunState.Idle)).LastOutcome.ShouldBe(RunOutcome.Failed);
        (await HistoryAsync(id))[^1].ShouldBeOfType<RunFinished>().Fault!.Message.ShouldContain("boom");
    }

    [Fact]
    public async Task A_backend_that_answers_nonsense_ends_the_run_as_failed()
    {
        var (id, execution) = await CreateAsync();
        Func<FakeRun, CancellationToken, ValueTask<Result<Dispatched>>>[] nonsense =
        [
            (_, _) => new(new Dispatched(null!)), (_, _) => new(new Dispatched(Task.FromResult<RunEnd>(null!))), (_, _) => default,
            (_, _) => new(new Dispatched(Task.FromResult(new RunEnd((RunOutcome)99)))), (_, _) => throw new InvalidOperationException(),
        ];
        foreach (var answer in nonsense)
        {
            execution.OnDispatch = answer;
            (await SendAsync(id, Guid.NewGuid().ToString())).Status.ShouldBe(InputStatus.Accepted);
            (await UntilAsync(id, summary => summary.State == RunState.Idle)).LastOutcome.ShouldBe(RunOutcome.Failed);
        }

        (await KindsAsync(id)).Count(kind => kind == "RunFinished").ShouldBe(nonsense.Length);
    }

    [Fact]
    public async Task A_run_whose_end_the_store_refuses_stays_open_says_why_and_ends_when_the_store_works_again()
    {
        var (id, run) = await RunningAsync();
        Journal.AppendFault = new(FaultCodes.DiskFull, "Make room.");
        (await run.RefusedAsync(new SystemNote("note"))).ShouldBe(FaultCodes.DiskFull);
        run.Finish();
        await Time.PassAsync(TimeSpan.FromSeconds(1), 0);
        var worker = await GetAsync(id);
        worker.State.ShouldBe(RunState.Busy);
        worker.Diagnostic!.Code.ShouldBe(FaultCodes.DiskFull);
        // The next try was refused as well, and so there is another wait to pass.
        await Time.BegunAsync(TimeSpan.FromSeconds(2), 0);
        Journal.AppendFault = null;
        await Time.PassAsync(TimeSpan.FromSeconds(2), 0);
        (await UntilAsync(id, summary => summary.State == RunState.Idle)).Diagnostic.ShouldBeNull();
        (await KindsAsync(id)).ShouldBe(["WorkerCreated", "UserMessage", "RunStarted", "RunFinished"]);
    }

    [Fact]
    public async Task A_dispatch_that_takes_too_long_fails_the_run_and_the_execution_is_replaced()
    {
        var (id, execution) = await CreateAsync();
        execution.OnDispatch = (_, token) => new(Task.Delay(Timeout.Infinite, token).ContinueWith<Result<Dispatched>>(_ => new Dispatched(Task.FromResult(new RunEnd(RunOutcome.Completed))), TaskScheduler.Default));
        var begun = Time.Begun(Deadline);
        await SendAsync(id, "go");
        await Time.PassAsync(Deadline, begun);
        (await UntilAsync(id, summary => summary.Run is null)).LastOutcome.ShouldBe(RunOutcome.Failed);
        await execution.Stopped;
        (await SendAsync(id, "again")).Status.ShouldBe(InputStatus.Accepted);
        (await (await Backend.NextAsync()).NextRunAsync()).Input.Message!.Text.ShouldBe("again");
    }

    private static ToolCall Call(string id) => new(id, "read", NoArguments);
}
