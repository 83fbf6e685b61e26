using System.Text.Encodings.Web;
using System.Text.Json;
using Yoi.Journal;
using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>Worker events and heads as the journal keeps them. The event's JSON discriminator is also the journal's event type.</summary>
internal static class EventCodec
{
    // Written for people to read: text in any script stays as it is. Read back by the same contexts.
    private static readonly WireJson Wire = new(new(WireJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
    private static readonly HeadJson Heads = new(new(HeadJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });

    private static readonly Dictionary<Type, string> Types = Wire.WorkerEvent.PolymorphismOptions!.DerivedTypes
        .ToDictionary(derived => derived.DerivedType, derived => (string)derived.TypeDiscriminator!);

    /// <summary>Whether the event is of a kind that histories hold.</summary>
    public static bool Knows(WorkerEvent item) => Types.ContainsKey(item.GetType());

    public static NewEvent Encode(WorkerEvent item) => new(Types[item.GetType()], JsonSerializer.SerializeToUtf8Bytes(item, Wire.WorkerEvent));

    public static byte[] Encode(WorkerHead head) => JsonSerializer.SerializeToUtf8Bytes(head, Heads.WorkerHead);

    public static Result<WorkerEvent> Decode(StreamId stream, StoredEvent stored)
    {
        try
        {
            if (JsonSerializer.Deserialize(stored.Data.Span, Wire.WorkerEvent) is { } item && item.Seq == stored.Version) return item;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            return Unreadable(stream, $"event {stored.Version} of type '{stored.Type}' has no known form: {exception.Message}");
        }

        return Unreadable(stream, $"event {stored.Version} carries another number");
    }

    /// <summary>False where a stream's head tells of no run under way; quicker than to decode it, and opening asks it of every Worker.</summary>
    public static bool MayHaveRun(StreamHead head) => head.Head.Span.IndexOf("\"run\":"u8) >= 0;

    public static Result<WorkerHead> DecodeHead(StreamHead head)
    {
        if (head.Diagnostic is { } fault) return fault;
        try
        {
            return JsonSerializer.Deserialize(head.Head.Span, Heads.WorkerHead) is { } decoded ? decoded : Unreadable(head.Stream, "its summary is empty");
        }
        catch (JsonException exception)
        {
            return Unreadable(head.Stream, $"its summary has no known form: {exception.Message}");
        }
    }

    private static Fault Unreadable(StreamId stream, string why) =>
        new(FaultCodes.StoreCorrupt, $"The history {stream} cannot be used: {why}. It may be a newer program's; otherwise restore it from a backup.");
}
