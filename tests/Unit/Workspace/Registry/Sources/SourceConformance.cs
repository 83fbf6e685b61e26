using Yoi.Protocol;
using Yoi.Workspace;

namespace Yoi.Tests.Unit.Workspace.Registry.Sources;

/// <summary>What every source does whose Workers can be told something.</summary>
public abstract class SourceConformance : SourceReadingConformance
{
    private protected override async Task MakeAsync(int count)
    {
        for (var i = 0; i < count; i++) await AskAsync(new RuntimeCommand.Create(Request(name: $"Worker {i}")));
    }

    [Fact]
    public async Task Creating_twice_is_creating_once_and_another_under_the_same_id_is_a_conflict()
    {
        var id = WorkerId.New(TimeProvider.System);
        var first = (await AskAsync(new RuntimeCommand.Create(Request(id, "print")))).Workers.ShouldHaveSingleItem();
        var second = (await AskAsync(new RuntimeCommand.Create(Request(id, "print")))).Workers.ShouldHaveSingleItem();
        (first.Id, second.Id, second.LastSeq).ShouldBe((id, id, 1));
        (first.DisplayName, first.Role, first.Desired, first.State).ShouldBe(("Ada", "helper", DesiredState.Active, RunState.Idle));
        (await FaultAsync(new RuntimeCommand.Create(Request(id, "other")))).ShouldBe(FaultCodes.Conflict);
        (await FaultAsync(new RuntimeCommand.Create(new() { Profile = "nobody" }))).ShouldBe(FaultCodes.UnknownProfile);
        (await FaultAsync(new RuntimeCommand.Create(Request(name: new('x', 129))))).ShouldBe(FaultCodes.Invalid);
        (await AskAsync(new RuntimeCommand.List(new()))).Workers.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Input_is_accepted_once_a_key_and_a_busy_Worker_says_so()
    {
        var worker = await CreateAsync();
        var first = await SendAsync(worker, "work");
        (first.Status, first.Seq, first.Run is not null, first.Fault).ShouldBe((InputStatus.Accepted, 2, true, null));
        (await SendAsync(worker, "work")).ShouldBe(first);
        (await SendAsync(worker, "more")).ShouldSatisfyAllConditions(o => o.Status.ShouldBe(InputStatus.Busy), o => o.Fault!.Code.ShouldBe(FaultCodes.Busy), o => o.Seq.ShouldBeNull());
        (await AskAsync(new RuntimeCommand.Send(worker, new() { Kind = InputKind.Steer, Text = "left", Key = "s" }))).Input!.Status.ShouldBe(InputStatus.Rejected);
        var summary = await GetAsync(worker);
        (summary.State, summary.Run).ShouldBe((RunState.Busy, first.Run));
        (await HistoryAsync(worker)).OfType<UserMessage>().ShouldHaveSingleItem().Text.ShouldBe("work");
        (await AskAsync(new RuntimeCommand.Describe())).Runtime!.Busy.ShouldBe(1);
    }

    [Fact]
    public async Task An_interrupted_run_ends_and_the_Worker_takes_the_next()
    {
        var worker = await CreateAsync();
        await SendAsync(worker, "work");
        (await FaultAsync(new RuntimeCommand.Interrupt(worker))).ShouldBeNull();
        (await GetAsync(worker)).ShouldSatisfyAllConditions(w => w.State.ShouldBe(RunState.Idle), w => w.LastOutcome.ShouldBe(RunOutcome.Interrupted));
        await SayAsync(worker, "say hello");
        (await HistoryAsync(worker)).OfType<AssistantMessage>().ShouldHaveSingleItem().Text.ShouldBe("hello");
    }

    [Fact]
    public async Task A_stopped_Worker_takes_nothing_until_it_is_restored()
    {
        var worker = await CreateAsync();
        (await FaultAsync(new RuntimeCommand.Stop(worker))).ShouldBeNull();
        (await FaultAsync(new RuntimeCommand.Stop(worker))).ShouldBeNull();
        (await GetAsync(worker)).Desired.ShouldBe(DesiredState.Stopped);
        (await SendAsync(worker, "go")).ShouldSatisfyAllConditions(o => o.Status.ShouldBe(InputStatus.Rejected), o => o.Fault!.Code.ShouldBe(FaultCodes.WorkerStopped));
        (await FaultAsync(new RuntimeCommand.Restore(worker))).ShouldBeNull();
        (await GetAsync(worker)).Desired.ShouldBe(DesiredState.Active);
        await SayAsync(worker, "say hello");
    }

    [Fact]
    public async Task Cancelling_is_for_good()
    {
        var worker = await CreateAsync();
        await SendAsync(worker, "work");
        (await FaultAsync(new RuntimeCommand.Cancel(worker))).ShouldBeNull();
        (await GetAsync(worker)).ShouldSatisfyAllConditions(w => w.Desired.ShouldBe(DesiredState.Cancelled), w => w.Run.ShouldBeNull());
        (await FaultAsync(new RuntimeCommand.Restore(worker))).ShouldBe(FaultCodes.WorkerCancelled);
        (await SendAsync(worker, "go")).ShouldSatisfyAllConditions(o => o.Status.ShouldBe(InputStatus.Rejected), o => o.Fault!.Code.ShouldBe(FaultCodes.WorkerCancelled));
        (await HistoryAsync(worker)).Count.ShouldBeGreaterThan(3);
    }

    [Fact]
    public async Task A_deleted_Worker_is_there_no_more()
    {
        var (worker, other) = (await CreateAsync(), await CreateAsync());
        (await FaultAsync(new RuntimeCommand.Delete(worker))).ShouldBeNull();
        (await FaultAsync(new RuntimeCommand.Get(worker))).ShouldBe(FaultCodes.UnknownWorker);
        (await SendAsync(worker, "go")).Status.ShouldBe(InputStatus.NotFound);
        (await AskAsync(new RuntimeCommand.List(new()))).Workers.ShouldHaveSingleItem().Id.ShouldBe(other);
    }

    [Fact]
    public async Task A_history_is_read_from_anywhere_and_in_pieces()
    {
        var worker = await CreateAsync();
        for (var i = 0; i < 60; i++) await SayAsync(worker, $"say {i}");
        var all = await HistoryAsync(worker);
        all.Select(e => e.Seq).ShouldBe(Enumerable.Range(1, 241).Select(n => (long)n));
        (await HistoryAsync(worker, 5, 3)).Select(e => e.Seq).ShouldBe([6, 7, 8]);
        (await HistoryAsync(worker, 5, 230)).Count.ShouldBe(230);
        (await HistoryAsync(worker, 241)).ShouldBeEmpty();
        all.OfType<AssistantMessage>().Select(m => m.Text).ShouldBe(Enumerable.Range(0, 60).Select(i => $"{i}"));
        foreach (var (after, limit) in new (long, int)[] { (-1, 1), (0, 0), (0, 1_001) }) (await FaultAsync(new RuntimeCommand.History(worker, after, limit))).ShouldBe(FaultCodes.Invalid);
    }

    [Fact]
    public async Task A_call_that_waits_is_answered_once()
    {
        var worker = await CreateAsync();
        await using var frames = Observe(worker);
        await frames.NextAsync<SnapshotFrame>();
        await SendAsync(worker, "ask");
        await frames.UntilAsync<EventFrame>(f => f.Event is ApprovalRequested);
        (await GetAsync(worker)).Approvals.ShouldNotBeNull().ShouldHaveSingleItem().ShouldSatisfyAllConditions(a => a.CallId.ShouldBe("c"), a => a.Text.ShouldBe("npm test"));
        (await FaultAsync(new RuntimeCommand.Answer(worker, "x", true, false, "Ada"))).ShouldBe(FaultCodes.NotFound);
        (await FaultAsync(new RuntimeCommand.Answer(worker, "c", false, true, "Ada"))).ShouldBe(FaultCodes.Invalid);
        (await FaultAsync(new RuntimeCommand.Answer(worker, "c", true, true, "Ada"))).ShouldBeNull();
        (await frames.UntilAsync<EventFrame>(f => f.Event is ApprovalResolved)).Event.ShouldBeOfType<ApprovalResolved>().ShouldSatisfyAllConditions(
            a => a.Allowed.ShouldBeTrue(), a => a.Always.ShouldBeTrue(), a => a.By.ShouldBe("Ada"));
        await frames.UntilAsync<EventFrame>(f => f.Event is RunFinished { Outcome: RunOutcome.Completed });
        (await FaultAsync(new RuntimeCommand.Answer(worker, "c", false, false, "Eve"))).ShouldBe(FaultCodes.Conflict);
    }

    [Fact]
    public async Task An_error_around_a_Worker_is_told_once_and_only_to_one_at_rest()
    {
        var (worker, error) = (await CreateAsync(), new Fault(FaultCodes.NotSaved, "It stays in its worktree."));
        (await FaultAsync(new RuntimeCommand.Report(worker, error))).ShouldBeNull();
        (await FaultAsync(new RuntimeCommand.Report(worker, error))).ShouldBeNull();
        (await HistoryAsync(worker)).OfType<ErrorReported>().ShouldHaveSingleItem().Fault.ShouldBe(error);
        (await GetAsync(worker)).LastFault!.Code.ShouldBe(FaultCodes.NotSaved);
        await SendAsync(worker, "work");
        (await FaultAsync(new RuntimeCommand.Report(worker, error))).ShouldBe(FaultCodes.Busy);
    }
}
