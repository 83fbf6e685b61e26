using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Yoi.Tickets;

/// <summary>The keys of a YAML mapping with the places of their values.</summary>
internal static class FrontMatter
{
    public static (IReadOnlyList<ItemField> Fields, ItemProblem? Problem) Fields(string header)
    {
        List<ItemField> fields = [];
        try
        {
            return (fields, Read(header, new Parser(new StringReader(header)), fields));
        }
        catch (YamlException e)
        {
            return (fields, Invalid(Line(e.Start), "is no valid YAML"));
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException or FormatException or OverflowException)
        {
            // The YAML scanner answers some malformed input with these instead of its own exception.
            return (fields, Invalid(2, "is no valid YAML"));
        }
    }

    private static ItemProblem? Read(string header, Parser parser, List<ItemField> fields)
    {
        parser.Consume<StreamStart>();
        if (!parser.Accept<DocumentStart>(out _)) return null;
        parser.MoveNext();
        if (!parser.TryConsume<MappingStart>(out _)) return Invalid(2, "has front matter that is no mapping of keys to values");
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var key)) return Invalid(Line(parser.Current!.Start), "has a key that is no text");
            if (fields.Exists(f => f.Key == key.Value)) return new(ItemProblemKind.RepeatedKey, Line(key.Start), $"repeats the key '{key.Value}'");
            fields.Add(Field(header, key, parser));
        }

        parser.Consume<DocumentEnd>();
        return parser.Accept<StreamEnd>(out _) ? null : Invalid(2, "has front matter of more than one document");
    }

    private static ItemProblem Invalid(int line, string text) => new(ItemProblemKind.Invalid, line, text);

    private static ItemField Field(string header, Scalar key, Parser parser)
    {
        var value = parser.Current!;
        switch (value)
        {
            case Scalar scalar:
                parser.MoveNext();
                return At(header, key, scalar.Start, scalar.End) with { Text = IsNull(scalar) ? null : scalar.Value };
            case SequenceStart:
                return Sequence(header, key, parser);
            default:
                parser.SkipThisAndNestedEvents();
                return At(header, key, value.Start, value.End) with { IsNested = true };
        }
    }

    private static ItemField Sequence(string header, Scalar key, Parser parser)
    {
        var start = parser.Consume<SequenceStart>();
        List<string> texts = [];
        var nested = false;
        while (!parser.Accept<SequenceEnd>(out _))
        {
            if (parser.TryConsume<Scalar>(out var text))
            {
                texts.Add(text.Value);
                continue;
            }

            nested = true;
            parser.SkipThisAndNestedEvents();
        }

        return At(header, key, start.Start, parser.Consume<SequenceEnd>().End) with { List = nested ? null : texts, IsNested = nested };
    }

    private static ItemField At(string header, Scalar key, Mark start, Mark end)
    {
        var from = (int)Math.Clamp(start.Index, 0, header.Length);
        var to = (int)Math.Clamp(end.Index, from, header.Length);
        while (to > from && char.IsWhiteSpace(header[to - 1])) to--;
        if (to > from) return new(key.Value, null, null, header[from..to], Line(key.Start), from, to, false);
        // A value that is not there: its place is behind the colon.
        var colon = header.IndexOf(':', (int)Math.Clamp(key.End.Index, 0, header.Length));
        from = colon < 0 ? from : colon + 1;
        return new(key.Value, null, null, "", Line(key.Start), from, from, false);
    }

    private static bool IsNull(Scalar scalar) => scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null" or "Null" or "NULL";

    // The front matter begins on the file's second line; marks count from 1.
    private static int Line(Mark mark) => (int)mark.Line + 1;
}
