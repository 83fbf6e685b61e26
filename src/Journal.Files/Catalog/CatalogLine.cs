using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Text;

namespace Yoi.Journal.Files;

/// <summary>
/// A stream's line of the catalog. It is read as it was written, member by member: opening reads one of each stream, and the catalog's checksum says that nobody changed
/// them since. A line of another form makes the catalog be made again.
/// </summary>
internal static class CatalogLine
{
    public static void Write(ArrayBufferWriter<byte> output, CatalogEntry entry)
    {
        output.Write("{\"stream\":\""u8);
        Encoding.UTF8.GetBytes(entry.Stream.ToString(), output);
        output.Write("\",\"version\":"u8);
        LineWriter.WriteNumber(output, entry.Version);
        output.Write(",\"files\":["u8);
        for (var i = 0; i < entry.Files.Count; i++)
        {
            output.Write(i == 0 ? "["u8 : ",["u8);
            LineWriter.WriteNumber(output, entry.Files[i].First);
            output.Write(","u8);
            LineWriter.WriteNumber(output, entry.Files[i].Last);
            output.Write(","u8);
            LineWriter.WriteNumber(output, entry.Files[i].Bytes);
            output.Write("]"u8);
        }

        output.Write("]"u8);
        if (entry.Snapshot is { } snapshot)
        {
            output.Write(",\"snapshot\":"u8);
            LineWriter.WriteNumber(output, snapshot);
        }

        if (entry.RetiredAt is { } retiredAt) Encoding.UTF8.GetBytes($",\"retired_at\":\"{retiredAt.UtcDateTime:O}\"", output);
        if (!entry.Head.IsEmpty) LineWriter.WriteOpaque(output, "head", new(entry.Head));
        output.Write("}\n"u8);
    }

    /// <summary>The entry of a line without its line break; its head is a part of the line's memory. Null where it has another form.</summary>
    public static CatalogEntry? Read(ReadOnlyMemory<byte> line)
    {
        var rest = line.Span;
        if (!Take(ref rest, "{\"stream\":\""u8) || rest.IndexOf((byte)'"') is var end && end < 0) return null;
        if (!StreamId.TryParse(Encoding.ASCII.GetString(rest[..end]), out var stream)) return null;
        rest = rest[end..];
        if (!Take(ref rest, "\",\"version\":"u8) || !Take(ref rest, out var version) || ReadFiles(ref rest) is not { } files) return null;
        long? snapshot = null;
        if (Take(ref rest, ",\"snapshot\":"u8))
        {
            if (!Take(ref rest, out var at)) return null;
            snapshot = at;
        }

        if (!TryReadTime(ref rest, out var retiredAt) || !TryReadHead(line, rest, out var head)) return null;
        return new(stream!, version, head, files, snapshot, retiredAt);
    }

    private static StreamFile[]? ReadFiles(ref ReadOnlySpan<byte> rest)
    {
        if (!Take(ref rest, ",\"files\":["u8)) return null;
        List<StreamFile> files = [];
        while (!Take(ref rest, "]"u8))
        {
            if (!Take(ref rest, files.Count == 0 ? "["u8 : ",["u8) || !Take(ref rest, out var first) || !Take(ref rest, ","u8) || !Take(ref rest, out var last)
                || !Take(ref rest, ","u8) || !Take(ref rest, out var bytes) || !Take(ref rest, "]"u8))
                return null;
            files.Add(new(first, last, bytes));
        }

        return [.. files];
    }

    private static bool TryReadTime(ref ReadOnlySpan<byte> rest, out DateTimeOffset? time)
    {
        time = null;
        if (!Take(ref rest, ",\"retired_at\":\""u8)) return true;
        if (rest.IndexOf((byte)'"') is var end && end < 0) return false;
        if (!DateTimeOffset.TryParseExact(Encoding.ASCII.GetString(rest[..end]), "O", CultureInfo.InvariantCulture, DateTimeStyles.None, out var read)) return false;
        time = read;
        rest = rest[(end + 1)..];
        return true;
    }

    private static bool TryReadHead(ReadOnlyMemory<byte> line, ReadOnlySpan<byte> rest, out ReadOnlyMemory<byte> head)
    {
        head = default;
        if (rest.SequenceEqual("}"u8)) return true;
        if (rest is not [.., (byte)'}']) return false;
        if (Take(ref rest, ",\"head\":"u8))
        {
            head = line[^rest.Length..^1];
            return true;
        }

        if (!Take(ref rest, ",\"head_base64\":\""u8) || rest is not [.. var text, (byte)'"', (byte)'}']) return false;
        var decoded = new byte[Base64.GetMaxDecodedFromUtf8Length(text.Length)];
        if (Base64.DecodeFromUtf8(text, decoded, out _, out var written) != OperationStatus.Done) return false;
        head = decoded.AsMemory(0, written);
        return true;
    }

    private static bool Take(ref ReadOnlySpan<byte> rest, ReadOnlySpan<byte> text)
    {
        if (!rest.StartsWith(text)) return false;
        rest = rest[text.Length..];
        return true;
    }

    private static bool Take(ref ReadOnlySpan<byte> rest, out long number)
    {
        if (!Utf8Parser.TryParse(rest, out number, out var used)) return false;
        rest = rest[used..];
        return true;
    }
}
