using System.Text.Json;
using Yoi.Protocol;
using Yoi.Runtime.Server;

namespace Yoi.Tests.Unit.Runtime.Server;

public sealed class StreamTests : ServerFixture
{
    [Fact]
    public async Task A_stream_is_a_snapshot_and_then_what_follows_with_cursors_as_ids()
    {
        var (id, run) = await MakeRunningAsync();
        await using var stream = new EventText(await CallAsync("GET", $"/v1/workers/{id}/events/stream"));
        var (name, cursor, data) = (await stream.NextAsync()).ShouldNotBeNull();
        (name, JsonSerializer.Deserialize(data, WireJson.Default.ObservationFrame).ShouldBeOfType<SnapshotFrame>().Cursor).ShouldBe(("snapshot", cursor));

        run.Execution.Sink.PublishDelta("m", "Hi");
        (name, cursor, _) = (await stream.NextAsync()).ShouldNotBeNull();
        (name, cursor).ShouldBe(("delta", null));
        await run.AppendAsync(new AssistantMessage("m", "Hi"));
        (name, cursor, data) = (await stream.NextAsync()).ShouldNotBeNull();
        (name, JsonSerializer.Deserialize(data, WireJson.Default.ObservationFrame).ShouldBeOfType<EventFrame>().Cursor).ShouldBe(("event", cursor));

        run.Finish();
        await using var resumed = new EventText(await CallAsync("GET", $"/v1/workers/{id}/events/stream", change: request => request.Headers.Add("Last-Event-ID", cursor)));
        (await resumed.NextAsync<EventFrame>()).Event.ShouldBeOfType<RunFinished>();
    }

    [Fact]
    public async Task Streams_that_began_behind_different_cursors_have_the_same_events_with_the_same_ids()
    {
        var (id, run) = await MakeRunningAsync();
        await using var whole = new EventText(await CallAsync("GET", $"/v1/workers/{id}/events/stream"));
        await whole.NextAsync<SnapshotFrame>();
        var told = new List<(string Name, string? Id, string Data)>();
        for (var i = 0; i < 3; i++)
        {
            await run.AppendAsync(new AssistantMessage($"m{i}", "Hi"));
            told.Add((await whole.NextAsync()).ShouldNotBeNull());
        }

        await using var early = new EventText(await CallAsync("GET", $"/v1/workers/{id}/events/stream", change: request => request.Headers.Add("Last-Event-ID", told[0].Id)));
        await using var late = new EventText(await CallAsync("GET", $"/v1/workers/{id}/events/stream", change: request => request.Headers.Add("Last-Event-ID", told[1].Id)));
        (await early.NextAsync()).ShouldBe(told[1]);
        (await early.NextAsync()).ShouldBe(told[2]);
        (await late.NextAsync()).ShouldBe(told[2]);
        await run.AppendAsync(new AssistantMessage("m3", "Ho"));

        var last = (await whole.NextAsync()).ShouldNotBeNull();
        (await early.NextAsync()).ShouldBe(last);
        (await late.NextAsync()).ShouldBe(last);
        told.Append(last).Select(item => item.Id).ShouldBeUnique();
        JsonSerializer.Deserialize(last.Data, WireJson.Default.ObservationFrame).ShouldBeOfType<EventFrame>().Cursor.ShouldBe(last.Id);
    }

    [Fact]
    public async Task Cursors_that_cannot_be_used_are_told_apart()
    {
        var (id, _) = await MakeAsync();
        var (other, _) = await MakeAsync();
        var future = await CursorAsync(id, 1_000);
        foreach (var (cursor, code) in new[] { ("no cursor", FaultCodes.CursorMalformed), (await CursorAsync(other, 1), FaultCodes.CursorForeign), (future, FaultCodes.CursorFuture) })
        {
            await using var stream = new EventText(await CallAsync("GET", $"/v1/workers/{id}/events/stream", change: request => request.Headers.TryAddWithoutValidation("Last-Event-ID", cursor)));
            (await stream.NextAsync<ClosedFrame>()).Fault.Code.ShouldBe(code);
            (await stream.NextAsync()).ShouldBeNull();
        }
    }

    [Fact]
    public async Task A_stream_ends_with_a_word_when_its_token_is_taken_back()
    {
        var (id, _) = await MakeAsync();
        await using var stream = new EventText(await CallAsync("GET", $"/v1/workers/{id}/events/stream"));
        await using var watch = new EventText(await CallAsync("GET", "/v1/workers/watch"));
        await stream.NextAsync<SnapshotFrame>();
        Tokens.Revoke();

        (await stream.NextAsync<ClosedFrame>()).Fault.Code.ShouldBe(FaultCodes.Unauthorized);
        (await watch.NextAsync<ClosedFrame>()).Fault.Code.ShouldBe(FaultCodes.Unauthorized);
        (await stream.NextAsync()).ShouldBeNull();
    }

    [Fact]
    public async Task A_token_file_that_others_can_read_ends_what_its_tokens_opened()
    {
        var (id, _) = await MakeAsync();
        await using var stream = new EventText(await CallAsync("GET", $"/v1/workers/{id}/events/stream"));
        await stream.NextAsync<SnapshotFrame>();
        Tokens.Mode |= UnixFileMode.OtherRead;

        (await stream.NextAsync<ClosedFrame>()).Fault.Code.ShouldBe(FaultCodes.Unauthorized);
        await ProblemAsync(401, FaultCodes.Unauthorized, "GET", "/v1/runtime");
        Tokens.Mode = TokenFolder.OwnerOnly;
        await AnswerAsync(WireJson.Default.RuntimeSummary, "GET", "/v1/runtime");
    }

    [Fact]
    public async Task Hints_are_of_the_workspaces_own_Workers()
    {
        var other = await Tokens.AddAsync("coffee");
        await using var watch = new EventText(await CallAsync("GET", "/v1/workers/watch"));
        await MakeAsync(other);
        var (own, _) = await MakeAsync();

        (await HintAsync(watch)).ShouldBe(own);
        (await AnswerAsync(WireJson.Default.WorkerSummary, "DELETE", $"/v1/workers/{own}")).Desired.ShouldBe(DesiredState.Deleted);
        (await HintAsync(watch)).ShouldBe(own);
    }

    [Fact]
    public async Task Streams_end_with_a_word_when_the_server_stops()
    {
        var (id, _) = await MakeAsync();
        await using var stream = new EventText(await CallAsync("GET", $"/v1/workers/{id}/events/stream"));
        await using var watch = new EventText(await CallAsync("GET", "/v1/workers/watch"));
        await stream.NextAsync<SnapshotFrame>();
        await Server.StopAsync(Cancelled);

        (await stream.NextAsync<ClosedFrame>()).Fault.Code.ShouldBe(FaultCodes.RuntimeStopped);
        (await watch.NextAsync<ClosedFrame>()).Fault.Code.ShouldBe(FaultCodes.RuntimeStopped);
    }

    [Fact]
    public async Task A_server_that_drains_takes_no_work_waits_for_runs_and_lets_watchers_see_the_end()
    {
        var (id, run) = await MakeRunningAsync();
        await using var stream = new EventText(await CallAsync("GET", $"/v1/workers/{id}/events/stream"));
        await stream.NextAsync<SnapshotFrame>();
        var draining = Server.DrainAsync(Cancelled);

        ((int)(await CallAsync("GET", "/health/ready")).StatusCode).ShouldBe(503);
        ((int)(await CallAsync("GET", "/health/live")).StatusCode).ShouldBe(200);
        await ProblemAsync(503, FaultCodes.RuntimeStopped, "POST", "/v1/workers", """{"profile":"builtin:coder"}""");
        await ProblemAsync(503, FaultCodes.RuntimeStopped, "DELETE", $"/v1/workers/{id}");
        await AnswerAsync(WireJson.Default.WorkerSummary, "GET", $"/v1/workers/{id}");
        draining.IsCompleted.ShouldBeFalse();
        run.Finish();
        await draining.WaitAsync(TimeSpan.FromSeconds(20), Cancelled);
        await Runtime.Management.StopAsync(Cancelled);

        (await stream.NextAsync<EventFrame>()).Event.ShouldBeOfType<RunFinished>().Outcome.ShouldBe(RunOutcome.Completed);
        (await stream.NextAsync<ClosedFrame>()).Fault.Code.ShouldBe(FaultCodes.RuntimeStopped);
    }

    [Fact]
    public async Task A_reader_that_takes_nothing_holds_up_nobody_and_catches_up()
    {
        const int Events = 150;
        var (id, run) = await MakeRunningAsync();
        using var slow = await CallAsync("GET", $"/v1/workers/{id}/events/stream");
        for (var i = 0; i < Events; i++) await run.AppendAsync(new AssistantMessage($"m{i}", new string('x', 50_000)));

        await using var quick = new EventText(await CallAsync("GET", $"/v1/workers/{id}/events/stream"));
        (await quick.NextAsync<SnapshotFrame>()).Worker.LastSeq.ShouldBe(3 + Events);
        await using var stream = new EventText(slow);
        var next = (await stream.NextAsync<SnapshotFrame>()).Worker.LastSeq;
        while (next < 3 + Events) (await stream.NextAsync<EventFrame>()).Event.Seq.ShouldBe(++next);
    }

    private static async Task<WorkerId> HintAsync(EventText watch)
    {
        var (name, _, data) = (await watch.NextAsync()).ShouldNotBeNull();
        name.ShouldBe("hint");
        return JsonSerializer.Deserialize(data, WireJson.Default.WorkerHint)!.Worker;
    }

    /// <summary>A cursor of the store, set to a number.</summary>
    private async Task<string> CursorAsync(WorkerId id, long seq)
    {
        await using var reader = new Fakes.FrameReader(Runtime, id);
        var bytes = System.Buffers.Text.Base64Url.DecodeFromChars((await reader.NextAsync<SnapshotFrame>()).Cursor);
        System.Buffers.Binary.BinaryPrimitives.WriteInt64BigEndian(bytes.AsSpan(33), seq);
        return System.Buffers.Text.Base64Url.EncodeToString(bytes);
    }
}
