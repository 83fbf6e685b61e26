using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace Yoi.Journal.Files;

/// <summary>Reads lines of the log; a line has no line break here.</summary>
internal static class LineReader
{
    private static readonly JsonReaderOptions Options = new() { MaxDepth = 256 };

    /// <summary>True where the checksum at the line's end covers the line.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> line)
    {
        if (line.Length <= LineWriter.SuffixLength) return false;
        var suffix = line[^LineWriter.SuffixLength..];
        return suffix.StartsWith(",\"crc\":\""u8) && suffix.EndsWith("\"}"u8)
            && Utf8Parser.TryParse(suffix[8..16], out uint crc, out var used, 'x') && used == 8
            && crc == Checksum.Of(line[..^LineWriter.SuffixLength]);
    }

    /// <summary>How every line of a stream begins.</summary>
    public static byte[] BeginningOf(StreamId stream) => Encoding.Latin1.GetBytes($"{{\"stream\":\"{stream}\",");

    /// <summary>True where a line is whole and begins so: a file may have been put in another stream's place.</summary>
    public static bool IsWhole(ReadOnlySpan<byte> line, ReadOnlySpan<byte> beginning) => line.StartsWith(beginning) && IsWhole(line);

    /// <summary>Reads what stands before the events of a whole line; false where it has another form.</summary>
    public static bool TryReadPrefix(ReadOnlySpan<byte> line, out LinePrefix prefix)
    {
        if (TryReadPlain(line, out prefix)) return true;
        prefix = default;
        try
        {
            var reader = new Utf8JsonReader(line, Options);
            prefix = ReadPrefix(ref reader, line);
            return prefix.Stream.Length > 0 && prefix.Version > 0 && prefix.Count >= 0;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return false;
        }
    }

    /// <summary>The events of a whole line; null where it has another form.</summary>
    public static IReadOnlyList<StoredEvent>? Events(ReadOnlySpan<byte> line)
    {
        try
        {
            var reader = new Utf8JsonReader(line, Options);
            var prefix = ReadPrefix(ref reader, line);
            var events = new List<StoredEvent>(prefix.Count);
            while (reader.Read() && reader.TokenType == JsonTokenType.StartObject) events.Add(ReadEvent(ref reader, line, prefix.Version + events.Count));
            return events.Count == prefix.Count ? events : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            return null;
        }
    }

    /// <summary>The stream a damaged line seems to belong to, by its first characters.</summary>
    public static StreamId? StreamOf(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith(Beginning)) return null;
        var rest = line[Beginning.Length..];
        var end = rest.IndexOf((byte)'"');
        return end is > 0 and <= 129 && StreamId.TryParse(Encoding.Latin1.GetString(rest[..end]), out var stream) ? stream : null;
    }

    /// <summary>How every line begins.</summary>
    public static ReadOnlySpan<byte> Beginning => "{\"stream\":\""u8;

    /// <summary>True for one JSON value without a line break.</summary>
    public static bool IsJsonLine(ReadOnlySpan<byte> text)
    {
        if (text.IndexOfAny((byte)'\n', (byte)'\r') >= 0 || !Utf8.IsValid(text)) return false;
        // Blanks around the value would not come back.
        if (text.IsEmpty || text[0] is (byte)' ' or (byte)'\t' || text[^1] is (byte)' ' or (byte)'\t') return false;
        try
        {
            var reader = new Utf8JsonReader(text);
            if (!reader.Read()) return false;
            reader.Skip();
            return !reader.Read();
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The form most lines have: numbers, and then the events.</summary>
    private static bool TryReadPlain(ReadOnlySpan<byte> line, out LinePrefix prefix)
    {
        prefix = default;
        if (!line.StartsWith(Beginning)) return false;
        var rest = line[Beginning.Length..];
        if (rest.IndexOf((byte)'"') is var end && end <= 0) return false;
        prefix.Stream = rest[..end];
        rest = rest[end..];
        return TryNumber(ref rest, "\",\"version\":"u8, out prefix.Version) && prefix.Version > 0
            && TryNumber(ref rest, ",\"count\":"u8, out var count) && count is >= 0 and <= int.MaxValue && (prefix.Count = (int)count) == count
            && (!rest.StartsWith(",\"behind\":"u8) || TryNumber(ref rest, ",\"behind\":"u8, out prefix.Behind))
            && rest.StartsWith(",\"events\":["u8) && !prefix.Stream.Contains((byte)'\\');
    }

    private static bool TryNumber(ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> name, out long value)
    {
        value = 0;
        if (!rest.StartsWith(name) || !Utf8Parser.TryParse(rest[name.Length..], out value, out var used)) return false;
        rest = rest[(name.Length + used)..];
        return true;
    }

    private static LinePrefix ReadPrefix(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        var prefix = default(LinePrefix);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (name.SequenceEqual("events"u8)) break;
            if (name.SequenceEqual("stream"u8)) prefix.Stream = reader.ValueSpan;
            else if (name.SequenceEqual("version"u8)) prefix.Version = reader.GetInt64();
            else if (name.SequenceEqual("count"u8)) prefix.Count = reader.GetInt32();
            else if (name.SequenceEqual("behind"u8)) prefix.Behind = reader.GetInt64();
            else if (name.SequenceEqual("key"u8)) prefix.Key = reader.GetString();
            else if (name.SequenceEqual("head"u8)) prefix.Head = new(Raw(ref reader, line));
            else if (name.SequenceEqual("head_base64"u8)) prefix.Head = new(reader.GetBytesFromBase64());
            else if (name.SequenceEqual("retired_at"u8)) prefix.RetiredAt = reader.GetDateTimeOffset();
            else if (name.SequenceEqual("snapshot"u8)) prefix.Snapshot = new(Raw(ref reader, line));
            else if (name.SequenceEqual("snapshot_base64"u8)) prefix.Snapshot = new(reader.GetBytesFromBase64());
        }

        return prefix;
    }

    private static StoredEvent ReadEvent(ref Utf8JsonReader reader, ReadOnlySpan<byte> line, long version)
    {
        string? type = null;
        byte[]? data = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            reader.Read();
            if (isType) type = reader.GetString();
            else data = Raw(ref reader, line).ToArray();
        }

        return new(version, type ?? throw new JsonException(), data ?? throw new JsonException());
    }

    private static ReadOnlySpan<byte> Raw(scoped ref Utf8JsonReader reader, ReadOnlySpan<byte> line)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        return line[start..(int)reader.BytesConsumed];
    }
}

/// <summary>What stands before the events of a line.</summary>
internal ref struct LinePrefix
{
    public ReadOnlySpan<byte> Stream;
    public long Version;
    public int Count;
    public long Behind;
    public string? Key;
    public OpaqueText Head;
    public OpaqueText Snapshot;
    public DateTimeOffset? RetiredAt;
}

/// <summary>A head or a snapshot as it lies in a line, copied only where it is kept.</summary>
internal readonly ref struct OpaqueText(ReadOnlySpan<byte> bytes)
{
    private readonly ReadOnlySpan<byte> _bytes = bytes;

    public bool IsThere { get; } = true;

    public ReadOnlyMemory<byte>? Copy() => IsThere ? _bytes.ToArray().AsMemory() : default(ReadOnlyMemory<byte>?);
}
