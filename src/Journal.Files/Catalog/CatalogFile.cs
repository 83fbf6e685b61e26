using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;
using Yoi.Protocol;

namespace Yoi.Journal.Files;

/// <summary>
/// <c>catalog</c>: JSON Lines. The first says what the log still holds, then one a stream, then the checksum of all before it:
/// <code>
/// {"schema":1,"store":"…","log_from":7,"kept":[],"streams":2}
/// {"stream":"workers/…","version":5,"files":[[1,5,1840]],"head":{…}}
/// {"crc":"0a1b2c3d"}
/// </code>
/// It is replaced whole. What it says can be read again from the streams' files and the log.
/// </summary>
internal static class CatalogFile
{
    public const string Name = "catalog";
    public const string TemporaryName = "catalog.tmp";

    private const int Schema = 1;

    /// <summary>The catalog, or null where there is none that is whole and of this store; <c>schema_newer</c>.</summary>
    public static Result<Catalog>? Read(IDisk disk, string root, Guid store)
    {
        var path = Path.Combine(root, Name);
        if (!disk.HasFile(path)) return null;
        ReadOnlyMemory<byte> bytes = disk.ReadAll(path);
        try
        {
            var body = Body(bytes.Span);
            if (body < 0) return null;
            var line = NextLine(bytes, 0, body);
            var head = JsonSerializer.Deserialize(line.Span, CatalogJson.Default.CatalogHead);
            if (head is null || head.Store != store) return null;
            if (head.Schema > Schema)
                return new Fault(FaultCodes.SchemaNewer, $"The catalog '{path}' has schema {head.Schema}; this program knows {Schema}. Use a newer program.");
            List<CatalogEntry> entries = new(head.Streams);
            for (var at = line.Length + 1; at < body; at += line.Length + 1)
            {
                line = NextLine(bytes, at, body);
                if (CatalogLine.Read(line) is not { } entry) return null;
                entries.Add(entry);
            }

            if (entries.Count != head.Streams) return null;
            return new Catalog(head.LogFrom, head.Kept, entries);
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>Replaces the catalog durably; answers its bytes.</summary>
    public static long Write(IDisk disk, string root, Guid store, Catalog catalog)
    {
        ArrayBufferWriter<byte> output = new(256 + (catalog.Entries.Count * 512));
        output.Write(JsonSerializer.SerializeToUtf8Bytes(new(Schema, store, catalog.LogFrom, catalog.Kept, catalog.Entries.Count), CatalogJson.Default.CatalogHead));
        output.Write("\n"u8);
        foreach (var entry in catalog.Entries) CatalogLine.Write(output, entry);
        var crc = Checksum.Of(output.WrittenSpan);
        output.Write("{\"crc\":\""u8);
        Utf8Formatter.TryFormat(crc, output.GetSpan(8), out var written, new StandardFormat('x', 8));
        output.Advance(written);
        output.Write("\"}\n"u8);

        disk.Replace(Path.Combine(root, Name), Path.Combine(root, TemporaryName), output.WrittenSpan);
        disk.SyncFolder(root);
        return output.WrittenCount;
    }

    /// <summary>Where the last line begins, whose checksum covers all before it; -1 where it does not.</summary>
    private static int Body(ReadOnlySpan<byte> bytes)
    {
        const int Length = 19;
        if (bytes.Length < Length) return -1;
        var last = bytes[^Length..];
        return last.StartsWith("{\"crc\":\""u8) && last.EndsWith("\"}\n"u8)
            && Utf8Parser.TryParse(last[8..16], out uint crc, out var used, 'x') && used == 8 && crc == Checksum.Of(bytes[..^Length])
            ? bytes.Length - Length
            : -1;
    }

    private static ReadOnlyMemory<byte> NextLine(ReadOnlyMemory<byte> bytes, int at, int end)
    {
        var length = bytes.Span[at..end].IndexOf((byte)'\n');
        return bytes.Slice(at, length < 0 ? end - at : length);
    }
}
