using System.Globalization;
using System.Text;

namespace Yoi.Tickets;

/// <summary>The comment line that begins an event: <c>&lt;!-- event: kind key: value … --&gt;</c>.</summary>
internal sealed record EventComment(string Kind, OrderedDictionary<string, string> Attributes)
{
    private const string Open = "<!-- event: ";
    private const string Shut = "-->";

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> UsualNames = new HashSet<string>(StringComparer.Ordinal)
    {
        "author", "at", "status", "from", "to", "reason", "field", "lines", "op",
        "create", "comment", "plan", "decision", "implementation_report", "review", "state_changed", "intake_summary", "item_edit", "close",
    }.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>The length of the body in lines, where the writer gave it.</summary>
    public int? Lines => int.TryParse(Attributes.GetValueOrDefault("lines"), NumberStyles.None, CultureInfo.InvariantCulture, out var lines) ? lines : null;

    /// <summary>Whether a line begins an event.</summary>
    public static bool Is(ReadOnlySpan<byte> line)
    {
        if (!line.StartsWith("<!-- event: "u8) || line.Length > Limits.EventComment) return false;
        line = line.TrimEnd(" \t\r"u8);
        var shut = line.IndexOf("-->"u8);
        if (shut < 0 || shut + Shut.Length != line.Length) return false;
        var kind = line[Open.Length..shut].TrimStart((byte)' ');
        return !kind.IsEmpty && (char.IsAsciiLetterOrDigit((char)kind[0]) || kind[0] == (byte)'_');
    }

    /// <summary>Reads a line that <see cref="Is"/> one. Values of older writers may hold spaces without quotes; they last until the next key.</summary>
    public static EventComment Parse(ReadOnlySpan<byte> line)
    {
        var text = Encoding.UTF8.GetString(line).TrimEnd();
        var words = text[Open.Length..^Shut.Length].Trim();
        var space = words.IndexOf(' ', StringComparison.Ordinal);
        var attributes = new OrderedDictionary<string, string>(StringComparer.Ordinal);
        if (space >= 0) Read(words, space + 1, attributes);
        return new(Name(space < 0 ? words : words.AsSpan(0, space)), attributes);
    }

    /// <summary>The line, without a line feed. The caller has checked the values with <see cref="Check.Attribute"/>.</summary>
    public override string ToString()
    {
        var text = new StringBuilder(Open).Append(Kind);
        foreach (var (key, value) in Attributes) text.Append(' ').Append(key).Append(": ").Append(Quote(value));
        return text.Append(' ').Append(Shut).ToString();
    }

    private static string Quote(string value)
    {
        var bare = value.Length > 0 && !value.Any(c => char.IsWhiteSpace(c) || char.IsControl(c) || c is '"' or '\\');
        return bare ? value : $"\"{value.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("\"", "\\\"", StringComparison.Ordinal)}\"";
    }

    private static void Read(string text, int at, OrderedDictionary<string, string> attributes)
    {
        string? last = null;
        var more = new StringBuilder();
        while (at < text.Length && attributes.Count <= Limits.EventAttributes)
        {
            var key = KeyAt(text, at);
            if (key > 0)
            {
                Extend();
                last = Name(text.AsSpan(at, key - 1));
                var (value, next) = ValueAt(text, at + key + 1);
                if (!attributes.TryAdd(last, value)) last = null;
                at = next;
                continue;
            }

            var end = text.IndexOf(' ', at) is var found and >= 0 ? found : text.Length;
            if (last is not null && end > at) more.Append(' ').Append(text, at, end - at);
            at = end + 1;
        }

        Extend();
        if (attributes.Count > Limits.EventAttributes) attributes.RemoveAt(Limits.EventAttributes);

        // The words behind a value without quotes, until the next key.
        void Extend()
        {
            if (more.Length > 0) attributes[last!] += more.ToString();
            more.Clear();
        }
    }

    /// <summary>One text for each of the usual names, however often they are read.</summary>
    private static string Name(ReadOnlySpan<char> text) => UsualNames.TryGetValue(text, out var name) ? name : text.ToString();

    /// <summary>The length of "key:" at a place, or 0 where there is none.</summary>
    private static int KeyAt(string text, int at)
    {
        var end = at;
        while (end < text.Length && (char.IsAsciiLetterLower(text[end]) || char.IsAsciiDigit(text[end]) || text[end] is '_' or '-')) end++;
        var isKey = end > at && end < text.Length && text[end] == ':' && (end + 1 == text.Length || text[end + 1] == ' ');
        return isKey ? end + 1 - at : 0;
    }

    private static (string Value, int Next) ValueAt(string text, int at)
    {
        if (at >= text.Length) return ("", text.Length);
        if (text[at] != '"')
        {
            var end = text.IndexOf(' ', at) is var found and >= 0 ? found : text.Length;
            return (text[at..end], end + 1);
        }

        var value = new StringBuilder();
        for (var i = at + 1; i < text.Length; i++)
        {
            if (text[i] == '"') return (value.ToString(), i + 2);
            if (text[i] == '\\' && i + 1 < text.Length && text[i + 1] is '"' or '\\') i++;
            value.Append(text[i]);
        }

        return (text[at..], text.Length);
    }
}
