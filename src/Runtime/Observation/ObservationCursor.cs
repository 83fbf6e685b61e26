using System.Buffers.Binary;
using System.Buffers.Text;
using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>A place in one Worker's history in one store, as text that is opaque to its holder.</summary>
internal static class ObservationCursor
{
    private const byte Form = 1;
    private const int Length = 1 + 16 + 16 + 8;

    public static string Encode(Guid store, WorkerId worker, long seq)
    {
        Span<byte> bytes = stackalloc byte[Length];
        bytes[0] = Form;
        store.TryWriteBytes(bytes[1..], bigEndian: true, out _);
        worker.Value.TryWriteBytes(bytes[17..], bigEndian: true, out _);
        BinaryPrimitives.WriteInt64BigEndian(bytes[33..], seq);
        return Base64Url.EncodeToString(bytes);
    }

    /// <summary>The number a cursor points behind, or <c>cursor_malformed</c>, <c>cursor_foreign</c>, <c>cursor_future</c>.</summary>
    public static Result<long> Decode(string cursor, Guid store, WorkerId worker, long lastSeq)
    {
        Span<byte> bytes = stackalloc byte[Length];
        if (!Base64Url.IsValid(cursor, out var length) || length != Length) return Malformed();
        Base64Url.DecodeFromChars(cursor, bytes);
        var seq = BinaryPrimitives.ReadInt64BigEndian(bytes[33..]);
        if (bytes[0] != Form || seq < 0) return Malformed();
        if (new Guid(bytes[1..17], bigEndian: true) != store || new Guid(bytes[17..33], bigEndian: true) != worker.Value)
            return new Fault(FaultCodes.CursorForeign, "The cursor belongs to another store or Worker; observe without one.");
        return seq > lastSeq
            ? new Fault(FaultCodes.CursorFuture, $"The cursor points behind event {seq}, but the newest is {lastSeq}; observe without one.")
            : seq;
    }

    private static Fault Malformed() => new(FaultCodes.CursorMalformed, "The text is no cursor; observe without one.");
}
