using System.Text;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Puts another body behind the front matter. Lines that stay keep their bytes; new ones end as the file's lines do, and the last of them ends in a line feed.</summary>
internal static class BodyWriter
{
    public static Result<ItemDocument> Replace(TicketId id, ItemDocument document, string body)
    {
        if (!Encoding.UTF8.GetBytes(document.Body).AsSpan().SequenceEqual(document.Bytes.Span[document.BodyStart..]))
            return new Fault(FaultCodes.TicketUnreadable, $"{id}/item.md has a body that is not UTF-8, which could not be kept; convert the file first.");
        var text = Merged(document.Body, body, document.Newline);
        var head = document.Bytes.Span[..document.BodyStart];
        byte[] bytes = [.. head, .. Encoding.UTF8.GetBytes(Gap(document, text) + text)];
        if (!ItemDocument.Parse(id, bytes).TryGet(out var edited, out var fault)) return fault;
        return edited.Body == text && edited.Header == document.Header
            ? edited
            : new Fault(FaultCodes.TicketUnreadable, $"{id}/item.md has front matter behind which this body cannot be put; mend the file.");
    }

    /// <summary>The new body with the old one's lines where they are the same but for their ends; the old body itself where all of them are.</summary>
    public static string Merged(string old, string body, string newline)
    {
        var (before, after) = (Lines(old), Lines(body));
        var least = Math.Min(before.Count, after.Count);
        var first = 0;
        while (first < least && IsSame(before[first], after[first])) first++;
        var last = 0;
        while (last < least - first && IsSame(before[^(last + 1)], after[^(last + 1)])) last++;
        var fresh = after[first..^last].Select(line => Content(line) + newline);
        List<string> lines = [.. before[..first], .. fresh, .. before[^last..]];
        for (var i = 0; i < lines.Count - 1; i++) lines[i] = lines[i].EndsWith('\n') ? lines[i] : lines[i] + newline;
        return string.Concat(lines);
    }

    /// <summary>The blank line before the body, where a body that begins with one would lose it or there was no body.</summary>
    private static string Gap(ItemDocument document, string body)
    {
        var head = document.Bytes.Span[..document.BodyStart];
        if (head[^1] != (byte)'\n') return document.Newline + document.Newline;
        var isThere = head.EndsWith("\n\n"u8) || head.EndsWith("\n\r\n"u8);
        return !isThere && (document.Body.Length == 0 || body.TrimStart('\r').StartsWith('\n')) ? document.Newline : "";
    }

    private static bool IsSame(string a, string b) => Content(a) == Content(b);

    private static string Content(string line) => line.EndsWith("\r\n", StringComparison.Ordinal) ? line[..^2] : line.EndsWith('\n') ? line[..^1] : line;

    private static List<string> Lines(string text)
    {
        List<string> lines = [];
        for (var at = 0; at < text.Length;)
        {
            var end = text.IndexOf('\n', at) is var found and >= 0 ? found + 1 : text.Length;
            lines.Add(text[at..end]);
            at = end;
        }

        return lines;
    }
}
