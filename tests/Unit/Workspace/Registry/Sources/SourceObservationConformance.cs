using Yoi.Protocol;
using Yoi.Workspace;

namespace Yoi.Tests.Unit.Workspace.Registry.Sources;

/// <summary>What every source does for those who observe its Workers.</summary>
public abstract class SourceObservationConformance : SourceConformance
{
    [Fact]
    public async Task A_snapshot_comes_first_then_text_as_it_is_said_and_every_event_once()
    {
        var worker = await CreateAsync();
        await SayAsync(worker, "say one");
        await using var frames = Observe(worker);
        var snapshot = await frames.NextAsync<SnapshotFrame>();
        snapshot.Tail.Select(e => e.Seq).ShouldBe([1, 2, 3, 4, 5]);
        (snapshot.Worker.Id, snapshot.Worker.LastSeq, snapshot.InFlight).ShouldBe((worker, 5, null));
        await SendAsync(worker, "work");
        (await frames.NextAsync<EventFrame>()).Event.Seq.ShouldBe(6);
        (await frames.NextAsync<EventFrame>()).Event.Seq.ShouldBe(7);
        (await frames.NextAsync<DeltaFrame>()).ShouldSatisfyAllConditions(d => d.MessageId.ShouldBe("held"), d => d.Offset.ShouldBe(0), d => d.Text.ShouldBe("work"));
        await using var late = Observe(worker);
        (await late.NextAsync<SnapshotFrame>()).InFlight.ShouldNotBeNull().Text.ShouldBe("work");
    }

    [Fact]
    public async Task Behind_a_cursor_it_goes_on_without_gap_or_duplicate_from_wherever_it_was()
    {
        var worker = await CreateAsync();
        List<(long Seq, string Cursor)> seen = [];
        await using (var frames = Observe(worker))
        {
            seen.Add((1, (await frames.NextAsync<SnapshotFrame>()).Cursor));
            for (var i = 0; i < 5; i++) await SayAsync(worker, $"say {i}");
            await frames.UntilAsync<EventFrame>(f =>
            {
                seen.Add((f.Event.Seq, f.Cursor));
                return f.Event.Seq == 21;
            });
        }

        seen.Select(s => s.Seq).ShouldBe(Enumerable.Range(1, 21).Select(n => (long)n));
        foreach (var (seq, cursor) in seen.SkipLast(1))
        {
            await using var again = Observe(worker, cursor);
            for (var next = seq + 1; next <= 21; next++)
            {
                var frame = await again.NextAsync<EventFrame>();
                (frame.Event.Seq, frame.Cursor).ShouldBe((next, seen[(int)next - 1].Cursor));
            }
        }

        await using var atTheEnd = Observe(worker, seen[^1].Cursor);
        await SayAsync(worker, "say more");
        (await atTheEnd.NextAsync<EventFrame>()).Event.Seq.ShouldBe(22);
    }

    [Fact]
    public async Task Behind_a_place_inside_a_message_its_whole_text_comes_again()
    {
        var worker = await CreateAsync();
        await SendAsync(worker, "work");
        await using var first = Observe(worker);
        var snapshot = await first.NextAsync<SnapshotFrame>();
        await using var second = Observe(worker, snapshot.Cursor);
        (await second.NextAsync<DeltaFrame>()).ShouldSatisfyAllConditions(d => d.Offset.ShouldBe(0), d => d.Text.ShouldBe("work"));
    }

    [Fact]
    public async Task A_cursor_that_is_none_ends_the_stream_with_its_code()
    {
        var (worker, other) = (await CreateAsync(), await CreateAsync());
        await using var frames = Observe(worker);
        var own = (await frames.NextAsync<SnapshotFrame>()).Cursor;
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars(own);
        bytes[^1] += 9;
        var future = System.Buffers.Text.Base64Url.EncodeToString(bytes);
        foreach (var (of, cursor, code) in new[] { (other, own, FaultCodes.CursorForeign), (worker, future, FaultCodes.CursorFuture), (worker, "nonsense", FaultCodes.CursorMalformed) })
        {
            await using var refused = Observe(of, cursor);
            (await refused.NextAsync<ClosedFrame>()).Fault.Code.ShouldBe(code);
            (await refused.MoveAsync()).ShouldBeFalse();
        }
    }

    [Fact]
    public async Task A_stop_is_seen_and_a_deletion_ends_what_is_observed()
    {
        var worker = await CreateAsync();
        await using var frames = Observe(worker);
        await frames.NextAsync<SnapshotFrame>();
        await FaultAsync(new RuntimeCommand.Stop(worker));
        await frames.UntilAsync<EventFrame>(f => f.Event is StateChanged { To: DesiredState.Stopped });
        (await FaultAsync(new RuntimeCommand.Delete(worker))).ShouldBeNull();
        (await frames.UntilAsync<ClosedFrame>(_ => true)).Fault.Code.ShouldBe(FaultCodes.UnknownWorker);
        (await frames.MoveAsync()).ShouldBeFalse();
    }
}
