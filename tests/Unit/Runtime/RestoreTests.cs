using Yoi.Protocol;
using Yoi.Runtime;
using Yoi.Tests.Unit.Runtime.Fakes;

namespace Yoi.Tests.Unit.Runtime;

public sealed class RestoreTests : RuntimeFixture
{
    [Fact]
    public async Task A_stopped_worker_is_taken_back_durably_and_takes_input_again()
    {
        var (id, run) = await RunningAsync();
        (await Workers.StopAsync(id, Cancelled)).Fault.ShouldBeNull();
        (await Workers.RestoreAsync(id, Cancelled)).ShouldBeNull();
        (await GetAsync(id)).ShouldSatisfyAllConditions(w => w.Desired.ShouldBe(DesiredState.Active), w => w.State.ShouldBe(RunState.Idle), w => w.Diagnostic.ShouldBeNull());
        (await HistoryAsync(id))[^1].ShouldBe(new StateChanged(DesiredState.Stopped, DesiredState.Active) { Seq = 6, At = Time.GetUtcNow() });
        run.Execution.Stops.ShouldBe(1);
        (await SendAsync(id, "again")).Status.ShouldBe(InputStatus.Accepted);
        var second = await (await Backend.NextAsync()).NextRunAsync();
        second.Input.Message!.Text.ShouldBe("again");
        (await run.RefusedAsync(new SystemNote("late"))).ShouldBe(FaultCodes.Conflict);
        await RestartAsync(new FakeBackend());
        (await UntilAsync(id, w => w.State == RunState.Idle)).Desired.ShouldBe(DesiredState.Active);
    }

    [Fact]
    public async Task On_an_active_worker_it_adds_nothing_and_connects_where_that_is_missing()
    {
        var (id, _) = await CreateAsync();
        (await Workers.RestoreAsync(id, Cancelled)).ShouldBeNull();
        Backend.Restores.ShouldBe(0);
        var backend = new FakeBackend { OnRestore = (_, _) => new(new Fault(FaultCodes.ProviderMissing, "Set a key.")) };
        await RestartAsync(backend);
        (await Workers.RestoreAsync(id, Cancelled))!.Code.ShouldBe(FaultCodes.ProviderMissing);
        backend.OnRestore = (execution, _) => new(execution.Connection());
        (await Workers.RestoreAsync(id, Cancelled)).ShouldBeNull();
        (await GetAsync(id)).State.ShouldBe(RunState.Idle);
        (await KindsAsync(id)).ShouldBe(["WorkerCreated"]);
    }

    [Fact]
    public async Task A_connection_that_fails_leaves_the_worker_active_with_the_diagnostic()
    {
        var (id, _) = await CreateAsync();
        await Workers.StopAsync(id, Cancelled);
        Backend.OnRestore = (_, _) => new(new Fault(FaultCodes.ProviderMissing, "Set a key."));
        (await Workers.RestoreAsync(id, Cancelled))!.Code.ShouldBe(FaultCodes.ProviderMissing);
        var worker = await GetAsync(id);
        (worker.Desired, worker.State, worker.Diagnostic!.Code).ShouldBe((DesiredState.Active, RunState.Unconnected, FaultCodes.ProviderMissing));
        await RestartAsync(new FakeBackend());
        (await UntilAsync(id, w => w.State == RunState.Idle)).Diagnostic.ShouldBeNull();
    }

    [Fact]
    public async Task A_store_that_refuses_changes_nothing()
    {
        var (id, _) = await CreateAsync();
        await Workers.StopAsync(id, Cancelled);
        Journal.AppendFault = new(FaultCodes.DiskFull, "Make room.");
        (await Workers.RestoreAsync(id, Cancelled))!.Code.ShouldBe(FaultCodes.DiskFull);
        Journal.AppendFault = null;
        (await GetAsync(id)).Desired.ShouldBe(DesiredState.Stopped);
        Backend.Restores.ShouldBe(0);
        (await Workers.RestoreAsync(WorkerId.New(Time), Cancelled))!.Code.ShouldBe(FaultCodes.UnknownWorker);
    }

    [Fact]
    public async Task Many_at_once_are_one()
    {
        var (id, _) = await CreateAsync();
        await Workers.StopAsync(id, Cancelled);
        var faults = await Task.WhenAll(Enumerable.Range(0, 16).Select(_ => Task.Run(async () => await Workers.RestoreAsync(id, Cancelled))));
        faults.ShouldAllBe(fault => fault == null);
        Backend.Restores.ShouldBe(1);
        (await KindsAsync(id)).ShouldBe(["WorkerCreated", "StateChanged", "StateChanged"]);
    }

    [Fact]
    public async Task The_new_execution_waits_until_the_old_one_is_gone_and_a_late_stop_does_not_end_it()
    {
        var (id, execution) = await CreateAsync();
        var (stopping, stopped) = (new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously), new TaskCompletionSource());
        execution.OnStop = _ =>
        {
            stopping.SetResult();
            return new(stopped.Task);
        };
        var stop = Workers.StopAsync(id, Cancelled).AsTask();
        await stopping.Task;
        var restore = Workers.RestoreAsync(id, Cancelled).AsTask();
        await UntilAsync(id, w => w.Desired == DesiredState.Active);
        Backend.Restores.ShouldBe(0);
        stopped.SetResult();
        (await stop).Fault.ShouldBeNull();
        (await restore).ShouldBeNull();
        var second = await Backend.NextAsync();
        (execution.Stops, second.Stops, Backend.Restores).ShouldBe((1, 0, 1));
        (await GetAsync(id)).State.ShouldBe(RunState.Idle);
    }

    [Fact]
    public async Task Stops_and_restores_at_once_end_in_what_the_last_one_recorded()
    {
        var (id, _) = await CreateAsync();
        await Task.WhenAll(Enumerable.Range(0, 40).Select(i => Task.Run(async () => _ = i % 2 == 0 ? (await Workers.StopAsync(id, Cancelled)).Fault : await Workers.RestoreAsync(id, Cancelled))));
        var changes = (await HistoryAsync(id)).OfType<StateChanged>().ToList();
        changes.Zip(changes.Skip(1)).ShouldAllBe(pair => pair.First.To == pair.Second.From);
        var wanted = changes[^1].To;
        var worker = await GetAsync(id);
        worker.Desired.ShouldBe(wanted);
        (await Workers.RestoreAsync(id, Cancelled)).ShouldBeNull();
        (await GetAsync(id)).State.ShouldBe(RunState.Idle);
        (await Workers.StopAsync(id, Cancelled)).Fault.ShouldBeNull();
        (await GetAsync(id)).State.ShouldBe(RunState.Unconnected);
    }
}
