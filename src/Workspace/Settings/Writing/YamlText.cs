using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Yoi.Workspace;

/// <summary>Writes a text so that every YAML reader takes it for that text.</summary>
internal static partial class YamlText
{
    private static readonly HashSet<string> OtherMeanings = new(["null", "true", "false", "yes", "no", "on", "off", "y", "n"], StringComparer.OrdinalIgnoreCase);

    public static string Of(string text)
    {
        if (PlainWord().IsMatch(text) && !OtherMeanings.Contains(text)) return text;
        var isReadable = text.EnumerateRunes().All(r => !Escapes(r));
        return isReadable && text.AsSpan().IndexOfAny('"', '\\') >= 0 ? $"'{text.Replace("'", "''", StringComparison.Ordinal)}'" : Quoted(text);
    }

    private static string Quoted(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var rune in text.EnumerateRunes())
        {
            if (rune.Value is '"' or '\\') quoted.Append('\\').Append(rune);
            else if (rune.Value == '\n') quoted.Append("\\n");
            else if (rune.Value == '\t') quoted.Append("\\t");
            else if (Escapes(rune)) quoted.Append(CultureInfo.InvariantCulture, $"\\U{rune.Value:X8}");
            else quoted.Append(rune);
        }

        return quoted.Append('"').ToString();
    }

    private static bool Escapes(Rune rune) => rune.Value is 0x85 or 0xA0 or 0xFEFF
        || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator
            or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    [GeneratedRegex("^[A-Za-z/][A-Za-z0-9_./-]*(:[A-Za-z0-9_./-]+)*$", RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex PlainWord();
}
