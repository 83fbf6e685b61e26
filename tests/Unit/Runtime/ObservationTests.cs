using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Yoi.Protocol;
using Yoi.Runtime;
using Yoi.Tests.Unit.Runtime.Fakes;

namespace Yoi.Tests.Unit.Runtime;

public sealed class ObservationTests : RuntimeFixture
{
    [Fact]
    public async Task Attaching_gives_a_snapshot_and_then_what_follows()
    {
        var (id, run) = await RunningAsync();
        run.Execution.Sink.PublishDelta("m", "Hel");
        await using var reader = new FrameReader(Runtime, id);
        var snapshot = await reader.NextAsync<SnapshotFrame>();
        snapshot.Worker.State.ShouldBe(RunState.Busy);
        snapshot.Worker.LastSeq.ShouldBe(3);
        snapshot.Tail.Select(item => item.Seq).ShouldBe([1, 2, 3]);
        snapshot.InFlight.ShouldBe(new DeltaFrame("m", 0, "Hel"));
        run.Execution.Sink.PublishDelta("m", "lo");
        (await reader.NextAsync<DeltaFrame>()).ShouldBe(new("m", 3, "lo"));
        await run.AppendAsync(new AssistantMessage("m", "Hello"));
        (await reader.NextAsync<EventFrame>()).Event.ShouldBeOfType<AssistantMessage>().Seq.ShouldBe(4);
        // The message is recorded: whatever still arrives for it is not shown.
        run.Execution.Sink.PublishDelta("m", "!");
        run.Execution.Sink.PublishDelta("n", "next");
        (await reader.NextAsync<DeltaFrame>()).ShouldBe(new("n", 0, "next"));
        run.Finish();
        (await reader.NextAsync<EventFrame>()).Event.ShouldBeOfType<RunFinished>();
    }

    [Fact]
    public async Task Every_frame_survives_the_wire()
    {
        var (id, run) = await RunningAsync();
        await using var reader = new FrameReader(Runtime, id);
        var snapshot = await reader.NextAsync();
        run.Execution.Sink.PublishDelta("m", "Hi");
        var delta = await reader.NextAsync();
        run.Finish();
        var item = await reader.NextAsync();
        await Runtime.DisposeAsync();
        (await reader.NextAsync<ClosedFrame>()).ShouldBe(new ClosedFrame(new(FaultCodes.RuntimeStopped, "The runtime is stopped; start it again.")));
        foreach (var frame in new[] { snapshot, delta, item })
        {
            var text = JsonSerializer.Serialize(frame!, WireJson.Default.ObservationFrame);
            JsonSerializer.Serialize(JsonSerializer.Deserialize(text, WireJson.Default.ObservationFrame)!, WireJson.Default.ObservationFrame).ShouldBe(text);
        }
    }

    [Fact]
    public async Task Deltas_merge_for_an_observer_that_is_slow_and_never_split_a_character()
    {
        var (id, run) = await RunningAsync();
        await using var reader = new FrameReader(Runtime, id);
        await reader.NextAsync<SnapshotFrame>();
        var text = new StringBuilder();
        foreach (var piece in Enumerable.Range(0, 1_000).Select(i => $"{i} ").Append("\ud83e"))
        {
            run.Execution.Sink.PublishDelta("m", piece);
            text.Append(piece);
        }

        (await reader.NextAsync<DeltaFrame>()).Text.ShouldBe(text.ToString()[..^1]);
        run.Execution.Sink.PublishDelta("m", "\udd8a");
        (await reader.NextAsync<DeltaFrame>()).ShouldBe(new("m", text.Length - 1, "🦊"));
    }

    [Fact]
    public async Task A_flood_of_text_is_bounded_and_loses_no_event()
    {
        var (id, run) = await RunningAsync();
        var piece = new string('x', 10_000);
        for (var i = 0; i < 100; i++) run.Execution.Sink.PublishDelta("m", piece);
        await using var reader = new FrameReader(Runtime, id);
        (await reader.NextAsync<SnapshotFrame>()).InFlight.ShouldBeNull();
        await run.AppendAsync(new AssistantMessage("m", "short"));
        (await reader.NextAsync<EventFrame>()).Event.Seq.ShouldBe(4);
    }

    [Fact]
    public async Task A_message_that_was_given_up_for_another_is_not_taken_up_again()
    {
        var (id, run) = await RunningAsync();
        await using var reader = new FrameReader(Runtime, id);
        await reader.NextAsync<SnapshotFrame>();
        run.Execution.Sink.PublishDelta("a", "one");
        (await reader.NextAsync<DeltaFrame>()).ShouldBe(new("a", 0, "one"));
        run.Execution.Sink.PublishDelta("b", "two");
        run.Execution.Sink.PublishDelta("a", "three");
        (await reader.NextAsync<DeltaFrame>()).ShouldBe(new("b", 0, "two"));
        run.Finish();
        (await reader.NextAsync<EventFrame>()).Event.ShouldBeOfType<RunFinished>();
        run.Execution.Sink.PublishDelta("c", "late");
        (await GetAsync(id)).LastSeq.ShouldBe(4);
        await using var late = new FrameReader(Runtime, id);
        (await late.NextAsync<SnapshotFrame>()).InFlight.ShouldBeNull();
    }

    [Fact]
    public async Task Observers_that_keep_up_are_given_the_same_objects_and_those_behind_what_they_lack()
    {
        var (id, run) = await RunningAsync();
        await using var one = new FrameReader(Runtime, id);
        await using var two = new FrameReader(Runtime, id);
        await using var late = new FrameReader(Runtime, id);
        foreach (var reader in new[] { one, two, late }) await reader.NextAsync<SnapshotFrame>();
        run.Execution.Sink.PublishDelta("m", "Hel");
        (await one.NextAsync<DeltaFrame>()).ShouldBeSameAs(await two.NextAsync<DeltaFrame>());
        run.Execution.Sink.PublishDelta("m", "lo");
        (await late.NextAsync<DeltaFrame>()).ShouldBe(new("m", 0, "Hello"));
        (await one.NextAsync<DeltaFrame>()).ShouldBe(new("m", 3, "lo"));
        (await two.NextAsync<DeltaFrame>()).ShouldBe(new("m", 3, "lo"));
        await run.AppendAsync(new AssistantMessage("m", "Hello"));
        (await one.NextAsync<EventFrame>()).ShouldBeSameAs(await two.NextAsync<EventFrame>());
    }

    [Fact]
    public async Task Text_of_another_run_under_the_same_name_is_its_own()
    {
        var (id, execution) = await CreateAsync();
        foreach (var text in new[] { "tea", "pot" })
        {
            await SendAsync(id, text);
            var run = await execution.NextRunAsync();
            run.Execution.Sink.PublishDelta("m", text);
            await using var reader = new FrameReader(Runtime, id);
            (await reader.NextAsync<SnapshotFrame>()).InFlight.ShouldBe(new DeltaFrame("m", 0, text));
            run.Finish();
            await UntilAsync(id, worker => worker.State == RunState.Idle);
        }
    }

    [Fact]
    public async Task Many_observers_that_join_while_events_are_written_have_each_once_in_order()
    {
        const int Last = 403;
        var (id, run) = await RunningAsync();
        var writing = Task.Run(async () =>
        {
            for (var i = 4; i <= Last; i++)
            {
                run.Execution.Sink.PublishDelta($"m{i}", "text");
                await run.AppendAsync(i % 2 == 0 ? new AssistantMessage($"m{i}", "text") : new SystemNote("note"));
            }
        }, Cancelled);
        await Task.WhenAll(Enumerable.Range(0, 50).Select(index => Task.Run(async () =>
        {
            for (var turn = 0; turn < index; turn++) await Task.Yield();
            await using var reader = new FrameReader(Runtime, id);
            var snapshot = await reader.NextAsync<SnapshotFrame>();
            var numbers = snapshot.Tail.Select(item => item.Seq).ToList();
            var over = snapshot.Tail.OfType<AssistantMessage>().Select(message => message.MessageId).ToHashSet();
            while (numbers[^1] < Last)
            {
                switch (await reader.NextAsync())
                {
                    case EventFrame item:
                        numbers.Add(item.Event.Seq);
                        if (item.Event is AssistantMessage message) over.Add(message.MessageId);
                        break;
                    case DeltaFrame delta:
                        over.ShouldNotContain(delta.MessageId);
                        break;
                }
            }

            numbers.ShouldBe(Enumerable.Range(0, numbers.Count).Select(i => Last - numbers.Count + 1L + i));
            (numbers.Count >= 200 || numbers[0] == 1).ShouldBeTrue();
        }, Cancelled)));
        await writing;
    }

    [Fact]
    public async Task A_slow_observer_delays_no_writer_and_catches_up()
    {
        var (id, run) = await RunningAsync();
        await using var slow = new FrameReader(Runtime, id);
        await slow.NextAsync<SnapshotFrame>();
        for (var i = 0; i < 1_000; i++) await run.AppendAsync(new SystemNote($"{i}"));
        (await slow.NumbersAsync(1_003)).ShouldBe(Enumerable.Range(4, 1_000).Select(i => (long)i));
    }

    [Fact]
    public async Task A_cursor_goes_on_behind_its_event_also_after_a_restart()
    {
        var (id, run) = await RunningAsync();
        string cursor;
        await using (var reader = new FrameReader(Runtime, id))
        {
            await reader.NextAsync<SnapshotFrame>();
            cursor = reader.Cursor!;
            for (var i = 0; i < 100; i++) await run.AppendAsync(new SystemNote($"{i}"));
        }

        await using (var reader = new FrameReader(Runtime, id, cursor))
        {
            (await reader.NumbersAsync(50)).ShouldBe(Enumerable.Range(4, 47).Select(i => (long)i));
            cursor = reader.Cursor!;
        }

        await RestartAsync(Backend);
        await using var again = new FrameReader(Runtime, id, cursor);
        (await again.NumbersAsync(104)).ShouldBe(Enumerable.Range(51, 54).Select(i => (long)i));
    }

    [Fact]
    public async Task Cursors_that_do_not_fit_are_told_apart()
    {
        var (id, _) = await CreateAsync();
        var (other, _) = await CreateAsync();
        async Task<string> CursorAsync(WorkerRuntime runtime, WorkerId worker)
        {
            await using var reader = new FrameReader(runtime, worker);
            return (await reader.NextAsync<SnapshotFrame>()).Cursor;
        }

        async Task Refused(string cursor, string code)
        {
            await using var reader = new FrameReader(Runtime, id, cursor);
            (await reader.NextAsync<ClosedFrame>()).Fault.Code.ShouldBe(code);
            (await reader.NextAsync()).ShouldBeNull();
        }

        var mine = await CursorAsync(Runtime, id);
        foreach (var text in new[] { "", "x", "!!!!", mine + "A", mine[..^4], Base64Url.EncodeToString(new byte[41]) }) await Refused(text, FaultCodes.CursorMalformed);
        await Refused(await CursorAsync(Runtime, other), FaultCodes.CursorForeign);
        var bytes = Base64Url.DecodeFromChars(mine);
        bytes[5] ^= 1;
        await Refused(Base64Url.EncodeToString(bytes), FaultCodes.CursorForeign);
        bytes[5] ^= 1;
        bytes[^1]++;
        await Refused(Base64Url.EncodeToString(bytes), FaultCodes.CursorFuture);
        await using var unknown = new FrameReader(Runtime, WorkerId.New(Time));
        (await unknown.NextAsync<ClosedFrame>()).Fault.Code.ShouldBe(FaultCodes.UnknownWorker);
    }

    [Fact]
    public async Task What_the_store_has_not_is_never_shown()
    {
        var (id, run) = await RunningAsync();
        await using var reader = new FrameReader(Runtime, id);
        await reader.NextAsync<SnapshotFrame>();
        Journal.AppendFault = new(FaultCodes.DiskFull, "Make room.");
        (await run.RefusedAsync(new SystemNote("lost"))).ShouldBe(FaultCodes.DiskFull);
        Journal.AppendFault = null;
        await run.AppendAsync(new SystemNote("kept"));
        (await reader.NextAsync<EventFrame>()).Event.ShouldBeOfType<SystemNote>().ShouldSatisfyAllConditions(
            note => note.Text.ShouldBe("kept"), note => note.Seq.ShouldBe(4));
    }

    [Fact]
    public async Task An_observer_too_many_is_refused_and_the_place_of_one_that_left_is_free()
    {
        var (id, _) = await CreateAsync();
        var readers = Enumerable.Range(0, 1_000).Select(_ => new FrameReader(Runtime, id)).ToArray();
        foreach (var reader in readers) await reader.NextAsync<SnapshotFrame>();
        await using (var more = new FrameReader(Runtime, id)) (await more.NextAsync<ClosedFrame>()).Fault.Code.ShouldBe(FaultCodes.Overloaded);
        foreach (var reader in readers) await reader.DisposeAsync();
        await using var again = new FrameReader(Runtime, id);
        await again.NextAsync<SnapshotFrame>();
    }

    [Fact]
    public async Task A_store_that_cannot_be_read_closes_the_observation()
    {
        var (id, _) = await CreateAsync();
        Journal.ReadFault = _ => new(FaultCodes.StoreFailed, "Gone.");
        await using var reader = new FrameReader(Runtime, id);
        (await reader.NextAsync<ClosedFrame>()).Fault.Code.ShouldBe(FaultCodes.StoreFailed);
    }

    [Fact]
    public async Task Histories_are_read_in_bounds()
    {
        var (id, run) = await RunningAsync();
        for (var i = 0; i < 10; i++) await run.AppendAsync(new SystemNote($"{i}"));
        (await Runtime.Observation.ReadHistoryAsync(id, 5, 3, Cancelled)).Value.Select(item => item.Seq).ShouldBe([6, 7, 8]);
        (await Runtime.Observation.ReadHistoryAsync(id, 13, 3, Cancelled)).Value.ShouldBeEmpty();
        (await Runtime.Observation.ReadHistoryAsync(id, -1, 3, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        (await Runtime.Observation.ReadHistoryAsync(id, 0, 1_001, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        (await Runtime.Observation.ReadHistoryAsync(WorkerId.New(Time), 0, 1, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.UnknownWorker);
    }
}
