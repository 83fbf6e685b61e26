using System.Text.Json;
using Yoi.Journal.Files;
using Yoi.Protocol;
using Yoi.Runtime;
using Yoi.Tests.Unit.Runtime.Fakes;

namespace Yoi.Tests.Unit.Runtime;

public sealed class ApprovalTests : RuntimeFixture
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly PermissionRule Rule = new(PermissionEffect.Allow, "shell", "npm test");

    [Fact]
    public async Task A_run_that_asks_parks_and_goes_on_as_the_same_run_when_it_is_answered()
    {
        var (id, run) = await ParkedAsync("c");
        var worker = await GetAsync(id);
        (worker.State, worker.Run).ShouldBe((RunState.WaitingApproval, run.Input.Run));
        worker.Approvals!.ShouldHaveSingleItem().ShouldSatisfyAllConditions(a => a.CallId.ShouldBe("c"), a => a.Text.ShouldBe("npm test"), a => a.Parent.ShouldBe(4), a => a.Rule.ShouldBe(Rule));
        (await SendAsync(id, "more")).Status.ShouldBe(InputStatus.Busy);
        (await AnswerAsync(id, "c", allow: true)).ShouldBeNull();
        var more = await run.Execution.NextRunAsync();
        more.Input.ShouldBe(new DispatchedInput(run.Input.Run, InputKind.Approval));
        (await GetAsync(id)).ShouldSatisfyAllConditions(w => w.State.ShouldBe(RunState.Busy), w => w.Approvals.ShouldBeNull());
        (await HistoryAsync(id))[^1].ShouldBe(new ApprovalResolved("c", true, "Ada") { Seq = 6, At = Time.GetUtcNow(), Run = run.Input.Run, Parent = 5 });
        await more.AppendAsync(new ToolResult("c", ToolResultStatus.Ok, "green"));
        more.Finish();
        await UntilAsync(id, w => w.State == RunState.Idle);
        (await KindsAsync(id)).Count(kind => kind == "RunFinished").ShouldBe(1);
    }

    [Fact]
    public async Task A_question_that_no_rule_can_answer_for_ever_is_read_back_as_any_other()
    {
        var (id, run) = await RunningAsync();
        await run.AppendAsync(Call("c"));
        var asked = await run.AppendAsync(Asked("c") with { Rule = null });
        run.End.SetResult(RunEnd.Parked(asked[^1].Seq));
        await UntilAsync(id, w => w.State == RunState.WaitingApproval);

        (await HistoryAsync(id))[^1].ShouldBe(asked[^1]);
        await RestartAsync(null);
        (await GetAsync(id)).Approvals!.Single().Rule.ShouldBeNull();
    }

    [Fact]
    public async Task An_answer_counts_once_and_what_was_not_asked_is_not_found()
    {
        var (id, run) = await ParkedAsync("c", "d");
        (await AnswerAsync(id, "x", allow: true))!.Code.ShouldBe(FaultCodes.NotFound);
        (await AnswerAsync(WorkerId.New(Time), "c", allow: true))!.Code.ShouldBe(FaultCodes.UnknownWorker);
        (await AnswerAsync(id, "c", allow: true, by: ""))!.Code.ShouldBe(FaultCodes.Invalid);
        (await AnswerAsync(id, "c", allow: true, by: "deadline"))!.Code.ShouldBe(FaultCodes.Invalid);
        (await AnswerAsync(id, "c", allow: false, always: true))!.Code.ShouldBe(FaultCodes.Invalid);
        (await AnswerAsync(id, "c", allow: true, always: true)).ShouldBeNull();
        (await AnswerAsync(id, "c", allow: true, always: true)).ShouldBeNull();
        (await AnswerAsync(id, "c", allow: true))!.Code.ShouldBe(FaultCodes.Conflict);
        (await AnswerAsync(id, "c", allow: false))!.Code.ShouldBe(FaultCodes.Conflict);
        // One of two: nothing begins.
        (await GetAsync(id)).ShouldSatisfyAllConditions(w => w.State.ShouldBe(RunState.WaitingApproval), w => w.Approvals!.Single().CallId.ShouldBe("d"));
        (await AnswerAsync(id, "d", allow: false)).ShouldBeNull();
        var more = await run.Execution.NextRunAsync();
        more.Finish();
        await UntilAsync(id, w => w.State == RunState.Idle);
        (await AnswerAsync(id, "d", allow: false)).ShouldBeNull();
        (await AnswerAsync(id, "d", allow: true))!.Code.ShouldBe(FaultCodes.Conflict);
        (await KindsAsync(id)).Count(kind => kind == "ApprovalResolved").ShouldBe(2);
    }

    [Fact]
    public async Task Many_answers_at_once_are_one()
    {
        var (id, run) = await ParkedAsync("c");
        var faults = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(() => AnswerAsync(id, "c", allow: i % 2 == 0))));
        var (none, conflict) = (faults.Count(f => f is null), faults.Count(f => f?.Code == FaultCodes.Conflict));
        (none, conflict).ShouldBe((16, 16));
        await run.Execution.NextRunAsync();
        (await KindsAsync(id)).Count(kind => kind == "ApprovalResolved").ShouldBe(1);
    }

    [Fact]
    public async Task Always_without_a_rule_and_an_answer_the_store_refuses_change_nothing()
    {
        var (id, run) = await RunningAsync();
        var seq = (await run.AppendAsync(Call("c"), Asked("c") with { Rule = null }))[1].Seq;
        run.End.SetResult(RunEnd.Parked(seq));
        await UntilAsync(id, w => w.State == RunState.WaitingApproval);
        (await AnswerAsync(id, "c", allow: true, always: true))!.Code.ShouldBe(FaultCodes.Invalid);
        Journal.AppendFault = new(FaultCodes.DiskFull, "Make room.");
        (await AnswerAsync(id, "c", allow: true))!.Code.ShouldBe(FaultCodes.DiskFull);
        Journal.AppendFault = null;
        (await GetAsync(id)).State.ShouldBe(RunState.WaitingApproval);
        (await AnswerAsync(id, "c", allow: true)).ShouldBeNull();
        await run.Execution.NextRunAsync();
    }

    [Fact]
    public async Task An_answer_that_comes_before_the_execution_has_parked_is_not_lost()
    {
        var (id, run) = await RunningAsync();
        var seq = (await run.AppendAsync(Call("c"), Asked("c")))[1].Seq;
        (await GetAsync(id)).ShouldSatisfyAllConditions(w => w.State.ShouldBe(RunState.Busy), w => w.Approvals!.Count.ShouldBe(1));
        (await AnswerAsync(id, "c", allow: true)).ShouldBeNull();
        run.End.SetResult(RunEnd.Parked(seq));
        (await run.Execution.NextRunAsync()).Input.Kind.ShouldBe(InputKind.Approval);
    }

    [Fact]
    public async Task Questions_are_about_open_calls_and_answers_are_not_the_executions_to_give()
    {
        var (id, run) = await RunningAsync();
        (await run.RefusedAsync(Asked("c"))).ShouldBe(FaultCodes.Invalid);
        (await run.RefusedAsync(Call("c"), Asked("c"), Asked("c"))).ShouldBe(FaultCodes.Invalid);
        await run.AppendAsync(Call("c"), Asked("c"));
        (await run.RefusedAsync(Asked("c"))).ShouldBe(FaultCodes.Invalid);
        (await run.RefusedAsync(new ApprovalResolved("c", true, "me"))).ShouldBe(FaultCodes.Invalid);
        run.End.SetResult(RunEnd.Parked(5));
        await UntilAsync(id, w => w.State == RunState.WaitingApproval);
        (await run.RefusedAsync(new ToolResult("c", ToolResultStatus.Ok, "ran"))).ShouldBe(FaultCodes.Conflict);
    }

    [Fact]
    public async Task A_run_that_parks_without_a_question_has_failed()
    {
        var (id, run) = await RunningAsync();
        run.End.SetResult(RunEnd.Parked(3));
        (await UntilAsync(id, w => w.State == RunState.Idle)).LastFault!.Code.ShouldBe(FaultCodes.BackendFailed);
    }

    [Fact]
    public async Task The_deadline_denies_and_the_run_goes_on()
    {
        var begun = Time.Begun(Hour);
        var (id, run) = await ParkedAsync("c");
        await Time.PassAsync(Hour, begun);
        (await run.Execution.NextRunAsync()).Input.Kind.ShouldBe(InputKind.Approval);
        (await HistoryAsync(id))[^1].ShouldBeOfType<ApprovalResolved>().ShouldSatisfyAllConditions(a => a.Allowed.ShouldBeFalse(), a => a.By.ShouldBe("deadline"), a => a.At.ShouldBe(Time.GetUtcNow()));
        (await AnswerAsync(id, "c", allow: true))!.Code.ShouldBe(FaultCodes.Conflict);
    }

    [Fact]
    public async Task The_deadline_of_a_worker_that_nobody_can_take_on_ends_the_run()
    {
        var (id, _) = await ParkedAsync("c");
        var begun = Time.Begun(Hour);
        await RestartAsync(null);
        (await UntilAsync(id, w => w.Diagnostic is not null)).State.ShouldBe(RunState.WaitingApproval);
        (await AnswerAsync(id, "c", allow: true))!.Code.ShouldBe(FaultCodes.WorkerUnconnected);
        await Time.PassAsync(Hour, begun);
        var worker = await UntilAsync(id, w => w.Run is null);
        (worker.LastOutcome, worker.LastFault!.Code).ShouldBe((RunOutcome.Failed, FaultCodes.WorkerUnconnected));
        (await KindsAsync(id)).TakeLast(3).ShouldBe(["ApprovalResolved", "ToolResult", "RunFinished"]);
    }

    [Fact]
    public async Task A_message_joins_a_run_that_waits_and_wakes_nobody()
    {
        var (id, run) = await ParkedAsync("c");
        run.Execution.Kinds.Add(InputKind.Steer);
        (await Runtime.Interaction.SendInputAsync(id, new() { Kind = InputKind.Steer, Text = "left", Key = "k" }, Cancelled)).Run.ShouldBe(run.Input.Run);
        (await GetAsync(id)).State.ShouldBe(RunState.WaitingApproval);
        await AnswerAsync(id, "c", allow: true);
        (await run.Execution.NextRunAsync()).Input.Kind.ShouldBe(InputKind.Approval);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_interrupt_or_a_stop_ends_a_run_that_waits_with_one_result_a_call(bool stop)
    {
        var (id, run) = await ParkedAsync("c", "d");
        await AnswerAsync(id, "d", allow: true);
        (stop ? (await Workers.StopAsync(id, Cancelled)).Fault : await Runtime.Interaction.InterruptAsync(id, Cancelled)).ShouldBeNull();
        (await GetAsync(id)).ShouldSatisfyAllConditions(w => w.Run.ShouldBeNull(), w => w.Approvals.ShouldBeNull(), w => w.LastOutcome.ShouldBe(stop ? RunOutcome.Cancelled : RunOutcome.Interrupted));
        (await HistoryAsync(id)).OfType<ToolResult>().Select(r => (r.CallId, r.Status)).ShouldBe([("c", ToolResultStatus.Cancelled), ("d", ToolResultStatus.Cancelled)]);
        run.Execution.Interrupts.ShouldBe(0);
        (await AnswerAsync(id, "c", allow: true))!.Code.ShouldBe(FaultCodes.NotFound);
        (await AnswerAsync(id, "d", allow: false))!.Code.ShouldBe(FaultCodes.Conflict);
    }

    [Fact]
    public async Task Interrupts_and_answers_at_once_leave_no_run_behind()
    {
        for (var round = 0; round < 30; round++)
        {
            var (id, run) = await ParkedAsync("c");
            run.Execution.OnDispatch = (next, _) => new(new Dispatched(next.End.Task));
            await Task.WhenAll(Task.Run(() => AnswerAsync(id, "c", allow: true)), Task.Run(async () => await Runtime.Interaction.InterruptAsync(id, Cancelled)));
            (await UntilAsync(id, w => w.Run is null)).LastOutcome.ShouldBe(RunOutcome.Interrupted);
            (await KindsAsync(id)).Count(kind => kind == "ToolResult").ShouldBe(1);
        }
    }

    [Fact]
    public async Task Closing_leaves_it_waiting_and_the_answer_goes_to_the_next_process()
    {
        var (id, run) = await ParkedAsync("c");
        var backend = new FakeBackend();
        await RestartAsync(backend);
        run.Execution.Stops.ShouldBe(1);
        (await GetAsync(id)).ShouldSatisfyAllConditions(w => w.State.ShouldBe(RunState.WaitingApproval), w => w.Approvals!.Single().Text.ShouldBe("npm test"), w => w.LastEventAt.ShouldBe(Time.GetUtcNow()));
        (await AnswerAsync(id, "c", allow: true)).ShouldBeNull();
        var more = await (await backend.NextAsync()).NextRunAsync();
        more.Input.ShouldBe(new DispatchedInput(run.Input.Run, InputKind.Approval));
        (await more.Execution.Context.ReadHistoryAsync(0, Cancelled)).Count.ShouldBe(6);
        await more.AppendAsync(new ToolResult("c", ToolResultStatus.Ok, "green"));
        more.Finish();
        (await UntilAsync(id, w => w.State == RunState.Idle)).LastOutcome.ShouldBe(RunOutcome.Completed);
        (await KindsAsync(id)).ShouldBe(["WorkerCreated", "UserMessage", "RunStarted", "ToolCall", "ApprovalRequested", "ApprovalResolved", "ToolResult", "RunFinished"]);
    }

    [Fact]
    public async Task Closing_before_the_execution_has_parked_leaves_it_waiting_too()
    {
        var (id, run) = await RunningAsync();
        await run.AppendAsync(Call("c"), Asked("c"));
        await RestartAsync(new FakeBackend());
        (await GetAsync(id)).State.ShouldBe(RunState.WaitingApproval);
    }

    /// <summary>What is on disk at some moment is what a kill -9 leaves.</summary>
    [Theory]
    [InlineData("asked", true)]
    [InlineData("one of two answered", true)]
    [InlineData("beside a call that runs", false)]
    [InlineData("answered", false)]
    [InlineData("denied", false)]
    public async Task A_process_that_dies_leaves_the_run_waiting_only_where_nothing_can_have_begun(string when, bool waits)
    {
        var root = Directory.CreateTempSubdirectory("yoi-approval-").FullName;
        try
        {
            WorkerId id;
            await using (var journal = (await FileJournal.OpenAsync(new() { Root = Path.Combine(root, "live") }, Cancelled)).Value)
            {
                await using var runtime = await OpenAsync(Options() with { Journal = journal });
                id = (await runtime.Workers.CreateAsync(Request(), Cancelled)).Value.Id;
                var execution = await Backend.NextAsync();
                await runtime.Interaction.SendInputAsync(id, WorkerInput.User("go", "k"), Cancelled);
                var run = await execution.NextRunAsync();
                if (when == "beside a call that runs") await run.AppendAsync(Call("b"));
                await run.AppendAsync(Call("c"), Asked("c"));
                if (when == "one of two answered") await run.AppendAsync(Call("d"), Asked("d"));
                if (when is "answered" or "denied" or "one of two answered")
                    (await runtime.Interaction.AnswerApprovalAsync(id, "c", when != "denied", false, "Ada", Cancelled)).ShouldBeNull();
                Copy(Path.Combine(root, "live"), Path.Combine(root, "dead"));
            }

            for (var start = 0; start < 2; start++)
            {
                await using var journal = (await FileJournal.OpenAsync(new() { Root = Path.Combine(root, "dead") }, Cancelled)).Value;
                await using var runtime = await OpenAsync(Options() with { Journal = journal, Execution = null });
                var worker = (await runtime.Workers.GetAsync(id, Cancelled)).Value;
                worker.State.ShouldBe(waits ? RunState.WaitingApproval : RunState.Unconnected);
                var events = (await runtime.Observation.ReadHistoryAsync(id, 0, 100, Cancelled)).Value;
                events.OfType<RunFinished>().Count().ShouldBe(waits ? 0 : 1);
                events.OfType<ToolResult>().ShouldAllBe(result => result.Status == ToolResultStatus.Interrupted);
                events.OfType<ToolResult>().Count().ShouldBe(waits ? 0 : events.OfType<ToolCall>().Count());
            }
        }
        finally
        {
            Directory.Delete(root, recursive: true);
        }
    }

    [Fact]
    public async Task The_deadline_holds_over_a_restart_and_passes_also_while_nobody_runs()
    {
        var (id, _) = await ParkedAsync("c");
        await Runtime.DisposeAsync();
        await Time.PassUntilAsync(Hour, Task.Delay(Hour, Time, Cancelled));
        var backend = new FakeBackend();
        await RestartAsync(backend);
        (await (await backend.NextAsync()).NextRunAsync()).Input.Kind.ShouldBe(InputKind.Approval);
        (await HistoryAsync(id))[^1].ShouldBeOfType<ApprovalResolved>().By.ShouldBe("deadline");
    }

    [Fact]
    public async Task Summaries_say_when_the_newest_event_came_also_after_a_restart()
    {
        var (id, run) = await RunningAsync();
        await Time.PassUntilAsync(Hour, Task.Delay(Hour, Time, Cancelled));
        await run.AppendAsync(new SystemNote("a"));
        (await GetAsync(id)).LastEventAt.ShouldBe(Time.GetUtcNow());
        run.Finish();
        await UntilAsync(id, w => w.State == RunState.Idle);
        var at = Time.GetUtcNow();
        await Time.PassUntilAsync(Hour, Task.Delay(Hour, Time, Cancelled));
        await RestartAsync(null);
        (await GetAsync(id)).LastEventAt.ShouldBe(at);
    }

    private static ToolCall Call(string id) => new(id, "shell", JsonDocument.Parse("""{"command":"npm test"}""").RootElement);

    private ApprovalRequested Asked(string id) => new(id, "shell", "npm test", Time.GetUtcNow() + Hour, Rule);

    private async Task<(WorkerId Id, FakeRun Run)> ParkedAsync(params string[] calls)
    {
        var (id, run) = await RunningAsync();
        await run.AppendAsync([.. calls.Select(Call)]);
        var asked = await run.AppendAsync([.. calls.Select(Asked)]);
        run.End.SetResult(RunEnd.Parked(asked[^1].Seq));
        await UntilAsync(id, w => w.State == RunState.WaitingApproval);
        return (id, run);
    }

    private async Task<Fault?> AnswerAsync(WorkerId id, string call, bool allow, bool always = false, string by = "Ada") =>
        await Runtime.Interaction.AnswerApprovalAsync(id, call, allow, always, by, Cancelled);

    private static void Copy(string from, string to)
    {
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories).Where(f => Path.GetFileName(f) != ".lock"))
        {
            var target = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }
    }
}
