using Microsoft.AspNetCore.Http;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>One Worker as server-sent events: a snapshot, or what follows Last-Event-ID, then everything after it. The id is the runtime's cursor. A frame is written once for all who watch.</summary>
internal sealed class WorkerStream(WorkerSurface workers, EventStream stream)
{
    public Task WatchAsync(HttpContext context) => WorkerRoutes.WithAsync(context, async worker =>
    {
        if ((await workers.Show(worker, context.RequestAborted)).Fault is { } fault)
        {
            await Refusal.WriteAsync(context, fault);
            return;
        }

        var after = context.Request.Headers["Last-Event-ID"] is [{ Length: > 0 } cursor] ? cursor : null;
        await stream.WriteAsync(context, cancellationToken => workers.Watch(worker, after, cancellationToken), watched => watched.WrittenBy(Write));
    });

    private static byte[] Write(WatchedFrame watched) => ServerEvent.Write(NameOf(watched.Frame), watched.Frame, BrowserJson.Default.WorkerFrame, watched.Cursor);

    private static string NameOf(WorkerFrame frame) => frame switch
    {
        WorkerSnapshotFrame => "snapshot",
        WorkerEventFrame => "event",
        WorkerDeltaFrame => "delta",
        WorkerStateFrame => "state",
        WorkerClosedFrame => "closed",
        _ => throw new InvalidOperationException($"No event is named for {frame.GetType().Name}."),
    };
}
