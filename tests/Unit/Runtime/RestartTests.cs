using System.Text.Json;
using Yoi.Journal;
using Yoi.Journal.Files;
using Yoi.Protocol;
using Yoi.Runtime;
using Yoi.Tests.Unit.Runtime.Fakes;

namespace Yoi.Tests.Unit.Runtime;

public sealed class RestartTests : RuntimeFixture
{
    private readonly string _root = Path.Combine(Path.GetTempPath(), $"yoi-runtime-{Guid.NewGuid():n}");

    [Fact]
    public async Task Closing_ends_executions_and_runs_and_keeps_what_is_wanted()
    {
        var (id, run) = await RunningAsync();
        var first = Backend;
        await RestartAsync(Backend = new());
        run.Execution.Stops.ShouldBe(1);
        first.Spawns.ShouldBe(1);
        var finished = (await HistoryAsync(id))[^1].ShouldBeOfType<RunFinished>();
        (finished.Outcome, finished.Fault!.Code).ShouldBe((RunOutcome.Interrupted, FaultCodes.RuntimeStopped));
        (await UntilAsync(id, summary => summary.State == RunState.Idle)).Desired.ShouldBe(DesiredState.Active);
        var execution = await Backend.NextAsync();
        execution.Context.Request.DisplayName.ShouldBe("Ada");
        execution.Context.Profile.Prompt.ShouldBe(Coder.Prompt);
        execution.Context.Worker.ShouldBe(new(RuntimeId.Embedded, id));
        (await execution.Context.ReadHistoryAsync(0, Cancelled)).Count.ShouldBe(4);
        (await SendAsync(id, "again")).Status.ShouldBe(InputStatus.Accepted);
        await execution.NextRunAsync();
        Backend.Restores.ShouldBe(1);
    }

    [Fact]
    public async Task A_run_that_cannot_be_read_when_the_runtime_opens_is_taken_up_when_it_can()
    {
        var (id, _) = await RunningAsync();
        // As after a crash: the end of the run is not recorded.
        Journal.AppendFault = new(FaultCodes.StoreFailed, "no");
        await Runtime.DisposeAsync();
        Journal.AppendFault = null;
        Journal.ReadFault = stream => stream.Name == id.ToString() ? new(FaultCodes.StoreFailed, "no") : null;
        var pause = TimeSpan.FromSeconds(1);
        var begun = Time.Begun(pause);
        await RestartAsync(Backend = new());
        (await GetAsync(id)).Diagnostic!.Code.ShouldBe(FaultCodes.StoreFailed);
        await Time.BegunAsync(pause, begun);
        Journal.ReadFault = _ => null;
        await Time.PassAsync(pause, begun);
        await UntilAsync(id, worker => worker.Diagnostic is null && worker.Run is null);
        (await SendAsync(id, "again")).Status.ShouldBe(InputStatus.Accepted);
    }

    [Fact]
    public async Task A_closed_runtime_says_so()
    {
        var (id, _) = await CreateAsync();
        await Runtime.DisposeAsync();
        (await Workers.CreateAsync(Request(), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.RuntimeStopped);
        (await Workers.GetAsync(id, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.RuntimeStopped);
        (await SendAsync(id, "go")).Fault!.Code.ShouldBe(FaultCodes.RuntimeStopped);
        (await Workers.StopAsync(id, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.RuntimeStopped);
        (await Runtime.Interaction.InterruptAsync(id, Cancelled))!.Code.ShouldBe(FaultCodes.RuntimeStopped);
        (await Runtime.Observation.ReadHistoryAsync(id, 0, 1, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.RuntimeStopped);
    }

    [Fact]
    public async Task One_worker_that_cannot_be_restored_blocks_no_other_and_is_tried_again_when_it_gets_input()
    {
        var (bad, _) = await CreateAsync();
        var (good, _) = await CreateAsync();
        var broken = true;
        var backend = new FakeBackend();
        backend.OnRestore = (execution, _) => broken && execution.Context.Worker.Worker == bad
            ? new(new Fault(FaultCodes.ProviderMissing, "Set up a provider.")) : new(execution.Connection());
        await RestartAsync(backend);
        (await UntilAsync(bad, summary => summary.Diagnostic is not null)).ShouldSatisfyAllConditions(
            worker => worker.State.ShouldBe(RunState.Unconnected), worker => worker.Diagnostic!.Code.ShouldBe(FaultCodes.ProviderMissing));
        await UntilAsync(good, summary => summary.State == RunState.Idle);
        var outcome = await SendAsync(bad, "go");
        (outcome.Status, outcome.Fault!.Code).ShouldBe((InputStatus.Rejected, FaultCodes.WorkerUnconnected));
        broken = false;
        (await SendAsync(bad, "go")).Status.ShouldBe(InputStatus.Accepted);
        (await GetAsync(bad)).Diagnostic.ShouldBeNull();
    }

    [Fact]
    public async Task Restoring_is_single_flight_and_input_waits_for_it()
    {
        var (id, _) = await CreateAsync();
        var release = new TaskCompletionSource();
        var backend = new FakeBackend();
        backend.OnRestore = async (execution, _) =>
        {
            await release.Task;
            return execution.Connection();
        };
        await RestartAsync(backend);
        var inputs = Enumerable.Range(0, 8).Select(_ => SendAsync(id, "go")).ToArray();
        await backend.NextAsync();
        inputs.ShouldAllBe(input => !input.IsCompleted);
        release.SetResult();
        (await Task.WhenAll(inputs)).ShouldAllBe(outcome => outcome.Status == InputStatus.Accepted && outcome.Seq == 2);
        backend.Restores.ShouldBe(1);
    }

    [Fact]
    public async Task Opening_reads_no_history()
    {
        for (var i = 0; i < 5; i++)
        {
            var (id, run) = await RunningAsync();
            for (var n = 0; n < 20; n++) await run.AppendAsync(new SystemNote($"{n}"));
            run.Finish();
            await UntilAsync(id, summary => summary.State == RunState.Idle);
        }

        await Runtime.DisposeAsync();
        var before = Journal.Reads;
        await RestartAsync(null);
        // Only which store it is.
        Journal.Reads.ShouldBe(before + 1);
        (await Workers.ListAllAsync(Cancelled)).Value.ShouldAllBe(worker => worker.LastSeq == 24);
    }

    [Fact]
    public async Task A_worker_that_cannot_be_read_is_errored_and_the_others_work()
    {
        var (good, _) = await CreateAsync();
        var damaged = WorkerId.New(Time);
        await Journal.AppendAsync(new("workers", damaged.ToString()), new() { Events = [new("worker_created", "{}"u8.ToArray())] }, Cancelled);
        await Journal.AppendAsync(new("workers", "stray"), new() { Events = [new("worker_created", "{}"u8.ToArray())] }, Cancelled);
        await RestartAsync(Backend);
        var worker = (await Workers.ListAllAsync(Cancelled)).Value.Single(item => item.Id == damaged);
        worker.State.ShouldBe(RunState.Errored);
        worker.Diagnostic!.Code.ShouldBe(FaultCodes.StoreCorrupt);
        (await SendAsync(damaged, "go")).Fault!.Code.ShouldBe(FaultCodes.StoreCorrupt);
        (await Workers.StopAsync(damaged, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.StoreCorrupt);
        (await Workers.CreateAsync(Request(damaged), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.StoreCorrupt);
        (await SendAsync(good, "go")).Status.ShouldBe(InputStatus.Accepted);
        (await Workers.ListAllAsync(Cancelled)).Value.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_run_that_the_process_died_under_is_closed_once_with_its_calls()
    {
        Directory.CreateDirectory(_root);
        var original = Path.Combine(_root, "original");
        await using var journal = (await FileJournal.OpenAsync(new() { Root = original }, Cancelled)).Value;
        await using var runtime = await OpenAsync(Options() with { Journal = journal });
        var id = (await runtime.Workers.CreateAsync(Request(fingerprint: "f"), Cancelled)).Value.Id;
        var execution = await Backend.NextAsync();
        var accepted = await runtime.Interaction.SendInputAsync(id, WorkerInput.User("go", "k"), Cancelled);
        var run = await execution.NextRunAsync();
        await run.AppendAsync(new AssistantMessage("m", "I read"), new ToolCall("c", "read", JsonDocument.Parse("{}").RootElement));
        var copy = Copy(original, Path.Combine(_root, "copy"));
        for (var start = 0; start < 2; start++)
        {
            await using var reopened = (await FileJournal.OpenAsync(new() { Root = copy }, Cancelled)).Value;
            await using var second = await OpenAsync(Options() with { Journal = reopened, Execution = null });
            var events = (await second.Observation.ReadHistoryAsync(id, 0, 100, Cancelled)).Value;
            events.Count.ShouldBe(7);
            events[5].ShouldBeOfType<ToolResult>().ShouldSatisfyAllConditions(
                result => result.CallId.ShouldBe("c"), result => result.Status.ShouldBe(ToolResultStatus.Interrupted), result => result.Run.ShouldBe(accepted.Run));
            var finished = events[6].ShouldBeOfType<RunFinished>();
            (finished.Outcome, finished.Fault!.Code, finished.Run, finished.Parent).ShouldBe((RunOutcome.Interrupted, FaultCodes.RunInterrupted, accepted.Run, 3));
            (await second.Interaction.SendInputAsync(id, WorkerInput.User("go", "k"), Cancelled)).ShouldBe(accepted);
            (await second.Workers.GetAsync(id, Cancelled)).Value.LastOutcome.ShouldBe(RunOutcome.Interrupted);
        }
    }

    [Fact]
    public async Task A_run_whose_end_cannot_be_recorded_at_opening_is_closed_later()
    {
        var (id, run) = await RunningAsync();
        Journal.AppendFault = new(FaultCodes.DiskFull, "Make room.");
        await RestartAsync(null);
        (await GetAsync(id)).ShouldSatisfyAllConditions(
            worker => worker.State.ShouldBe(RunState.Busy), worker => worker.Diagnostic!.Code.ShouldBe(FaultCodes.DiskFull), worker => worker.Run.ShouldBe(run.Input.Run));
        // Not before the try in the background was refused too.
        await Time.BegunAsync(TimeSpan.FromSeconds(1), 0);
        Journal.AppendFault = null;
        await Time.PassAsync(TimeSpan.FromSeconds(1), 0);
        await UntilAsync(id, summary => summary.Run is null);
        (await KindsAsync(id)).ShouldBe(["WorkerCreated", "UserMessage", "RunStarted", "RunFinished"]);
    }

    [Fact]
    public async Task What_was_acknowledged_on_files_is_there_after_a_restart()
    {
        var root = Path.Combine(_root, "store");
        WorkerId id;
        await using (var journal = (await FileJournal.OpenAsync(new() { Root = root }, Cancelled)).Value)
        await using (var runtime = await OpenAsync(Options() with { Journal = journal }))
        {
            id = (await runtime.Workers.CreateAsync(Request(fingerprint: "f"), Cancelled)).Value.Id;
            await runtime.Interaction.SendInputAsync(id, WorkerInput.User("日本語 \"quoted\"\nline", "k"), Cancelled);
        }

        (await File.ReadAllTextAsync(Path.Combine(root, "streams", "workers", $"{id}", "1.jsonl"), Cancelled)).ShouldContain("日本語");
        await using var again = (await FileJournal.OpenAsync(new() { Root = root }, Cancelled)).Value;
        await using var second = await OpenAsync(Options() with { Journal = again, Execution = null });
        (await second.Observation.ReadHistoryAsync(id, 0, 100, Cancelled)).Value[1].ShouldBeOfType<UserMessage>().Text.ShouldBe("日本語 \"quoted\"\nline");
        (await second.Workers.CreateAsync(Request(id, "f"), Cancelled)).Value.Id.ShouldBe(id);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        if (Directory.Exists(_root)) Directory.Delete(_root, recursive: true);
    }

    private static string Copy(string from, string to)
    {
        Directory.CreateDirectory(Path.Combine(to, "log"));
        File.Copy(Path.Combine(from, "journal.json"), Path.Combine(to, "journal.json"));
        foreach (var file in Directory.GetFiles(Path.Combine(from, "log"))) File.Copy(file, Path.Combine(to, "log", Path.GetFileName(file)));
        return to;
    }
}
