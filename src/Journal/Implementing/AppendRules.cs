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

    /// <summary>Characters of an operation key at most.</summary>
    public const int MaxKeyLength = 128;

    private static readonly SearchValues<char> TypeCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789_");

    /// <summary>Answers why an append is refused whatever the stream holds (<c>invalid</c>, <c>too_large</c>), or null.</summary>
    public static Fault? Check(Append append)
    {
        if (append.Events.Count == 0 && append.Head is null) return Invalid("An append holds at least one event or a head.");
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
