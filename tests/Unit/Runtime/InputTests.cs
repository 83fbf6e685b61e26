using Yoi.Protocol;
using Yoi.Tests.Unit.Runtime.Fakes;

namespace Yoi.Tests.Unit.Runtime;

public sealed class InputTests : RuntimeFixture
{
    [Fact]
    public async Task Accepted_input_is_recorded_with_its_run_before_the_answer_and_then_dispatched()
    {
        var (id, execution) = await CreateAsync();
        var outcome = await SendAsync(id, "Fix the test", "k");
        outcome.Status.ShouldBe(InputStatus.Accepted);
        outcome.Seq.ShouldBe(2);
        var events = await HistoryAsync(id);
        var message = events[1].ShouldBeOfType<UserMessage>();
        message.ShouldBe(new UserMessage(InputKind.User, "Fix the test", "k") { Seq = 2, At = Time.GetUtcNow(), Run = outcome.Run });
        events[2].ShouldBe(new RunStarted(InputKind.User) { Seq = 3, At = Time.GetUtcNow(), Run = outcome.Run, Parent = 2 });
        var summary = await GetAsync(id);
        summary.State.ShouldBe(RunState.Busy);
        summary.Run.ShouldBe(outcome.Run);
        var run = await execution.NextRunAsync();
        run.Input.Run.ShouldBe(outcome.Run!.Value);
        run.Input.Message.ShouldBe(message);
        run.Finish();
        (await UntilAsync(id, worker => worker.State == RunState.Idle)).LastOutcome.ShouldBe(RunOutcome.Completed);
        (await KindsAsync(id)).ShouldBe(["WorkerCreated", "UserMessage", "RunStarted", "RunFinished"]);
    }

    [Fact]
    public async Task A_busy_worker_takes_no_second_input_and_records_nothing()
    {
        var (id, run) = await RunningAsync();
        var outcome = await SendAsync(id, "more");
        outcome.Status.ShouldBe(InputStatus.Busy);
        outcome.Fault!.Code.ShouldBe(FaultCodes.Busy);
        (await HistoryAsync(id)).Count.ShouldBe(3);
        run.Finish();
        await UntilAsync(id, worker => worker.State == RunState.Idle);
        // A refused key is not used up.
        (await SendAsync(id, "more")).Status.ShouldBe(InputStatus.Accepted);
    }

    [Fact]
    public async Task Where_the_store_cannot_say_whether_a_key_is_known_the_input_is_not_refused_as_new()
    {
        var (id, _) = await RunningAsync();
        Journal.AppendFault = new(FaultCodes.StoreFailed, "no");
        var outcome = await SendAsync(id, "go");
        (outcome.Status, outcome.Fault!.Code).ShouldBe((InputStatus.Failed, FaultCodes.StoreFailed));
        Journal.AppendFault = null;
        (await SendAsync(id, "go")).Status.ShouldBe(InputStatus.Accepted);
        (await SendAsync(id, "other")).Status.ShouldBe(InputStatus.Busy);
    }

    [Fact]
    public async Task The_same_key_answers_the_first_outcome_while_busy_afterwards_after_a_stop_and_after_a_restart()
    {
        var (id, run) = await RunningAsync();
        (await SendAsync(id, "go")).ShouldBe(new() { Status = InputStatus.Accepted, Run = run.Input.Run, Seq = 2 });
        run.Finish();
        await UntilAsync(id, worker => worker.State == RunState.Idle);
        (await SendAsync(id, "go")).Run.ShouldBe(run.Input.Run);
        await RestartAsync(null);
        (await SendAsync(id, "go")).Run.ShouldBe(run.Input.Run);
        await RestartAsync(new FakeBackend());
        (await SendAsync(id, "go")).Run.ShouldBe(run.Input.Run);
        (await Workers.StopAsync(id, Cancelled)).Fault.ShouldBeNull();
        (await SendAsync(id, "go")).Run.ShouldBe(run.Input.Run);
        (await KindsAsync(id)).Count(kind => kind == "UserMessage").ShouldBe(1);
    }

    [Fact]
    public async Task The_same_key_at_once_from_many_senders_is_one_message()
    {
        var (id, _) = await CreateAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(() => SendAsync(id, "go"))));
        outcomes.ShouldAllBe(outcome => outcome.Status == InputStatus.Accepted && outcome.Seq == 2);
        outcomes.Select(outcome => outcome.Run).Distinct().Count().ShouldBe(1);
        (await HistoryAsync(id)).Count.ShouldBe(3);
    }

    [Fact]
    public async Task Of_different_inputs_at_once_one_is_accepted()
    {
        var (id, _) = await CreateAsync();
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(() => SendAsync(id, $"{i}"))));
        outcomes.Count(outcome => outcome.Status == InputStatus.Accepted).ShouldBe(1);
        outcomes.Count(outcome => outcome.Status == InputStatus.Busy).ShouldBe(31);
    }

    [Fact]
    public async Task Refused_input_leaves_no_trace()
    {
        var (id, _) = await CreateAsync();
        async Task Refused(InputStatus status, string code, WorkerId worker, WorkerInput input)
        {
            var outcome = await Runtime.Interaction.SendInputAsync(worker, input, Cancelled);
            (outcome.Status, outcome.Fault!.Code).ShouldBe((status, code));
        }

        await Refused(InputStatus.NotFound, FaultCodes.UnknownWorker, WorkerId.New(Time), WorkerInput.User("a", "k"));
        await Refused(InputStatus.Rejected, FaultCodes.Invalid, id, WorkerInput.User("a", ""));
        await Refused(InputStatus.Rejected, FaultCodes.Invalid, id, WorkerInput.User("a", new('k', 129)));
        await Refused(InputStatus.Rejected, FaultCodes.Invalid, id, WorkerInput.User("", "k"));
        await Refused(InputStatus.Rejected, FaultCodes.TooLarge, id, WorkerInput.User(new('x', (256 * 1024) + 1), "k"));
        await Refused(InputStatus.Rejected, FaultCodes.TooLarge, id, WorkerInput.User(new('x', 256 * 1024), "k"));
        await Refused(InputStatus.Rejected, FaultCodes.Unsupported, id, new() { Kind = InputKind.Resume, Text = "", Key = "k" });
        Journal.AppendFault = new(FaultCodes.DiskFull, "Make room.");
        await Refused(InputStatus.Failed, FaultCodes.DiskFull, id, WorkerInput.User("a", "k"));
        Journal.AppendFault = null;
        (await HistoryAsync(id)).Count.ShouldBe(1);
        (await GetAsync(id)).State.ShouldBe(RunState.Idle);
        (await SendAsync(id, "a", "k")).Status.ShouldBe(InputStatus.Accepted);
    }

    [Fact]
    public async Task A_worker_whose_backend_is_gone_is_unconnected_and_takes_no_input()
    {
        var (id, _) = await CreateAsync();
        await RestartAsync(null);
        (await UntilAsync(id, worker => worker.Diagnostic is not null)).State.ShouldBe(RunState.Unconnected);
        var outcome = await SendAsync(id, "a");
        (outcome.Status, outcome.Fault!.Code).ShouldBe((InputStatus.Rejected, FaultCodes.WorkerUnconnected));
        (await HistoryAsync(id)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_dispatch_that_is_refused_ends_the_run_as_failed()
    {
        var (id, execution) = await CreateAsync();
        execution.OnDispatch = (_, _) => new(new Fault(FaultCodes.ProviderFailed, "No answer."));
        (await SendAsync(id, "a")).Status.ShouldBe(InputStatus.Accepted);
        await UntilAsync(id, worker => worker.State == RunState.Idle);
        var finished = (await HistoryAsync(id))[^1].ShouldBeOfType<RunFinished>();
        finished.Outcome.ShouldBe(RunOutcome.Failed);
        finished.Fault!.Code.ShouldBe(FaultCodes.ProviderFailed);
        finished.Parent.ShouldBe(3);
    }
}
