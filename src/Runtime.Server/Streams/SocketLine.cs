using System.Net.WebSockets;
using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>A WebSocket that only tells: one JSON frame a message. Pings show that it holds.</summary>
internal sealed class SocketLine(WebSocket socket, TimeProvider time, CancellationToken aborted) : IStreamLine
{
    private static readonly TimeSpan Farewell = TimeSpan.FromSeconds(5);
    private static readonly Fault Inbound = new(FaultCodes.ObservationOnly, "The socket is only for watching; send a Worker input by its own route.");

    public Task<Fault?> Left { get; } = LeftAsync(socket, aborted);

    public async ValueTask SendAsync(StreamItem item, bool more, CancellationToken cancellationToken)
    {
        try
        {
            await socket.SendAsync(item.Data, WebSocketMessageType.Text, endOfMessage: true, cancellationToken);
            if (item.Closed is { } why) await socket.CloseOutputAsync(StatusOf(why.Code), why.Code, cancellationToken);
        }
        catch (Exception exception) when (exception is IOException or WebSocketException)
        {
            throw new OperationCanceledException("The reader is gone.", exception);
        }
    }

    public ValueTask BeatAsync(CancellationToken cancellationToken) => default;

    /// <summary>Ends it by the rules: answers a reader's close, or takes what a reader still sends until it closes too, for a while; else its last words could be lost on the way.</summary>
    public async Task EndAsync()
    {
        using var enough = new CancellationTokenSource(Farewell, time);
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, aborted);
        try
        {
            await Left.WaitAsync(ending.Token);
            if (socket.State == WebSocketState.CloseReceived) await socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, ending.Token);
            var unread = new byte[4096];
            while (socket.State == WebSocketState.CloseSent) await socket.ReceiveAsync(unread, ending.Token);
        }
        catch (Exception exception) when (exception is OperationCanceledException or WebSocketException)
        {
            socket.Abort();
        }
    }

    private static async Task<Fault?> LeftAsync(WebSocket socket, CancellationToken aborted)
    {
        try
        {
            // What it holds is not looked at.
            var received = await socket.ReceiveAsync(new byte[1], aborted);
            return received.MessageType == WebSocketMessageType.Close ? null : Inbound;
        }
        catch (WebSocketException)
        {
            return null;
        }
    }

    private static WebSocketCloseStatus StatusOf(string code) => code switch
    {
        FaultCodes.ObservationOnly or FaultCodes.Unauthorized => WebSocketCloseStatus.PolicyViolation,
        FaultCodes.RuntimeStopped => WebSocketCloseStatus.EndpointUnavailable,
        FaultCodes.Internal or FaultCodes.StoreFailed or FaultCodes.StoreCorrupt => WebSocketCloseStatus.InternalServerError,
        _ => WebSocketCloseStatus.NormalClosure,
    };
}
