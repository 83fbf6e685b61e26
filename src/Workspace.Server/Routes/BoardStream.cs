using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>The board as server-sent events: a snapshot, then changes.</summary>
internal sealed class BoardStream(BoardProjection board, EventStream stream)
{
    public Task WatchAsync(HttpContext context) => stream.WriteAsync(context, FramesAsync);

    private async IAsyncEnumerable<ServerEvent> FramesAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var frame in board.WatchAsync(cancellationToken)) yield return ServerEvent.Of(NameOf(frame), frame, BrowserJson.Default.BoardFrame);
    }

    private static string NameOf(BoardFrame frame) => frame switch
    {
        BoardSnapshotFrame => "snapshot",
        CardFrame => "card",
        GoneFrame => "gone",
        _ => throw new InvalidOperationException($"No event is named for {frame.GetType().Name}."),
    };
}
