using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>The board as server-sent events: a snapshot, then changes; a comment every 15 s shows that the line still holds.</summary>
internal sealed class BoardStream(BoardProjection board, SessionLedger sessions, TimeProvider time, CancellationToken stopping)
{
    private static readonly TimeSpan Beat = TimeSpan.FromSeconds(15);

    public async Task WatchAsync(HttpContext context)
    {
        context.Response.ContentType = "text/event-stream";
        context.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await WriteAsync(context, ending.Token);
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested)
        {
            // The reader left or the server stops: a stream ends in no other way.
        }
    }

    private async Task WriteAsync(HttpContext context, CancellationToken cancellationToken)
    {
        using var watching = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        await using var frames = board.WatchAsync(watching.Token).GetAsyncEnumerator(watching.Token);
        var next = frames.MoveNextAsync().AsTask();
        try
        {
            var beat = Task.Delay(Beat, time, watching.Token);
            while (true)
            {
                var frame = await Task.WhenAny(next, beat) == next && await next ? frames.Current : null;
                // What was allowed once is asked again before each frame and at each beat.
                if (Caller.MayReadUntil(context, sessions) is null) return;
                if (frame is not null)
                {
                    await WriteFrameAsync(context.Response, frame, cancellationToken);
                    next = frames.MoveNextAsync().AsTask();
                }
                else
                {
                    await beat;
                    await context.Response.WriteAsync(": still here\n\n", cancellationToken);
                    beat = Task.Delay(Beat, time, watching.Token);
                }

                await context.Response.Body.FlushAsync(cancellationToken);
            }
        }
        finally
        {
            // An enumerator may only be disposed once its last step has ended, in whichever way.
            await watching.CancelAsync();
            await Task.WhenAny(next);
        }
    }

    private static async Task WriteFrameAsync(HttpResponse response, BoardFrame frame, CancellationToken cancellationToken)
    {
        var name = frame switch
        {
            BoardSnapshotFrame => "snapshot",
            CardFrame => "card",
            GoneFrame => "gone",
            _ => throw new InvalidOperationException($"No event is named for {frame.GetType().Name}."),
        };
        await response.WriteAsync($"event: {name}\ndata: ", cancellationToken);
        await response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(frame, BrowserJson.Default.BoardFrame), cancellationToken);
        await response.WriteAsync("\n\n", cancellationToken);
    }
}
