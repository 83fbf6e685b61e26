using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>item.md cut into the lines of each key of its front matter, and what lies around them.</summary>
internal sealed class ItemBlocks
{
    private readonly ItemDocument _document;
    private readonly OrderedDictionary<string, string> _blocks = new(StringComparer.Ordinal);

    private ItemBlocks(ItemDocument document) => _document = document;

    /// <summary>The keys in order; first an empty one, which owns the lines before them.</summary>
    public IEnumerable<string> Keys => _blocks.Keys;

    /// <summary>The lines of a key, with comments and blank lines behind it; null where there is no such key.</summary>
    public string? this[string key] => _blocks.TryGetValue(key, out var block) ? block : null;

    /// <summary>A key's value, where it is a text.</summary>
    public string? Text(string key) => _document[key]?.Text;

    /// <summary>What lies before the front matter: the line that begins it.</summary>
    public ReadOnlyMemory<byte> Head => _document.Bytes[.._document.HeaderStart];

    /// <summary>What lies behind it: the line that ends it, and the body.</summary>
    public ReadOnlyMemory<byte> Rest => _document.Bytes[_document.HeaderEnd..];

    /// <summary>Null where the file cannot be read, or two keys share a line. An empty file has no keys.</summary>
    public static ItemBlocks? Of(ReadOnlyMemory<byte> file)
    {
        if (!ItemDocument.Parse(new(0), file.IsEmpty ? "---\n---\n"u8.ToArray() : file).TryGet(out var document, out _)) return null;
        var blocks = new ItemBlocks(document);
        string[] lines = [.. Lines(document.Header)];
        // The front matter begins on the file's second line.
        int[] starts = [0, .. document.Fields.Select(f => f.Line - 2), lines.Length];
        string[] keys = ["", .. document.Fields.Select(f => f.Key)];
        for (var i = 0; i < keys.Length; i++)
        {
            var (from, to) = (starts[i], starts[i + 1]);
            var isCut = from <= to && to <= lines.Length && (i == 0 || from < to);
            if (!isCut || !blocks._blocks.TryAdd(keys[i], string.Concat(lines[from..to]))) return null;
        }

        return blocks;
    }

    private static IEnumerable<string> Lines(string text)
    {
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at) is var found and >= 0 ? found + 1 : text.Length;
            yield return text[at..end];
            at = end;
        }
    }
}
