using Microsoft.AspNetCore.Http;
using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>One Worker as it goes on: a snapshot, or what follows a cursor, then everything after it.</summary>
internal sealed class ObservationRoutes(WorkerRuntime runtime, OwnWorkers own, StreamPump pump, TimeProvider time)
{
    private static readonly TimeSpan Ping = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan PingAnswer = TimeSpan.FromSeconds(30);

    public Task StreamAsync(HttpContext context) => own.WithAsync(context, worker =>
    {
        var after = context.Request.Headers["Last-Event-ID"] is [{ Length: > 0 } cursor] ? cursor : null;
        return pump.RunAsync(context, new EventLine(context), cancellationToken => runtime.Observe(worker.Id, after, cancellationToken), StreamItem.Of);
    });

    public Task SocketAsync(HttpContext context) => own.WithAsync(context, async worker =>
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await Refusal.WriteAsync(context, new(FaultCodes.Invalid, "This route takes WebSocket requests only; events/stream is the same over HTTP."));
            return;
        }

        var after = context.Request.Query["cursor"] is [{ Length: > 0 } cursor] ? cursor : null;
        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext { KeepAliveInterval = Ping, KeepAliveTimeout = PingAnswer });
        var line = new SocketLine(socket, time, context.RequestAborted);
        await pump.RunAsync(context, line, cancellationToken => runtime.Observe(worker.Id, after, cancellationToken), StreamItem.Of);
        await line.EndAsync();
    });
}
