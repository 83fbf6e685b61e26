using System.Text.Json;
using Yoi.Protocol;
using Yoi.Runtime;
using Yoi.Tests.Unit.Runtime.Fakes;

namespace Yoi.Tests.Unit.Runtime.Hostile;

/// <summary>A backend answers, and sends, what no backend should: a code each time, nothing recorded that cannot be read back, and no run that never ends.</summary>
public sealed class HostileAnswerTests : RuntimeFixture
{
    private static readonly JsonElement NoArguments = JsonDocument.Parse("{}").RootElement;

    private static readonly Dictionary<string, WorkerEvent?> BadEvents = new()
    {
        ["nothing"] = null,
        ["a message without text"] = new AssistantMessage("m", null!),
        ["a message without id"] = new AssistantMessage(null!, "text"),
        ["a call without arguments"] = new ToolCall("c", "read", default),
        ["a call without id"] = new ToolCall(null!, "read", NoArguments),
        ["a note without text"] = new SystemNote(null!),
        ["an error without fault"] = new ErrorReported(null!),
        ["an error without words"] = new ErrorReported(new(null!, null!)),
        ["usage without tokens"] = new UsageReported("m", null!),
        ["half a character"] = new SystemNote("\ud83e"),
        ["a message over the limit"] = new AssistantMessage("m", new string('x', 300_000)),
    };

    public static TheoryData<string> Bad => [.. BadEvents.Keys];

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task An_event_that_could_not_be_read_back_is_refused_with_a_code_or_made_readable(string what)
    {
        var (id, run) = await RunningAsync();
        var refused = (await run.Execution.Sink.AppendAsync([BadEvents[what]!], Cancelled)).Fault;
        refused?.Code.ShouldBeOneOf(FaultCodes.Invalid, FaultCodes.TooLarge);
        (await HistoryAsync(id)).Count.ShouldBe(refused is null ? 4 : 3);
        await run.AppendAsync(new SystemNote("well"));
        run.Finish();
        (await UntilAsync(id, worker => worker.Run is null)).LastOutcome.ShouldBe(RunOutcome.Completed);
        await RestartAsync(Backend);
        (await HistoryAsync(id))[^1].ShouldBeOfType<RunFinished>();
    }

    [Fact]
    public async Task A_result_of_an_unknown_kind_and_no_list_at_all_are_refused_with_a_code()
    {
        var (id, run) = await RunningAsync();
        await run.AppendAsync(new ToolCall("c", "read", NoArguments));
        (await run.RefusedAsync(new ToolResult("c", (ToolResultStatus)99, "?"))).ShouldBe(FaultCodes.Invalid);
        (await run.Execution.Sink.AppendAsync(null!, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        (await run.Execution.Sink.AppendAsync([], Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        (await run.AppendAsync(new ToolResult("c", ToolResultStatus.Ok, "read"))).Count.ShouldBe(1);
        (await HistoryAsync(id)).Count.ShouldBe(5);
    }

    [Fact]
    public async Task Ends_without_words_and_of_unknown_kinds_end_the_run_as_failed()
    {
        var (id, execution) = await CreateAsync();
        foreach (var end in (RunEnd?[])[null, new((RunOutcome)99), new(RunOutcome.Failed, new(null!, null!)), new(RunOutcome.Completed, new("x", null!)), RunEnd.Parked(long.MaxValue), new(RunOutcome.Failed) { Seen = -5 }])
        {
            (await SendAsync(id, $"end {end}")).Status.ShouldBe(InputStatus.Accepted);
            var run = await execution.NextRunAsync();
            run.End.SetResult(end!);
            await UntilAsync(id, worker => worker.Run is null);
        }

        // Who says that it has not seen its own message gets the run again.
        await SendAsync(id, "unseen");
        (await execution.NextRunAsync()).End.SetResult(RunEnd.Parked(-1));
        (await execution.NextRunAsync()).Finish();
        await UntilAsync(id, worker => worker.Run is null);
        (await HistoryAsync(id)).OfType<RunFinished>().Count().ShouldBe(7);
        await RestartAsync(Backend);
        (await HistoryAsync(id)).OfType<RunFinished>().Count().ShouldBe(7);
    }

    [Fact]
    public async Task Faults_without_words_are_faults()
    {
        var (id, execution) = await CreateAsync();
        execution.OnDispatch = (_, _) => new(new Fault(null!, null!));
        (await SendAsync(id, "go")).Status.ShouldBe(InputStatus.Accepted);
        (await UntilAsync(id, worker => worker.Run is null)).LastOutcome.ShouldBe(RunOutcome.Failed);
        Backend.OnSpawn = (_, _) => new(new Fault(null!, null!));
        (await Workers.CreateAsync(Request(), Cancelled)).Fault.ShouldNotBeNull();
    }

    [Fact]
    public async Task A_connection_without_execution_or_kinds_of_input_is_a_fault_or_takes_none()
    {
        Backend.OnSpawn = (execution, _) => new(new WorkerConnection(null!, execution.Kinds));
        (await Workers.CreateAsync(Request(), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.BackendFailed);
        Backend.OnSpawn = (execution, _) => new(new WorkerConnection(execution, null!));
        var created = await Workers.CreateAsync(Request(), Cancelled);
        if (created.TryGet(out var worker, out var fault)) (await SendAsync(worker.Id, "go")).Fault!.Code.ShouldBe(FaultCodes.Unsupported);
        else fault.Code.ShouldBe(FaultCodes.BackendFailed);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("throws")]
    public async Task A_backend_that_has_no_name_makes_no_Worker(string? name)
    {
        await using var runtime = await OpenAsync(Options() with { Execution = new Nameless(name) });
        (await runtime.Workers.CreateAsync(Request(), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.BackendFailed);
        (await runtime.Workers.ListAllAsync(Cancelled)).Value.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_flood_of_events_and_text_is_taken_in_order_and_slows_no_other()
    {
        const int Events = 10_000;
        var (id, run) = await RunningAsync();
        var (other, quiet) = await RunningAsync();
        var text = new string('x', 1_000);
        var flood = Task.Run(
            async () =>
            {
                for (var i = 0; i < Events; i++)
                {
                    if (i % 10 == 0) run.Execution.Sink.PublishDelta("m", text);
                    await run.AppendAsync(new SystemNote($"{i}"));
                }
            },
            Cancelled);
        (await run.RefusedAsync([.. Enumerable.Range(0, 1_001).Select(i => new SystemNote($"{i}"))])).ShouldBe(FaultCodes.TooLarge);
        quiet.Finish();
        await UntilAsync(other, worker => worker.Run is null);
        await flood;
        run.Finish();
        (await UntilAsync(id, worker => worker.Run is null)).LastSeq.ShouldBe(Events + 4);
        List<long> numbers = [];
        while (numbers.Count < Events + 4) numbers.AddRange((await Runtime.Observation.ReadHistoryAsync(id, numbers.Count, 1_000, Cancelled)).Value.Select(e => e.Seq));
        numbers.ShouldBe(Enumerable.Range(1, Events + 4).Select(n => (long)n));
    }

    [Theory]
    [InlineData("\ud800", "k")]
    [InlineData("text", "\ud800")]
    [InlineData("\0", "\0")]
    public async Task Input_that_is_no_text_is_refused_or_can_be_read_back(string text, string key)
    {
        var (id, _) = await CreateAsync();
        var outcome = await SendAsync(id, text, key);
        if (outcome.Status != InputStatus.Accepted) (outcome.Status, outcome.Fault!.Code).ShouldBe((InputStatus.Rejected, FaultCodes.Invalid));
        (await HistoryAsync(id)).Count.ShouldBe(outcome.Status == InputStatus.Accepted ? 3 : 1);
    }

    private sealed class Nameless(string? name) : IWorkerExecutionBackend
    {
        public string BackendId => name == "throws" ? throw new HostileException() : name!;

        public ValueTask<Result<WorkerConnection>> SpawnAsync(WorkerContext context, CancellationToken cancellationToken) =>
            new(new WorkerConnection(new FakeExecution(context), new HashSet<InputKind>()));

        public ValueTask<Result<WorkerConnection>> RestoreAsync(WorkerContext context, CancellationToken cancellationToken) => SpawnAsync(context, cancellationToken);
    }
}
