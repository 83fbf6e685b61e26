using System.Runtime.CompilerServices;
using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Tests.Unit.Runtime.Fakes;

namespace Yoi.Tests.Unit.Workspace.Server.Live;

public sealed class WorkerStreamTests : IAsyncLifetime
{
    private readonly LiveWorkspace _live = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _live.InitializeAsync();

    public ValueTask DisposeAsync() => _live.DisposeAsync();

    [Fact]
    public async Task A_stream_brings_snapshot_text_as_it_comes_events_and_what_the_Worker_does()
    {
        var (worker, execution) = await CreateAsync();
        await using var frames = _live.Workers.WatchAsync(worker, null, Cancelled).GetAsyncEnumerator(Cancelled);
        var snapshot = (await NextAsync(frames)).ShouldBeOfType<WorkerSnapshotFrame>();
        (snapshot.Worker.State, snapshot.Tail.Single()).ShouldBe((RunState.Idle, snapshot.Tail[0].ShouldBeOfType<CreatedView>()));

        (await _live.Workers.SendAsync(worker, new("Hello."), null, Cancelled)).Value.Status.ShouldBe(InputStatus.Accepted);
        var run = await execution.NextRunAsync();
        run.Execution.Sink.PublishDelta("m1", "Hel");
        (await UntilAsync<WorkerDeltaFrame>(frames, _ => true)).Text.ShouldBe("Hel");
        await run.AppendAsync(new AssistantMessage("m1", "Hello back."));
        (await UntilAsync<WorkerEventFrame>(frames, f => f.Event is AssistantMessageView)).Event.ShouldBeOfType<AssistantMessageView>().Text.ShouldBe("Hello back.");
        run.Finish();
        await UntilAsync<WorkerEventFrame>(frames, f => f.Event is RunFinishedView);
        (await UntilAsync<WorkerStateFrame>(frames, f => f.Worker.State == RunState.Idle)).Worker.LastOutcome.ShouldBe(RunOutcome.Completed);
    }

    [Fact]
    public async Task A_stream_behind_a_cursor_begins_there_and_says_what_the_Worker_does_now()
    {
        var (worker, execution) = await CreateAsync();
        var cursors = new List<string>();
        await foreach (var watched in _live.Host.Workers.WatchAsync(worker, null, Cancelled))
        {
            cursors.Add(watched.Cursor!);
            break;
        }

        await _live.Workers.SendAsync(worker, new("Hello."), null, Cancelled);
        await execution.NextRunAsync();
        await using var frames = _live.Workers.WatchAsync(worker, cursors[0], Cancelled).GetAsyncEnumerator(Cancelled);

        (await NextAsync(frames)).ShouldBeOfType<WorkerStateFrame>().Worker.State.ShouldBe(RunState.Busy);
        (await NextAsync(frames)).ShouldBeOfType<WorkerEventFrame>().Event.Seq.ShouldBe(2);
    }

    [Fact]
    public async Task A_client_takes_a_stream_up_again_when_another_server_stands_there_without_gap_or_duplicate()
    {
        var (worker, execution) = await CreateAsync();
        await using var frames = _live.Workers.WatchAsync(worker, null, Cancelled).GetAsyncEnumerator(Cancelled);
        await NextAsync(frames);
        var seqs = new List<long>();
        for (var round = 1; round <= 3; round++)
        {
            (await _live.Workers.SendAsync(worker, new($"Round {round}."), null, Cancelled)).Value.Status.ShouldBe(InputStatus.Accepted);
            var run = await execution.NextRunAsync();
            await run.AppendAsync(new AssistantMessage($"m{round}", $"Answer {round}."));
            run.Finish();
            await TakeUntilFinishedAsync(frames, seqs);
            await _live.StopAsync();
            await _live.StartAsync(new());
            execution = await _live.Backend.NextAsync();
        }

        seqs.ShouldBe(Enumerable.Range(2, seqs.Count).Select(n => (long)n));
        seqs.Count.ShouldBe(12, "message, run started, answer, run finished, three times");
    }

    [Fact]
    public async Task All_who_watch_come_back_at_once_after_restarts_and_have_every_event_once()
    {
        // As many as one caller may have open.
        const int Watchers = 100;
        var (worker, execution) = await CreateAsync();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(Cancelled);
        var seen = Enumerable.Range(0, Watchers).Select(_ => new List<long>()).ToList();
        var finished = new SemaphoreSlim(0);
        var watching = seen.Select(async mine =>
        {
            await foreach (var frame in _live.Workers.WatchAsync(worker, null, enough.Token))
            {
                if (frame is WorkerSnapshotFrame snapshot) mine.AddRange(snapshot.Tail.Select(e => e.Seq));
                if (frame is WorkerEventFrame item) mine.Add(item.Event.Seq);
                if (frame is WorkerSnapshotFrame or WorkerEventFrame { Event: RunFinishedView }) finished.Release();
            }
        }).ToList();
        async Task AllAsync()
        {
            for (var i = 0; i < Watchers; i++) (await finished.WaitAsync(TimeSpan.FromSeconds(60), Cancelled)).ShouldBeTrue();
        }

        await AllAsync();
        for (var round = 1; round <= 3; round++)
        {
            (await _live.Workers.SendAsync(worker, new($"Round {round}."), null, Cancelled)).Value.Status.ShouldBe(InputStatus.Accepted);
            var run = await execution.NextRunAsync();
            await run.AppendAsync([.. Enumerable.Range(0, 20).Select(n => new SystemNote($"Note {n}"))]);
            run.Finish();
            await AllAsync();
            await _live.StopAsync();
            await _live.StartAsync(new());
            execution = await _live.Backend.NextAsync();
        }

        await enough.CancelAsync();
        foreach (var one in watching) await Should.ThrowAsync<OperationCanceledException>(one);
        foreach (var mine in seen) mine.ShouldBe(Enumerable.Range(1, 1 + (3 * 23)).Select(n => (long)n));
    }

    [Fact]
    public async Task A_cursor_of_another_Worker_closes_the_stream_with_its_code_and_a_client_begins_anew()
    {
        var (one, _) = await CreateAsync();
        var (two, _) = await CreateAsync();
        var foreign = "";
        await foreach (var watched in _live.Host.Workers.WatchAsync(one, null, Cancelled))
        {
            foreign = watched.Cursor!;
            break;
        }

        await foreach (var watched in _live.Host.Workers.WatchAsync(two, foreign, Cancelled))
        {
            if (watched.Frame is WorkerStateFrame) continue;
            watched.Frame.ShouldBeOfType<WorkerClosedFrame>().Problem.Code.ShouldBe(FaultCodes.CursorForeign);
        }

        await using var frames = _live.Workers.WatchAsync(two, foreign, Cancelled).GetAsyncEnumerator(Cancelled);
        (await UntilAsync<WorkerSnapshotFrame>(frames, _ => true)).Worker.Worker.ShouldBe(two.Worker);
    }

    [Fact]
    public async Task A_Worker_that_is_not_there_closes_a_watch_at_once()
    {
        await using var frames = _live.Workers.WatchAsync(new(RuntimeId.Embedded, new(Guid.NewGuid())), null, Cancelled).GetAsyncEnumerator(Cancelled);

        (await NextAsync(frames)).ShouldBeOfType<WorkerClosedFrame>().Problem.Code.ShouldBe(FaultCodes.UnknownWorker);
        (await frames.MoveNextAsync()).ShouldBeFalse();
    }

    [Fact]
    public async Task Events_are_read_in_pages_from_both_ends()
    {
        var (worker, execution) = await CreateAsync();
        await _live.Workers.SendAsync(worker, new("Hello."), null, Cancelled);
        var run = await execution.NextRunAsync();
        await run.AppendAsync([.. Enumerable.Range(0, 10).Select(n => new SystemNote($"Note {n}"))]);

        var first = (await _live.Workers.EventsAfterAsync(worker, 0, 5, Cancelled)).Value;
        first.Items.Select(e => e.Seq).ShouldBe([1, 2, 3, 4, 5]);
        first.More.ShouldBe(true);
        var last = (await _live.Workers.EventsAfterAsync(worker, 5, 200, Cancelled)).Value;
        (last.Items[^1].Seq, last.More).ShouldBe((13, false));
        var back = (await _live.Workers.EventsBeforeAsync(worker, long.MaxValue, 4, Cancelled)).Value;
        back.Items.Select(e => e.Seq).ShouldBe([10, 11, 12, 13]);
        back.More.ShouldBe(true);
        var begin = (await _live.Workers.EventsBeforeAsync(worker, 3, 4, Cancelled)).Value;
        begin.Items.Select(e => e.Seq).ShouldBe([1, 2]);
        begin.More.ShouldBe(false);
        (await _live.Workers.EventsBeforeAsync(worker, 1, 4, Cancelled)).Value.Items.ShouldBeEmpty();
        (await _live.Workers.EventsAfterAsync(worker, 0, 201, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
    }

    [Fact]
    public async Task Pages_backwards_end_where_they_were_asked_to_although_their_bytes_are_limited()
    {
        var (worker, execution) = await CreateAsync();
        await _live.Workers.SendAsync(worker, new("Hello."), null, Cancelled);
        var run = await execution.NextRunAsync();
        foreach (var n in Enumerable.Range(0, 40)) await run.AppendAsync(new SystemNote(new string('x', 200 * 1024)));

        var page = (await _live.Workers.EventsBeforeAsync(worker, long.MaxValue, 200, Cancelled)).Value;

        page.Items[^1].Seq.ShouldBe(43);
        page.Items.Select(e => e.Seq).ShouldBe(Enumerable.Range((int)page.Items[0].Seq, page.Items.Count).Select(n => (long)n));
        page.More.ShouldBeTrue();
    }

    [Fact]
    public async Task Input_has_an_outcome_and_a_key_makes_twice_once()
    {
        var (worker, execution) = await CreateAsync();
        var first = (await _live.Workers.SendAsync(worker, new("Hello."), "k", Cancelled)).Value;
        (await _live.Workers.SendAsync(worker, new("Hello."), "k", Cancelled)).Value.ShouldBe(first);
        var busy = (await _live.Workers.SendAsync(worker, new("More."), null, Cancelled)).Value;
        (busy.Status, busy.Problem!.Code).ShouldBe((InputStatus.Busy, FaultCodes.Busy));
        (await _live.Workers.SendAsync(worker, new("x", InputKind.Approval), null, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        (await _live.Workers.SendAsync(new(RuntimeId.Embedded, new(Guid.NewGuid())), new("x"), null, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.UnknownWorker);
        (await _live.Workers.SendAsync(worker, new(new string('x', (256 * 1024) + 1)), null, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.TooLarge);

        (await _live.Workers.InterruptAsync(worker, Cancelled)).Value.State.ShouldBe(RunState.Idle);
        execution.Interrupts.ShouldBe(1);
        (await _live.Workers.StopAsync(worker, Cancelled)).Value.Desired.ShouldBe(DesiredState.Stopped);
    }

    private async Task<(WorkerRef Worker, FakeExecution Execution)> CreateAsync()
    {
        var worker = (await _live.Workers.CreateAsync(new("coder"), null, Cancelled)).Value;
        return (new(worker.Runtime, worker.Worker), await _live.Backend.NextAsync());
    }

    private static async Task<WorkerFrame> NextAsync(IAsyncEnumerator<WorkerFrame> frames)
    {
        (await frames.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), Cancelled)).ShouldBeTrue();
        return frames.Current;
    }

    private static async Task<T> UntilAsync<T>(IAsyncEnumerator<WorkerFrame> frames, Func<T, bool> fits)
        where T : WorkerFrame
    {
        while (true)
        {
            if (await NextAsync(frames) is T frame && fits(frame)) return frame;
        }
    }

    private static async Task TakeUntilFinishedAsync(IAsyncEnumerator<WorkerFrame> frames, List<long> seqs)
    {
        while (true)
        {
            var frame = await NextAsync(frames);
            frame.ShouldNotBeOfType<WorkerSnapshotFrame>();
            if (frame is not WorkerEventFrame { Event: var e }) continue;
            seqs.Add(e.Seq);
            if (e is RunFinishedView) return;
        }
    }
}
