using Yoi.Protocol;
using Yoi.Runtime;
using Yoi.Tests.Unit.Runtime.Fakes;

namespace Yoi.Tests.Unit.Runtime.Hostile;

/// <summary>Each call of a backend does harm in each way: the outcome has a code, no other Worker is touched, the runtime closes, and nothing fails unseen.</summary>
public sealed class HostileBackendTests : RuntimeFixture
{
    private int _unobserved;

    public static TheoryData<Misdeed> All => [.. Enum.GetValues<Misdeed>()];

    public static TheoryData<Misdeed> WithoutAnswer => [Misdeed.Throws, Misdeed.ThrowsLater, Misdeed.Hangs, Misdeed.IsCancelled];

    public override async ValueTask InitializeAsync()
    {
        TaskScheduler.UnobservedTaskException += Count;
        await base.InitializeAsync();
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_spawn_that_does_harm_leaves_no_Worker(Misdeed misdeed)
    {
        var id = WorkerId.New(Time);
        Backend.OnSpawn = (execution, _) => execution.Context.Worker.Worker == id ? misdeed.Do<Result<WorkerConnection>>() : new(execution.Connection());
        var begun = Time.Begun(Deadline);
        var create = Workers.CreateAsync(Request(id), Cancelled).AsTask();
        await Backend.NextAsync();
        await OverAsync(misdeed, begun, create);
        (await create).Fault!.Code.ShouldBe(CodeOf(misdeed));
        (await Workers.GetAsync(id, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.UnknownWorker);
        Backend.OnSpawn = (execution, _) => new(execution.Connection());
        (await Workers.CreateAsync(Request(id), Cancelled)).Value.State.ShouldBe(RunState.Idle);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_restore_that_does_harm_leaves_the_Worker_unconnected_until_one_works(Misdeed misdeed)
    {
        var (id, _) = await CreateAsync();
        await Runtime.DisposeAsync();
        Backend = new();
        Backend.OnRestore = (execution, _) => execution.Context.Worker.Worker == id ? misdeed.Do<Result<WorkerConnection>>() : new(execution.Connection());
        var begun = Time.Begun(Deadline);
        await RestartAsync(Backend);
        await Backend.NextAsync();
        var input = SendAsync(id, "go");
        await OverAsync(misdeed, begun, input);
        (await input).ShouldSatisfyAllConditions(o => o.Status.ShouldBe(InputStatus.Rejected), o => o.Fault!.Code.ShouldBe(FaultCodes.WorkerUnconnected));
        (await GetAsync(id)).ShouldSatisfyAllConditions(w => w.State.ShouldBe(RunState.Unconnected), w => w.Diagnostic!.Code.ShouldBe(CodeOf(misdeed)), w => w.LastSeq.ShouldBe(1));
        Backend.OnRestore = (execution, _) => new(execution.Connection());
        (await SendAsync(id, "go")).Status.ShouldBe(InputStatus.Accepted);
    }

    [Theory]
    [MemberData(nameof(All))]
    public async Task A_dispatch_that_does_harm_fails_its_run_and_no_other(Misdeed misdeed)
    {
        var (id, execution) = await CreateAsync();
        execution.OnDispatch = (_, _) => misdeed.Do<Result<Dispatched>>();
        var begun = Time.Begun(Deadline);
        (await SendAsync(id, "go")).Status.ShouldBe(InputStatus.Accepted);
        await execution.NextRunAsync();
        var over = UntilAsync(id, worker => worker.Run is null);
        await OverAsync(misdeed, begun, over);
        (await over).ShouldSatisfyAllConditions(w => w.LastOutcome.ShouldBe(RunOutcome.Failed), w => w.LastFault!.Code.ShouldBe(CodeOf(misdeed)));
        (await KindsAsync(id)).ShouldBe(["WorkerCreated", "UserMessage", "RunStarted", "RunFinished"]);
        execution.OnDispatch = (run, _) => new(new Dispatched(run.End.Task));
        (await SendAsync(id, "again")).Status.ShouldBe(InputStatus.Accepted);
    }

    [Theory]
    [MemberData(nameof(WithoutAnswer))]
    public async Task An_interrupt_that_does_harm_ends_the_run_all_the_same(Misdeed misdeed)
    {
        var (id, run) = await RunningAsync();
        run.Execution.OnInterrupt = (_, _) => misdeed.Do();
        var begun = Time.Begun(Deadline);
        var interrupt = Runtime.Interaction.InterruptAsync(id, Cancelled).AsTask();
        await OverAsync(misdeed, begun, interrupt);
        (await interrupt).ShouldBeNull();
        await run.Execution.Stopped;
        (await GetAsync(id)).ShouldSatisfyAllConditions(w => w.Run.ShouldBeNull(), w => w.LastOutcome.ShouldBe(RunOutcome.Interrupted));
        (await run.RefusedAsync(new SystemNote("late"))).ShouldBe(FaultCodes.Conflict);
        (await SendAsync(id, "again")).Status.ShouldBe(InputStatus.Accepted);
    }

    [Theory]
    [MemberData(nameof(WithoutAnswer))]
    public async Task A_stop_that_does_harm_is_recorded_and_says_what_remains(Misdeed misdeed)
    {
        var (id, run) = await RunningAsync();
        run.Execution.OnStop = _ => misdeed.Do();
        var begun = Time.Begun(Deadline);
        var stop = Workers.StopAsync(id, Cancelled).AsTask();
        await OverAsync(misdeed, begun, stop);
        (await stop).Fault!.Code.ShouldBe(CodeOf(misdeed));
        (await GetAsync(id)).ShouldSatisfyAllConditions(w => w.Desired.ShouldBe(DesiredState.Stopped), w => w.LastOutcome.ShouldBe(RunOutcome.Cancelled));
        (await run.RefusedAsync(new SystemNote("late"))).ShouldBe(FaultCodes.Conflict);
        run.Execution.Stops.ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_execution_that_comes_after_the_deadline_is_ended_and_its_way_in_is_closed(bool restores)
    {
        var late = new TaskCompletionSource<Result<WorkerConnection>>();
        var id = WorkerId.New(Time);
        if (restores) (await Workers.CreateAsync(Request(id), Cancelled)).Fault.ShouldBeNull();
        if (restores) await RestartAsync(null);
        Backend = new() { OnSpawn = (_, _) => new(late.Task), OnRestore = (_, _) => new(late.Task) };
        await RestartAsync(Backend);
        var asked = restores ? SendAsync(id, "go") : (Task)Workers.CreateAsync(Request(id), Cancelled).AsTask();
        var execution = await Backend.NextAsync();
        await Time.PassUntilAsync(Deadline, asked);
        late.SetResult(execution.Connection());
        await execution.Stopped;
        (await execution.Sink.AppendAsync([new SystemNote("late")], Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Conflict);
    }

    [Fact]
    public async Task A_completion_that_fails_before_any_event_and_one_that_comes_twice_end_a_run_once()
    {
        var (id, run) = await RunningAsync();
        run.End.SetException(new HostileException());
        (await UntilAsync(id, worker => worker.Run is null)).LastFault!.Code.ShouldBe(FaultCodes.BackendFailed);
        await SendAsync(id, "twice");
        var twice = await run.Execution.NextRunAsync();
        twice.Finish();
        twice.Finish(RunOutcome.Failed);
        (await UntilAsync(id, worker => worker.Run is null)).LastOutcome.ShouldBe(RunOutcome.Completed);
        (await twice.RefusedAsync(new SystemNote("after the end"))).ShouldBe(FaultCodes.Conflict);
        (await KindsAsync(id)).ShouldBe(["WorkerCreated", "UserMessage", "RunStarted", "RunFinished", "UserMessage", "RunStarted", "RunFinished"]);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        GC.Collect();
        GC.WaitForPendingFinalizers();
        TaskScheduler.UnobservedTaskException -= Count;
        Volatile.Read(ref _unobserved).ShouldBe(0, "an exception of the backend was observed by nobody");
        GC.SuppressFinalize(this);
    }

    private static string CodeOf(Misdeed misdeed) => misdeed == Misdeed.Hangs ? FaultCodes.Timeout : FaultCodes.BackendFailed;

    /// <summary>While the backend does harm, another works; then it is over, by itself or because the deadline passes.</summary>
    private async Task OverAsync(Misdeed misdeed, int begun, Task task)
    {
        if (misdeed == Misdeed.Hangs) await Time.BegunAsync(Deadline, begun);
        await OtherWorksAsync();
        if (misdeed == Misdeed.Hangs) await Time.PassUntilAsync(Deadline, task);
        await task.WaitAsync(Cancelled);
    }

    /// <summary>Another Worker is made and works.</summary>
    private async Task OtherWorksAsync()
    {
        var other = WorkerId.New(Time);
        (await Workers.CreateAsync(Request(other), Cancelled)).Fault.ShouldBeNull();
        FakeExecution execution;
        do execution = await Backend.NextAsync();
        while (execution.Context.Worker.Worker != other);
        (await SendAsync(other, "go")).Status.ShouldBe(InputStatus.Accepted);
        (await execution.NextRunAsync()).Finish();
        (await UntilAsync(other, worker => worker.Run is null)).LastOutcome.ShouldBe(RunOutcome.Completed);
    }

    private void Count(object? sender, UnobservedTaskExceptionEventArgs e)
    {
        if (e.Exception.InnerExceptions.Any(exception => exception is HostileException)) Interlocked.Increment(ref _unobserved);
    }
}
