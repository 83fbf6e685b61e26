using System.Net.WebSockets;
using System.Text.Json;
using Yoi.Protocol;

namespace Yoi.Tests.Unit.Runtime.Server;

public sealed class SocketTests : ServerFixture
{
    [Fact]
    public async Task A_socket_is_a_snapshot_and_then_what_follows_one_frame_a_message()
    {
        var (id, run) = await MakeRunningAsync();
        using var socket = await ConnectAsync(id);
        var snapshot = (await NextAsync(socket)).ShouldBeOfType<SnapshotFrame>();
        await run.AppendAsync(new AssistantMessage("m", "Hi"));
        (await NextAsync(socket)).ShouldBeOfType<EventFrame>().Event.Seq.ShouldBe(4);
        run.Finish();

        using var resumed = await ConnectAsync(id, snapshot.Cursor);
        (await NextAsync(resumed)).ShouldBeOfType<EventFrame>().Event.Seq.ShouldBe(4);
        (await NextAsync(resumed)).ShouldBeOfType<EventFrame>().Event.ShouldBeOfType<RunFinished>();
        await resumed.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Cancelled);
        resumed.CloseStatus.ShouldBe(WebSocketCloseStatus.NormalClosure);
    }

    [Theory]
    [InlineData(WebSocketMessageType.Text, 2, true)]
    [InlineData(WebSocketMessageType.Binary, 100_000, true)]
    [InlineData(WebSocketMessageType.Text, 1, false)]
    public async Task Whatever_is_sent_ends_it(WebSocketMessageType type, int bytes, bool whole)
    {
        var (id, _) = await MakeAsync();
        using var socket = await ConnectAsync(id);
        (await NextAsync(socket)).ShouldBeOfType<SnapshotFrame>();
        await socket.SendAsync(new byte[bytes], type, whole, Cancelled);

        (await NextAsync(socket)).ShouldBeOfType<ClosedFrame>().Fault.Code.ShouldBe(FaultCodes.ObservationOnly);
        (await NextAsync(socket)).ShouldBeNull();
        (socket.CloseStatus, socket.CloseStatusDescription).ShouldBe((WebSocketCloseStatus.PolicyViolation, FaultCodes.ObservationOnly));
        (await GetAsync(id)).LastSeq.ShouldBe(1);
    }

    [Fact]
    public async Task A_cursor_that_cannot_be_used_closes_with_its_code()
    {
        var (id, _) = await MakeAsync();
        using var socket = await ConnectAsync(id, "no cursor");

        (await NextAsync(socket)).ShouldBeOfType<ClosedFrame>().Fault.Code.ShouldBe(FaultCodes.CursorMalformed);
        (await NextAsync(socket)).ShouldBeNull();
        socket.CloseStatusDescription.ShouldBe(FaultCodes.CursorMalformed);
    }

    [Fact]
    public async Task A_token_that_is_taken_back_closes_it()
    {
        var (id, _) = await MakeAsync();
        using var socket = await ConnectAsync(id);
        (await NextAsync(socket)).ShouldBeOfType<SnapshotFrame>();
        Tokens.Revoke();

        (await NextAsync(socket)).ShouldBeOfType<ClosedFrame>().Fault.Code.ShouldBe(FaultCodes.Unauthorized);
        (await NextAsync(socket)).ShouldBeNull();
        socket.CloseStatus.ShouldBe(WebSocketCloseStatus.PolicyViolation);
    }

    [Fact]
    public async Task Without_an_upgrade_the_route_says_what_it_takes()
    {
        var (id, _) = await MakeAsync();
        await ProblemAsync(400, FaultCodes.Invalid, "GET", $"/v1/workers/{id}/events/ws");
    }

    private async Task<ClientWebSocket> ConnectAsync(WorkerId id, string? cursor = null)
    {
        var socket = new ClientWebSocket();
        socket.Options.SetRequestHeader("Authorization", $"Bearer {Token}");
        var query = cursor is null ? "" : $"?cursor={Uri.EscapeDataString(cursor)}";
        await socket.ConnectAsync(new($"ws://{Server.Address.Authority}/v1/workers/{id}/events/ws{query}"), Cancelled);
        return socket;
    }

    private static async Task<ObservationFrame?> NextAsync(ClientWebSocket socket)
    {
        using var message = new MemoryStream();
        var buffer = new byte[4096];
        while (true)
        {
            var received = await socket.ReceiveAsync(buffer, Cancelled).WaitAsync(TimeSpan.FromSeconds(20), Cancelled);
            if (received.MessageType == WebSocketMessageType.Close) return null;
            message.Write(buffer, 0, received.Count);
            if (received.EndOfMessage) return JsonSerializer.Deserialize(message.ToArray(), WireJson.Default.ObservationFrame);
        }
    }
}
