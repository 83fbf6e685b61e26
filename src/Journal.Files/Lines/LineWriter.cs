using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Yoi.Journal.Files;

/// <summary>
/// Writes a line of the log. One append is one line, so it is whole or it is not there:
/// <c>{"stream":"workers/…","version":5,"count":2,"key":"…","head":{…},"events":[{"type":"…","data":{…}},…],"crc":"0a1b2c3d"}</c>.
/// <c>version</c> is the first event's; a line that was not the first of what was written and synced at once has <c>behind</c>, the bytes before it; a head that is no JSON on one line is written as <c>head_base64</c>; the end of a stream has <c>retired_at</c>; a snapshot is a line
/// of its own with <c>snapshot</c> or <c>snapshot_base64</c> and no events; the checksum covers all before it.
/// </summary>
internal static class LineWriter
{
    /// <summary>Bytes from the comma before the checksum to the closing brace.</summary>
    public const int SuffixLength = 18;

    private static readonly SearchValues<byte> LineBreaks = SearchValues.Create("\r\n"u8);

    /// <summary>Writes the whole line, its line break included, behind those that are written with it.</summary>
    public static void Write(ArrayBufferWriter<byte> output, long version, PendingAppend append)
    {
        var start = output.WrittenCount;
        output.Write("{\"stream\":\""u8);
        WriteText(output, append.Stream.ToString());
        output.Write("\",\"version\":"u8);
        WriteNumber(output, version);
        output.Write(",\"count\":"u8);
        WriteNumber(output, append.Events.Count);
        if (start > 0)
        {
            output.Write(",\"behind\":"u8);
            WriteNumber(output, start);
        }

        if (append.Key is { } key)
        {
            output.Write(",\"key\":\""u8);
            output.Write(JsonEncodedText.Encode(key, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
            output.Write("\""u8);
        }

        if (append.Head is { } head) WriteOpaque(output, "head", head);
        if (append.Snapshot is { } snapshot) WriteOpaque(output, "snapshot", snapshot);
        if (append.RetiredAt is { } retiredAt)
        {
            output.Write(",\"retired_at\":\""u8);
            WriteText(output, retiredAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
            output.Write("\""u8);
        }

        output.Write(",\"events\":["u8);
        for (var i = 0; i < append.Events.Count; i++)
        {
            output.Write(i == 0 ? "{\"type\":\""u8 : ",{\"type\":\""u8);
            WriteText(output, append.Events[i].Type);
            output.Write("\",\"data\":"u8);
            WriteJson(output, append.Events[i].Data.Span);
            output.Write("}"u8);
        }

        output.Write("]"u8);
        var crc = Checksum.Of(output.WrittenSpan[start..]);
        output.Write(",\"crc\":\""u8);
        Utf8Formatter.TryFormat(crc, output.GetSpan(8), out var written, new StandardFormat('x', 8));
        output.Advance(written);
        output.Write("\"}\n"u8);
    }

    /// <summary>Writes a member that a person can read where it is JSON on one line.</summary>
    public static void WriteOpaque(ArrayBufferWriter<byte> output, string name, Opaque opaque)
    {
        var bytes = opaque.Bytes.Span;
        output.Write(",\""u8);
        WriteText(output, name);
        if (opaque.IsJsonLine)
        {
            output.Write("\":"u8);
            output.Write(bytes);
            return;
        }

        output.Write("_base64\":\""u8);
        Base64.EncodeToUtf8(bytes, output.GetSpan(Base64.GetMaxEncodedToUtf8Length(bytes.Length)), out _, out var written);
        output.Advance(written);
        output.Write("\""u8);
    }

    private static void WriteJson(ArrayBufferWriter<byte> output, ReadOnlySpan<byte> rest)
    {
        // Inside a JSON text a raw line break can only stand between tokens, so it can go.
        for (var at = rest.IndexOfAny(LineBreaks); at >= 0; at = rest.IndexOfAny(LineBreaks))
        {
            output.Write(rest[..at]);
            rest = rest[(at + 1)..];
        }

        output.Write(rest);
    }

    private static void WriteText(ArrayBufferWriter<byte> output, string text) =>
        output.Advance(Encoding.UTF8.GetBytes(text, output.GetSpan(Encoding.UTF8.GetMaxByteCount(text.Length))));

    public static void WriteNumber(ArrayBufferWriter<byte> output, long value)
    {
        Utf8Formatter.TryFormat(value, output.GetSpan(20), out var written);
        output.Advance(written);
    }
}
