using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using Yoi.Protocol;

namespace Yoi.Journal.Implementing;

/// <summary>What every journal asks of an append before it looks at the stream, and the limits it names.</summary>
public static class AppendRules
{
    /// <summary>Bytes of one event's data at most.</summary>
    public const int MaxEventBytes = 256 * 1024;

    /// <summary>Events of one append at most.</summary>
    public const int MaxEvents = 1_000;

    /// <summary>Bytes of all data of one append at most.</summary>
    public const int MaxAppendBytes = 16 * 1024 * 1024;

    /// <summary>Bytes of a head at most.</summary>
    public const int MaxHeadBytes = 4 * 1024;

    /// <summary>Bytes of a snapshot at most.</summary>
    public const int MaxSnapshotBytes = 4 * 1024 * 1024;

    /// <summary>Characters of an operation key at most.</summary>
    public const int MaxKeyLength = 128;

    private static readonly SearchValues<char> TypeCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_");

    /// <summary>Answers why an append is refused whatever the stream holds (<c>invalid</c>, <c>too_large</c>), or null.</summary>
    public static Fault? Check(Append append)
    {
        if (append.Events.Count == 0 && append.Head is null && append.Snapshot is null && !append.Retire) return Invalid("An append holds at least one event, a head, a snapshot or the stream's end.");
        if (append.Fence is { } fence && (fence.Number < 1 || !StreamId.IsPart(fence.Lease))) return Invalid("A fence has a lease's name, as a part of a stream's id, and a number from 1 on.");
        if (append.Snapshot is not null && (append.Events.Count > 0 || append.Head is not null || append.Retire || append.OperationKey is not null || append.ExpectedVersion is null))
            return Invalid("A snapshot comes alone, with the version it is of.");
        if (append.Snapshot is { Length: > MaxSnapshotBytes }) return TooLarge($"A snapshot holds at most {MaxSnapshotBytes} bytes.");
        if (append.ExpectedVersion < 0) return Invalid("An expected version is 0 or more.");
        if (append.OperationKey is { } key && (key.Length is 0 or > MaxKeyLength || !IsText(key)))
            return Invalid($"An operation key has 1 to {MaxKeyLength} characters of well-formed text.");
        if (append.Events.Count > MaxEvents) return TooLarge($"An append holds at most {MaxEvents} events; split it.");
        if (append.Head is { Length: > MaxHeadBytes }) return TooLarge($"A head holds at most {MaxHeadBytes} bytes.");
        long total = 0;
        foreach (var item in append.Events)
        {
            if (item.Type.Length is 0 or > 64 || item.Type.AsSpan().IndexOfAnyExcept(TypeCharacters) >= 0)
                return Invalid("An event's type is 1 to 64 characters of lower-case snake case.");
            if (item.Data.Length > MaxEventBytes) return TooLarge($"An event holds at most {MaxEventBytes} bytes.");
            if (!IsJsonObject(item.Data.Span)) return Invalid($"The data of a '{item.Type}' event is not one JSON object in UTF-8.");
            total += item.Data.Length;
        }

        return total > MaxAppendBytes ? TooLarge($"An append holds at most {MaxAppendBytes} bytes of data; split it.") : null;
    }

    /// <summary>Answers <c>conflict</c> where the stream is not at the version the caller last saw, or null.</summary>
    public static Fault? Conflict(StreamId stream, long? expected, long actual) =>
        expected is null || expected == actual
            ? null
            : new(FaultCodes.Conflict, $"The stream {stream} is at version {actual}, not {expected}; read it again.");

    /// <summary>Answers <c>stream_retired</c> where the stream was ended, or null.</summary>
    public static Fault? Ended(StreamId stream, bool isRetired) =>
        isRetired ? new(FaultCodes.StreamRetired, $"The stream {stream} was ended; nothing is appended to it.") : null;

    /// <summary>Answers <c>fenced</c> where the lease has another number by now, or null.</summary>
    public static Fault? Fenced(Fence? fence, Func<StreamId, long> versionOf) => fence is null || versionOf(LeaseStream(fence.Lease)) is var now && now == fence.Number
        ? null
        : new(FaultCodes.Fenced, $"The lease {fence.Lease} was taken by another since; stop acting for it.");

    /// <summary>The category of the streams that leases are.</summary>
    public const string LeaseCategory = "leases";

    /// <summary>The stream whose version is a lease's fencing number.</summary>
    public static StreamId LeaseStream(string lease) => new(LeaseCategory, lease);

    private static bool IsJsonObject(ReadOnlySpan<byte> data)
    {
        if (!Utf8.IsValid(data)) return false;
        var reader = new Utf8JsonReader(data);
        try
        {
            if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject) return false;
            reader.Skip();
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static bool IsText(string text)
    {
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune == Rune.ReplacementChar || Rune.IsControl(rune)) return false;
        }

        return true;
    }

    private static Fault Invalid(string message) => new(FaultCodes.Invalid, message);

    private static Fault TooLarge(string message) => new(FaultCodes.TooLarge, message);
}
