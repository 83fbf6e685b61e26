using System.Text.Json;
using Yoi.Protocol;
using Yoi.Runtime.Server;
using Yoi.Tests.Unit.Runtime.Fakes;

namespace Yoi.Tests.Unit.Runtime.Server;

public sealed class ExpiryTests : ServerFixture
{
    private protected override RuntimeServerOptions Change(RuntimeServerOptions options) => options with { Time = Time };

    [Fact]
    public async Task A_stream_ends_when_its_token_expires()
    {
        var (id, _) = await MakeAsync();
        var hour = TimeSpan.FromHours(1);
        var token = await Tokens.AddAsync("tea", Time.GetUtcNow() + hour);
        var begun = Time.Begun(hour);
        await using var stream = new EventText(await CallAsync("GET", $"/v1/workers/{id}/events/stream", token: token));
        await stream.NextAsync<SnapshotFrame>();
        await Time.PassAsync(hour, begun);

        (await stream.NextAsync<ClosedFrame>()).Fault.Code.ShouldBe(FaultCodes.Unauthorized);
        await ProblemAsync(401, FaultCodes.Unauthorized, "GET", "/v1/runtime", token: token);
    }

    [Fact]
    public async Task A_silent_stream_shows_every_15_seconds_that_it_holds()
    {
        var beat = TimeSpan.FromSeconds(15);
        var begun = Time.Begun(beat);
        using var response = await CallAsync("GET", "/v1/workers/watch");
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancelled));
        for (var i = 0; i < 3; i++)
        {
            (await reader.ReadLineAsync(Cancelled).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Cancelled)).ShouldBe(": still here");
            (await reader.ReadLineAsync(Cancelled)).ShouldBe("");
            await Time.PassAsync(beat, begun++);
        }
    }

    [Fact]
    public async Task A_reader_that_takes_nothing_for_long_finds_every_event_whole_and_once()
    {
        const int Events = 100;
        var beat = TimeSpan.FromSeconds(15);
        var (id, run) = await MakeRunningAsync();
        var begun = Time.Begun(beat);
        using var slow = await CallAsync("GET", $"/v1/workers/{id}/events/stream");
        for (var i = 0; i < Events; i++) await run.AppendAsync(new AssistantMessage($"m{i}", new string('x', 50_000)));
        await Time.PassAsync(beat, begun);

        using var reader = new StreamReader(await slow.Content.ReadAsStreamAsync(Cancelled));
        var (signs, seq, block) = (0, 3L, new List<string>());
        while (seq < 3 + Events)
        {
            var line = (await reader.ReadLineAsync(Cancelled).AsTask().WaitAsync(TimeSpan.FromSeconds(20), Cancelled)).ShouldNotBeNull();
            if (line.Length > 0)
            {
                block.Add(line);
                continue;
            }

            if (block is [": still here"]) signs++;
            else if (block is [_, "event: snapshot", _]) seq = 3;
            else (block.Count, JsonSerializer.Deserialize(block[2]["data: ".Length..], WireJson.Default.ObservationFrame).ShouldBeOfType<EventFrame>().Event.Seq).ShouldBe((3, ++seq));
            block.Clear();
        }

        signs.ShouldBeGreaterThan(0);
    }
}
