using System.Buffers;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>One thing a stream tells, as it goes over the line.</summary>
/// <param name="Event">All of its server-sent event; an id is the cursor that a reader goes on behind, without one the last one stands.</param>
/// <param name="Data">The event's data alone, one line of JSON: the message of a WebSocket.</param>
/// <param name="Closed">Why there is no more, where this is the last.</param>
internal sealed record StreamItem(ReadOnlyMemory<byte> Event, ReadOnlyMemory<byte> Data, Fault? Closed = null)
{
    // Whoever observes a Worker gets the same object of what it does: it is written once for all of them, and kept as long as the object is.
    private static readonly ConditionalWeakTable<ObservationFrame, StreamItem> Written = [];

    public static StreamItem Of(ObservationFrame frame) => frame switch
    {
        EventFrame x => Written.GetValue(x, shared => Write("event", shared, ((EventFrame)shared).Cursor)),
        DeltaFrame x => Written.GetValue(x, shared => Write("delta", shared)),
        SnapshotFrame x => Write("snapshot", x, x.Cursor),
        ClosedFrame x => End(Refusal.InOurWords(x.Fault)),
        _ => throw new InvalidOperationException($"No event is named for {frame.GetType().Name}."),
    };

    public static StreamItem Of(WorkerHint hint) => Write("hint", hint, WireJson.Default.WorkerHint);

    /// <summary>The end of a stream.</summary>
    public static StreamItem End(Fault why) => Write("closed", new ClosedFrame(why)) with { Closed = why };

    private static StreamItem Write(string name, ObservationFrame frame, string? cursor = null) => Write(name, frame, WireJson.Default.ObservationFrame, cursor);

    private static StreamItem Write<T>(string name, T data, JsonTypeInfo<T> type, string? cursor = null)
    {
        var output = new ArrayBufferWriter<byte>(512);
        if (cursor is not null) Encoding.UTF8.GetBytes($"id: {cursor}\n", output);
        Encoding.UTF8.GetBytes($"event: {name}\ndata: ", output);
        var start = output.WrittenCount;
        using (var json = new Utf8JsonWriter(output)) JsonSerializer.Serialize(json, data, type);
        var length = output.WrittenCount - start;
        output.Write("\n\n"u8);
        var bytes = output.WrittenSpan.ToArray();
        return new(bytes, bytes.AsMemory(start, length));
    }
}
