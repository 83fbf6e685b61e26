using System.Text.Json;
using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>One thing a stream tells.</summary>
/// <param name="Name">The name of its server-sent event.</param>
/// <param name="Data">One line of JSON.</param>
/// <param name="Cursor">Where a reader goes on behind it; null leaves the last one standing.</param>
/// <param name="Closed">Why there is no more, where this is the last.</param>
internal sealed record StreamItem(string Name, ReadOnlyMemory<byte> Data, string? Cursor = null, Fault? Closed = null)
{
    public static StreamItem Of(ObservationFrame frame)
    {
        if (frame is ClosedFrame closed) frame = new ClosedFrame(Refusal.InOurWords(closed.Fault));
        var data = JsonSerializer.SerializeToUtf8Bytes(frame, WireJson.Default.ObservationFrame);
        return frame switch
        {
            SnapshotFrame x => new("snapshot", data, x.Cursor),
            EventFrame x => new("event", data, x.Cursor),
            DeltaFrame => new("delta", data),
            ClosedFrame x => new("closed", data, null, x.Fault),
            _ => throw new InvalidOperationException($"No event is named for {frame.GetType().Name}."),
        };
    }

    public static StreamItem Of(WorkerHint hint) => new("hint", JsonSerializer.SerializeToUtf8Bytes(hint, WireJson.Default.WorkerHint));

    /// <summary>The end of a stream.</summary>
    public static StreamItem End(Fault why) => Of(new ClosedFrame(why));
}
