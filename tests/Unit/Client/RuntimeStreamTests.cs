using System.Text;
using System.Text.Json;
using Yoi.Client;
using Yoi.Protocol;

namespace Yoi.Tests.Unit.Client;

/// <summary>Observing over connections that break.</summary>
public sealed class RuntimeStreamTests
{
    private static readonly WorkerId Worker = new(Guid.Parse("01975a3c-0000-7000-8000-00000000abcd"));
    private static readonly ClosedFrame Gone = new(new(FaultCodes.UnknownWorker, "the-remote-says-this"));

    [Fact]
    public async Task A_broken_stream_goes_on_behind_its_cursor_with_each_event_and_each_piece_of_text_once()
    {
        await using var server = Server(
            Event(Snapshot(1, new("m", 0, "He"))) + Event(new DeltaFrame("m", 2, "ll")) + Event(Item(2)) + Event(Item(3))[..20],
            "",
            ": still here\n\n" + Event(Item(2)) + Event(new DeltaFrame("m", 0, "Hello")) + Event(Item(3)) + Event(Item(4)),
            Event(new ClosedFrame(new(FaultCodes.RuntimeStopped, "x"))),
            Event(Item(5)) + Event(Gone));
        var frames = await ReadAsync(server, null);

        frames.Select(Short).ShouldBe(["snapshot 1", "m2:ll", "2", "m4:o", "3", "4", "5", FaultCodes.UnknownWorker]);
        frames[^1].ShouldBeOfType<ClosedFrame>().Fault.Message.ShouldNotContain("the-remote-says-this");
        server.Heads.Select(head => head.Split("\r\n").FirstOrDefault(line => line.StartsWith("Last-Event-ID: ", StringComparison.Ordinal))?["Last-Event-ID: ".Length..])
            .ShouldBe([null, "c2", "c2", "c4", "c4"]);
    }

    public static TheoryData<string, string> Ends => new()
    {
        { Event(Item(2)) + Event(Item(4)), FaultCodes.RuntimeMalformedResponse },
        { Event(Snapshot(1)), FaultCodes.RuntimeMalformedResponse },
        { "data: no json\n\n", FaultCodes.RuntimeMalformedResponse },
        { "data: {}\n\n", FaultCodes.RuntimeMalformedResponse },
        { "data: {\"frame\":\"other\"}\n\n", FaultCodes.RuntimeMalformedResponse },
        { Event(new DeltaFrame("m", -1, "x")), FaultCodes.RuntimeMalformedResponse },
        { $"data: {new string('x', 300_000)}\n\n", FaultCodes.RuntimeMalformedResponse },
        { new string('x', 600_000), FaultCodes.RuntimeMalformedResponse },
        { Event(new ClosedFrame(new(FaultCodes.CursorExpired, "x"))), FaultCodes.CursorExpired },
        { Event(new ClosedFrame(new("a_code_of_its_own", "x"))), FaultCodes.RuntimeMalformedResponse },
        { Event(new ClosedFrame(new(FaultCodes.Unauthorized, "x"))), FaultCodes.RuntimeAuthFailed },
    };

    [Theory]
    [MemberData(nameof(Ends))]
    public async Task What_cannot_be_gone_over_ends_the_stream_with_a_code(string text, string code)
    {
        await using var server = Server(text);
        (await ReadAsync(server, "c1"))[^1].ShouldBeOfType<ClosedFrame>().Fault.Code.ShouldBe(code);
    }

    [Fact]
    public async Task Where_nothing_comes_back_the_stream_ends_with_its_patience()
    {
        await using var server = HostileServer.Saying("");
        (await ReadAsync(server, null, TimeSpan.FromMilliseconds(300))).ShouldHaveSingleItem().ShouldBeOfType<ClosedFrame>().Fault.Code.ShouldBe(FaultCodes.RuntimeUnavailable);
    }

    private static async Task<List<ObservationFrame>> ReadAsync(HostileServer server, string? after, TimeSpan? patience = null)
    {
        using var client = RuntimeClient.Create(new() { Address = server.Address, Token = "token", MostBytes = 256 * 1024, StreamPatience = patience ?? Timeout.InfiniteTimeSpan }).Value;
        var frames = new List<ObservationFrame>();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        enough.CancelAfter(TimeSpan.FromSeconds(30));
        await foreach (var frame in client.Observe(Worker, after, enough.Token)) frames.Add(frame);
        return frames;
    }

    /// <summary>Tells the first connection the first text, and so on, and breaks each.</summary>
    private static HostileServer Server(params string[] texts) => HostileServer.Start((number, _, stream, token) =>
        stream.WriteAsync(Encoding.UTF8.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nConnection: close\r\n\r\n{texts[Math.Min(number, texts.Length - 1)]}"), token).AsTask());

    private static string Event(ObservationFrame frame) => $"event: x\ndata: {JsonSerializer.Serialize(frame, WireJson.Default.ObservationFrame)}\n\n";

    private static EventFrame Item(long seq) => new(new SystemNote("note") { Seq = seq }, $"c{seq}");

    private static SnapshotFrame Snapshot(long seq, DeltaFrame? inFlight = null) => new(
        new() { Id = Worker, Profile = "p", Role = "r", Desired = DesiredState.Active, State = RunState.Busy, CreatedAt = default, LastSeq = seq, Tokens = TokenCount.Zero }, [], inFlight, $"c{seq}");

    private static string Short(ObservationFrame frame) => frame switch
    {
        SnapshotFrame x => $"snapshot {x.Worker.LastSeq}",
        EventFrame x => $"{x.Event.Seq}",
        DeltaFrame x => $"{x.MessageId}{x.Offset}:{x.Text}",
        ClosedFrame x => x.Fault.Code,
        _ => "",
    };
}
