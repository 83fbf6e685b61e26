using System.Runtime.CompilerServices;
using Microsoft.AspNetCore.Http;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>The board as server-sent events: a snapshot, then changes.</summary>
internal sealed class BoardStream(BoardProjection board, EventStream stream)
{
    // All who watch are given the same objects: they are written once, and kept as long as the objects are.
    private readonly ConditionalWeakTable<BoardFrame, byte[]> _written = [];

    public Task WatchAsync(HttpContext context) => stream.WriteAsync(context, board.WatchAsync, frame => _written.GetValue(frame, Write));

    private static byte[] Write(BoardFrame frame) => ServerEvent.Write(NameOf(frame), frame, BrowserJson.Default.BoardFrame);

    private static string NameOf(BoardFrame frame) => frame switch
    {
        BoardSnapshotFrame => "snapshot",
        CardFrame => "card",
        GoneFrame => "gone",
        _ => throw new InvalidOperationException($"No event is named for {frame.GetType().Name}."),
    };
}
