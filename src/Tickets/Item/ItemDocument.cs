using System.Text;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>item.md over its bytes: the front matter is understood, all else is kept.</summary>
internal sealed record ItemDocument(ReadOnlyMemory<byte> Bytes, int HeaderStart, int HeaderEnd, int BodyStart, string Header, IReadOnlyList<ItemField> Fields)
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public ItemField? this[string key] => Fields.FirstOrDefault(f => f.Key == key);

    /// <summary>The Markdown behind the front matter, without the one blank line between them.</summary>
    public string Body => Encoding.UTF8.GetString(Bytes.Span[BodyStart..]);

    /// <summary>How its lines end, by its first one.</summary>
    public string Newline => Bytes.Span[HeaderStart - 2] == (byte)'\r' ? "\r\n" : "\n";

    public static Result<ItemDocument> Parse(TicketId id, ReadOnlyMemory<byte> bytes)
    {
        var (document, problem) = Read(bytes);
        return problem is null ? document! : Unreadable(id, problem.Line, problem.Text);
    }

    /// <summary>The document, or what keeps it from being read.</summary>
    public static (ItemDocument? Document, ItemProblem? Problem) Read(ReadOnlyMemory<byte> bytes)
    {
        var span = bytes.Span;
        var first = span.StartsWith(Encoding.UTF8.Preamble) ? 3 : 0;
        var start = AfterLine(span, first);
        if (!IsRule(span[first..start])) return (null, new(ItemProblemKind.Invalid, 1, "does not begin with a line ---"));
        var end = start;
        while (!IsRule(span[end..AfterLine(span, end)]))
        {
            if (end == span.Length) return (null, new(ItemProblemKind.Unclosed, 1, "has front matter that no second line --- ends"));
            end = AfterLine(span, end);
        }

        string header;
        try
        {
            header = Strict.GetString(span[start..end]);
        }
        catch (DecoderFallbackException)
        {
            return (null, new(ItemProblemKind.NotUtf8, 2, "has front matter that is not UTF-8"));
        }

        var body = AfterLine(span, end);
        var blank = AfterLine(span, body);
        if (span[body..blank].Trim("\r\n"u8).IsEmpty) body = blank;
        var (fields, problem) = FrontMatter.Fields(header);
        return problem is null ? (new(bytes, start, end, body, header, fields), null) : (null, problem);
    }

    public static Fault Unreadable(TicketId id, int line, string problem) =>
        new(FaultCodes.TicketUnreadable, $"{id}/item.md line {line} {problem}; mend the file.");

    private static int AfterLine(ReadOnlySpan<byte> span, int at)
    {
        var length = span[at..].IndexOf((byte)'\n');
        return length < 0 ? span.Length : at + length + 1;
    }

    private static bool IsRule(ReadOnlySpan<byte> line) => line.TrimEnd("\r\n \t"u8).SequenceEqual("---"u8);
}
