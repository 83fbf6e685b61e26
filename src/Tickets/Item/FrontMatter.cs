using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Yoi.Tickets;

/// <summary>The keys of a YAML mapping with the places of their values.</summary>
internal static class FrontMatter
{
    public static (IReadOnlyList<ItemField> Fields, ItemProblem? Problem) Fields(string header)
    {
        List<ItemField> fields = [];
        if (header.Length > Limits.FrontMatter) return (fields, Invalid(2, $"has front matter of more than {Limits.FrontMatter} characters"));
        try
        {
            return (fields, Read(header, new ShallowParser(new Parser(new StringReader(header))), fields));
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

    private static ItemProblem? Read(string header, ShallowParser parser, List<ItemField> fields)
    {
        HashSet<string> keys = new(StringComparer.Ordinal);
        parser.Consume<StreamStart>();
        if (!parser.Accept<DocumentStart>(out _)) return null;
        parser.MoveNext();
        if (!parser.TryConsume<MappingStart>(out _)) return Invalid(2, "has front matter that is no mapping of keys to values");
        while (!parser.TryConsume<MappingEnd>(out _))
        {
            if (!parser.TryConsume<Scalar>(out var key)) return Invalid(Line(parser.Current!.Start), "has a key that is no text");
            if (!keys.Add(key.Value)) return new(ItemProblemKind.RepeatedKey, Line(key.Start), $"repeats the key '{key.Value}'");
            if (keys.Count > Limits.FrontMatterKeys) return Invalid(Line(key.Start), $"has more than {Limits.FrontMatterKeys} keys");
            fields.Add(Field(header, key, parser));
        }

        parser.Consume<DocumentEnd>();
        return parser.Accept<StreamEnd>(out _) ? null : Invalid(2, "has front matter of more than one document");
    }

    private static ItemProblem Invalid(int line, string text) => new(ItemProblemKind.Invalid, line, text);

    private static ItemField Field(string header, Scalar key, ShallowParser parser)
    {
        var value = parser.Current!;
        switch (value)
        {
            case Scalar scalar:
                parser.MoveNext();
                return At(header, key, scalar.Start.Index, scalar.End.Index) with { Text = IsNull(scalar) ? null : scalar.Value };
            case SequenceStart:
                return Sequence(header, key, parser);
            default:
                return At(header, key, value.Start.Index, Skipped(header, parser)) with { IsNested = true };
        }
    }

    private static ItemField Sequence(string header, Scalar key, ShallowParser parser)
    {
        var start = parser.Consume<SequenceStart>();
        List<string> texts = [];
        var nested = false;
        var end = start.End.Index;
        while (!parser.Accept<SequenceEnd>(out _))
        {
            if (parser.TryConsume<Scalar>(out var text))
            {
                texts.Add(text.Value);
                end = text.End.Index;
                continue;
            }

            nested = true;
            end = Skipped(header, parser);
        }

        return At(header, key, start.Start.Index, EndOf(header, parser.Consume<SequenceEnd>(), end)) with { List = nested ? null : texts, IsNested = nested };
    }

    /// <summary>Passes over a value, whatever is in it; answers where it ends.</summary>
    private static long Skipped(string header, ShallowParser parser)
    {
        var (depth, end) = (0, 0L);
        do
        {
            var part = parser.Consume<ParsingEvent>();
            depth += part.NestingIncrease;
            end = EndOf(header, part, end);
        }
        while (depth > 0);
        return end;
    }

    /// <summary>For the parser, a collection in brackets ends before the last of them, and one without where the next key begins, behind the comments of that.</summary>
    private static long EndOf(string header, ParsingEvent part, long lastInside) => part is not (SequenceEnd or MappingEnd) ? part.End.Index
        : part.Start.Index < header.Length && header[(int)part.Start.Index] is ']' or '}' ? part.Start.Index + 1 : lastInside;

    private static ItemField At(string header, Scalar key, long start, long end)
    {
        var from = (int)Math.Clamp(start, 0, header.Length);
        var to = (int)Math.Clamp(end, from, header.Length);
        while (to > from && char.IsWhiteSpace(header[to - 1])) to--;
        var colon = header.IndexOf(':', (int)Math.Clamp(key.End.Index, 0, header.Length)) is var found and >= 0 ? found + 1 : from;
        return to > from
            ? new(key.Value, null, null, header[from..to], Line(key.Start), colon, from, to, false)
            // A value that is not there: its place is behind the colon.
            : new(key.Value, null, null, "", Line(key.Start), colon, colon, colon, false);
    }

    private static bool IsNull(Scalar scalar) => scalar.Style == ScalarStyle.Plain && scalar.Value is "" or "~" or "null" or "Null" or "NULL";

    // The front matter begins on the file's second line; marks count from 1.
    private static int Line(Mark mark) => (int)mark.Line + 1;
}
