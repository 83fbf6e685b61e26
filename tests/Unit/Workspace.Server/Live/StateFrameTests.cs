using System.Text.Json;
using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Runtime;
using Yoi.Tests.Unit.Runtime.Fakes;

namespace Yoi.Tests.Unit.Workspace.Server.Live;

/// <summary>What a console relies on: a stream taken up again misses nothing, and what the Worker does is told whenever it is something else.</summary>
public sealed class StateFrameTests : IAsyncLifetime
{
    private readonly LiveWorkspace _live = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _live.InitializeAsync();

    public ValueTask DisposeAsync() => _live.DisposeAsync();

    [Fact]
    public async Task Behind_a_cursor_come_the_state_the_missed_events_and_the_text_in_flight_from_its_beginning()
    {
        var (worker, execution) = await CreateAsync();
        var cursor = "";
        await foreach (var watched in _live.Host.Workers.WatchAsync(worker, null, Cancelled))
        {
            cursor = watched.Cursor!;
            break;
        }

        await _live.Workers.SendAsync(worker, new("Hello."), null, Cancelled);
        var run = await execution.NextRunAsync();
        run.Execution.Sink.PublishDelta("m1", "Once upon ");
        run.Execution.Sink.PublishDelta("m1", "a time");

        await using var frames = _live.Workers.WatchAsync(worker, cursor, Cancelled).GetAsyncEnumerator(Cancelled);
        (await NextAsync(frames)).ShouldBeOfType<WorkerStateFrame>().Worker.State.ShouldBe(RunState.Busy);
        (await NextAsync(frames)).ShouldBeOfType<WorkerEventFrame>().Event.ShouldBeOfType<UserMessageView>().Seq.ShouldBe(2);
        (await NextAsync(frames)).ShouldBeOfType<WorkerEventFrame>().Event.ShouldBeOfType<RunStartedView>().Seq.ShouldBe(3);
        (await NextAsync(frames)).ShouldBe(new WorkerDeltaFrame("m1", 0, "Once upon a time"));
    }

    [Fact]
    public async Task Every_change_of_what_a_Worker_is_and_does_is_told()
    {
        var (worker, execution) = await CreateAsync();
        await using var frames = _live.Workers.WatchAsync(worker, null, Cancelled).GetAsyncEnumerator(Cancelled);
        await NextAsync(frames);

        await _live.Workers.SendAsync(worker, new("Hello."), null, Cancelled);
        await StateAsync(frames, w => w.State == RunState.Busy);
        var run = await execution.NextRunAsync();
        await run.AppendAsync(new UsageReported("small", new(11, 7)));
        await StateAsync(frames, w => w.Tokens == new TokenCount(11, 7));
        await run.AppendAsync(new ToolCall("c", "shell", JsonElement.Parse("""{"command":"ls"}""")));
        var asked = await run.AppendAsync(new ApprovalRequested("c", "shell", "ls", TimeProvider.System.GetUtcNow().AddHours(1), new(PermissionEffect.Allow, "shell", "ls")));
        run.End.TrySetResult(RunEnd.Parked(asked[^1].Seq));
        var asking = await StateAsync(frames, w => w.State == RunState.WaitingApproval);
        asking.Approvals.Single().CallId.ShouldBe("c");
        (await _live.Workers.AnswerAsync(worker, "c", new(true), Cancelled)).Fault.ShouldBeNull();
        await StateAsync(frames, w => w is { State: RunState.Busy, Approvals.Count: 0 });
        var more = await execution.NextRunAsync();
        await more.AppendAsync(new ToolResult("c", ToolResultStatus.Ok, "a"));
        more.End.TrySetResult(new(RunOutcome.Failed, new(FaultCodes.ProviderFailed, "no")));
        await StateAsync(frames, w => w is { State: RunState.Idle, LastOutcome: RunOutcome.Failed });
        await _live.Workers.StopAsync(worker, Cancelled);
        await StateAsync(frames, w => w.Desired == DesiredState.Stopped);

        _live.Backend.OnRestore = (_, _) => new(new Fault(FaultCodes.ProviderMissing, "no key"));
        await _live.Workers.RestoreAsync(worker, Cancelled);
        await StateAsync(frames, w => w is { Desired: DesiredState.Active, Problem: FaultCodes.ProviderMissing });
    }

    [Fact]
    public async Task To_go_on_needs_no_words_but_a_message_does()
    {
        var (worker, execution) = await CreateAsync(InputKind.Resume);

        (await _live.Workers.SendAsync(worker, new("", InputKind.Resume), null, Cancelled)).Value.Status.ShouldBe(InputStatus.Accepted);

        (await execution.NextRunAsync()).Input.Kind.ShouldBe(InputKind.Resume);
        (await _live.Workers.SendAsync(worker, new(""), null, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        (await _live.Workers.SendAsync(worker, new("", InputKind.Steer), null, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
    }

    private async Task<(WorkerRef Worker, FakeExecution Execution)> CreateAsync(params InputKind[] more)
    {
        _live.Backend.OnSpawn = (execution, _) =>
        {
            execution.Kinds.UnionWith([InputKind.Approval, .. more]);
            return new(execution.Connection());
        };
        var worker = (await _live.Workers.CreateAsync(new("coder"), null, Cancelled)).Value;
        return (new(worker.Runtime, worker.Worker), await _live.Backend.NextAsync());
    }

    private static async Task<WorkerFrame> NextAsync(IAsyncEnumerator<WorkerFrame> frames)
    {
        (await frames.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), Cancelled)).ShouldBeTrue();
        return frames.Current;
    }

    private static async Task<WorkerView> StateAsync(IAsyncEnumerator<WorkerFrame> frames, Func<WorkerView, bool> fits)
    {
        while (true)
        {
            if (await NextAsync(frames) is WorkerStateFrame state && fits(state.Worker)) return state.Worker;
        }
    }
}
