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
/// <c>version</c> is the first event's; a head that is no JSON on one line is written as <c>head_base64</c>; the end of a stream has <c>retired_at</c>; a snapshot is a line
/// of its own with <c>snapshot</c> or <c>snapshot_base64</c> and no events; the checksum covers all before it.
/// </summary>
internal static class LineWriter
{
    /// <summary>Bytes from the comma before the checksum to the closing brace.</summary>
    public const int SuffixLength = 18;

    private static readonly SearchValues<byte> LineBreaks = SearchValues.Create("\r\n"u8);

    /// <summary>What does not depend on the version, made on the caller's thread.</summary>
    public static ReadOnlyMemory<byte> Body(Append append, DateTimeOffset now)
    {
        var size = 256 + (append.Head?.Length * 2 ?? 0) + (append.Snapshot?.Length * 2 ?? 0);
        foreach (var item in append.Events) size += item.Data.Length + item.Type.Length + 32;
        var body = new ArrayBufferWriter<byte>(size);
        body.Write("\"count\":"u8);
        WriteNumber(body, append.Events.Count);
        if (append.OperationKey is { } key)
        {
            body.Write(",\"key\":\""u8);
            body.Write(JsonEncodedText.Encode(key, JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
            body.Write("\""u8);
        }

        if (append.Head is { } head) WriteOpaque(body, "head", head.Span);
        if (append.Snapshot is { } snapshot) WriteOpaque(body, "snapshot", snapshot.Span);
        if (append.Retire)
        {
            body.Write(",\"retired_at\":\""u8);
            Encoding.UTF8.GetBytes(now.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), body);
            body.Write("\""u8);
        }

        body.Write(",\"events\":["u8);
        for (var i = 0; i < append.Events.Count; i++)
        {
            body.Write(i == 0 ? "{\"type\":\""u8 : ",{\"type\":\""u8);
            Encoding.UTF8.GetBytes(append.Events[i].Type, body);
            body.Write("\",\"data\":"u8);
            WriteJson(body, append.Events[i].Data);
            body.Write("}"u8);
        }

        body.Write("]"u8);
        return body.WrittenMemory;
    }

    /// <summary>Writes the whole line, its line break included.</summary>
    public static void Write(ArrayBufferWriter<byte> output, StreamId stream, long version, ReadOnlySpan<byte> body)
    {
        var start = output.WrittenCount;
        output.Write("{\"stream\":\""u8);
        Encoding.UTF8.GetBytes(stream.ToString(), output);
        output.Write("\",\"version\":"u8);
        WriteNumber(output, version);
        output.Write(","u8);
        output.Write(body);
        var crc = Checksum.Of(output.WrittenSpan[start..]);
        output.Write(",\"crc\":\""u8);
        Utf8Formatter.TryFormat(crc, output.GetSpan(8), out var written, new StandardFormat('x', 8));
        output.Advance(written);
        output.Write("\"}\n"u8);
    }

    /// <summary>Writes a member that a person can read where it is JSON on one line.</summary>
    public static void WriteOpaque(ArrayBufferWriter<byte> output, string name, ReadOnlySpan<byte> bytes)
    {
        output.Write(",\""u8);
        Encoding.UTF8.GetBytes(name, output);
        if (LineReader.IsJsonLine(bytes))
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

    private static void WriteJson(ArrayBufferWriter<byte> output, ReadOnlyMemory<byte> json)
    {
        if (json.Span.IndexOfAny(LineBreaks) < 0)
        {
            output.Write(json.Span);
            return;
        }

        // Inside a JSON text a raw line break can only stand between tokens, so it can go.
        var rest = json.Span;
        for (var at = rest.IndexOfAny(LineBreaks); at >= 0; at = rest.IndexOfAny(LineBreaks))
        {
            output.Write(rest[..at]);
            rest = rest[(at + 1)..];
        }

        output.Write(rest);
    }

    public static void WriteNumber(ArrayBufferWriter<byte> output, long value)
    {
        Utf8Formatter.TryFormat(value, output.GetSpan(20), out var written);
        output.Advance(written);
    }
}
