using Yoi.Journal;
using Yoi.Protocol;
using Yoi.Runtime;
using Yoi.Tests.Unit.Runtime.Fakes;

namespace Yoi.Tests.Unit.Runtime;

/// <summary>Stop, cancel and delete: the first end stands, a delete ends all, and none of it is forgotten.</summary>
public sealed class EndRulesTests : RuntimeFixture
{
    [Theory]
    [InlineData(DesiredState.Stopped, DesiredState.Cancelled)]
    [InlineData(DesiredState.Cancelled, DesiredState.Stopped)]
    public async Task The_first_end_answers_every_later_one_also_over_a_restart(DesiredState first, DesiredState second)
    {
        var (id, run) = await RunningAsync();
        (await EndAsync(id, first)).Desired.ShouldBe(first);
        var told = (await HistoryAsync(id)).Skip(1).ToList();
        told.OfType<RunFinished>().ShouldHaveSingleItem().Outcome.ShouldBe(RunOutcome.Cancelled);
        run.Execution.Stops.ShouldBe(1);

        foreach (var end in (DesiredState[])[second, first, second]) (await EndAsync(id, end)).Desired.ShouldBe(first);
        await RestartAsync(new FakeBackend());
        foreach (var end in (DesiredState[])[second, first]) (await EndAsync(id, end)).Desired.ShouldBe(first);
        (await HistoryAsync(id)).Skip(1).ShouldBe(told);
        (await SendAsync(id, "more")).Fault!.Code.ShouldBe(first == DesiredState.Stopped ? FaultCodes.WorkerStopped : FaultCodes.WorkerCancelled);
        (await GetAsync(id)).State.ShouldBe(RunState.Unconnected);
    }

    [Fact]
    public async Task Nothing_but_a_delete_leaves_cancelled()
    {
        var (id, _) = await CreateAsync();
        await Workers.CancelAsync(id, Cancelled);
        (await Workers.RestoreAsync(id, Cancelled))!.Code.ShouldBe(FaultCodes.WorkerCancelled);
        (await KindsAsync(id)).ShouldBe(["WorkerCreated", "StateChanged"]);
        (await Workers.DeleteAsync(id, Cancelled)).Value.Desired.ShouldBe(DesiredState.Deleted);
    }

    [Fact]
    public async Task A_deleted_worker_is_gone_from_every_list_and_its_history_is_kept_until_retention_lets_go_of_it()
    {
        var journal = new MemoryJournal(Time, new() { Retired = TimeSpan.FromDays(1) });
        await using var runtime = await OpenAsync(Options() with { Journal = journal });
        var id = (await runtime.Workers.CreateAsync(Request(WorkerId.New(Time), "f"), Cancelled)).Value.Id;
        await runtime.Interaction.SendInputAsync(id, WorkerInput.User("go", "k"), Cancelled);
        (await runtime.Workers.DeleteAsync(id, Cancelled)).Value.Desired.ShouldBe(DesiredState.Deleted);
        (await runtime.Workers.DeleteAsync(id, Cancelled)).Value.Desired.ShouldBe(DesiredState.Deleted);

        (await runtime.Workers.GetAsync(id, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.UnknownWorker);
        (await runtime.Workers.StopAsync(id, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.UnknownWorker);
        (await runtime.Workers.RestoreAsync(id, Cancelled))!.Code.ShouldBe(FaultCodes.UnknownWorker);
        (await runtime.Interaction.SendInputAsync(id, WorkerInput.User("more", "m"), Cancelled)).Status.ShouldBe(InputStatus.NotFound);
        (await runtime.Workers.ListAllAsync(Cancelled)).Value.ShouldBeEmpty();
        (await runtime.Workers.ListAsync(new() { Deleted = true }, Cancelled)).Value.Workers.ShouldHaveSingleItem().Id.ShouldBe(id);
        (await runtime.Workers.CreateAsync(Request(id, "f"), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Conflict);
        var history = (await runtime.Observation.ReadHistoryAsync(id, 0, 100, Cancelled)).Value;
        history.Select(e => e.GetType().Name).ShouldBe(["WorkerCreated", "UserMessage", "RunStarted", "RunFinished", "StateChanged"]);

        Time.Advance(TimeSpan.FromDays(2));
        journal.ApplyRetention();
        (await runtime.Observation.ReadHistoryAsync(id, 0, 100, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.UnknownWorker);
        (await runtime.Workers.DeleteAsync(id, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.UnknownWorker);
    }

    [Fact]
    public async Task An_observer_is_told_of_the_delete_and_that_nothing_comes_behind_it()
    {
        var (id, _) = await CreateAsync();
        await using var frames = Runtime.Observe(id, null, Cancelled).GetAsyncEnumerator(Cancelled);
        (await frames.MoveNextAsync()).ShouldBeTrue();
        await Workers.DeleteAsync(id, Cancelled);
        (await frames.MoveNextAsync()).ShouldBeTrue();
        frames.Current.ShouldBeOfType<EventFrame>().Event.ShouldBeOfType<StateChanged>().To.ShouldBe(DesiredState.Deleted);
        (await frames.MoveNextAsync()).ShouldBeTrue();
        frames.Current.ShouldBeOfType<ClosedFrame>().Fault.Code.ShouldBe(FaultCodes.UnknownWorker);
        (await frames.MoveNextAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task A_delete_that_the_store_refuses_changes_nothing_and_one_whose_execution_hangs_is_a_delete()
    {
        var (id, execution) = await CreateAsync();
        Journal.AppendFault = new(FaultCodes.DiskFull, "Make room.");
        (await Workers.DeleteAsync(id, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.DiskFull);
        (await GetAsync(id)).Desired.ShouldBe(DesiredState.Active);
        Journal.AppendFault = null;
        execution.OnStop = _ => new(new TaskCompletionSource().Task);
        var begun = Time.Begun(Deadline);
        var delete = Workers.DeleteAsync(id, Cancelled).AsTask();
        await Time.PassAsync(Deadline, begun);
        (await delete).Fault!.Code.ShouldBe(FaultCodes.Timeout);
        (await Workers.GetAsync(id, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.UnknownWorker);
    }

    private async Task<WorkerSummary> EndAsync(WorkerId id, DesiredState to) =>
        (to == DesiredState.Stopped ? await Workers.StopAsync(id, Cancelled) : await Workers.CancelAsync(id, Cancelled)).Value;
}
