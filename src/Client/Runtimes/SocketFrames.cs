using System.Net;
using System.Net.WebSockets;
using Yoi.Protocol;

namespace Yoi.Client;

/// <summary>Frames as messages of a WebSocket, each bounded in size and in the time it may take. Pings find out that a line is broken.</summary>
internal sealed class SocketFrames : IFrames
{
    private static readonly TimeSpan MostForOne = TimeSpan.FromSeconds(60);

    private readonly ClientWebSocket _socket;
    private readonly RuntimeClientOptions _options;
    private readonly byte[] _buffer = new byte[16 * 1024];

    private SocketFrames(ClientWebSocket socket, RuntimeClientOptions options) => (_socket, _options) = (socket, options);

    public static async Task<Result<IFrames>> OpenAsync(RuntimeHttp http, string path, string? after, RuntimeClientOptions options, CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(options.Deadline, options.Time);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        var place = http.At(after is null ? path : $"{path}?cursor={Uri.EscapeDataString(after)}");
        var address = new UriBuilder(place) { Scheme = place.Scheme == Uri.UriSchemeHttps ? Uri.UriSchemeWss : Uri.UriSchemeWs }.Uri;
        var socket = new ClientWebSocket();
        socket.Options.Proxy = null;
        socket.Options.CollectHttpResponseDetails = true;
        socket.Options.KeepAliveInterval = TimeSpan.FromSeconds(15);
        socket.Options.KeepAliveTimeout = TimeSpan.FromSeconds(30);
        socket.Options.SetRequestHeader("Authorization", http.Token.ToString());
        try
        {
            await socket.ConnectAsync(address, enough.Token);
            return new SocketFrames(socket, options);
        }
        catch (WebSocketException)
        {
            var fault = Of(socket.HttpStatusCode);
            socket.Dispose();
            return fault;
        }
        catch (OperationCanceledException)
        {
            socket.Dispose();
            cancellationToken.ThrowIfCancellationRequested();
            return RemoteFaults.TimedOut;
        }
    }

    public async ValueTask<Result<SentFrame>> NextAsync(CancellationToken cancellationToken)
    {
        using var deadline = new CancellationTokenSource(Timeout.InfiniteTimeSpan, _options.Time);
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(deadline.Token, cancellationToken);
        using var message = new MemoryStream();
        try
        {
            while (true)
            {
                var received = await _socket.ReceiveAsync(_buffer.AsMemory(), enough.Token);
                if (received.MessageType == WebSocketMessageType.Close) return RemoteFaults.Unavailable;
                if (received.MessageType != WebSocketMessageType.Text || message.Length + received.Count > _options.MostBytes) return RemoteFaults.Malformed;
                await message.WriteAsync(_buffer.AsMemory(0, received.Count), cancellationToken);
                if (received.EndOfMessage) return new SentFrame(message.ToArray());
                if (message.Length == received.Count) deadline.CancelAfter(MostForOne);
            }
        }
        catch (WebSocketException exception)
        {
            return exception.WebSocketErrorCode is WebSocketError.Faulted or WebSocketError.InvalidMessageType or WebSocketError.HeaderError ? RemoteFaults.Malformed : RemoteFaults.Unavailable;
        }
        catch (OperationCanceledException)
        {
            cancellationToken.ThrowIfCancellationRequested();
            return RemoteFaults.TimedOut;
        }
    }

    public ValueTask DisposeAsync()
    {
        _socket.Abort();
        _socket.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>A refusal before the first frame has no body that could be read here.</summary>
    private static Fault Of(HttpStatusCode status) => status switch
    {
        HttpStatusCode.NotFound => RemoteFaults.Of(FaultCodes.UnknownWorker),
        // Nothing was answered at all.
        0 => RemoteFaults.Unavailable,
        _ => RemoteFaults.Of(status),
    };
}
