using System.Text;

namespace Yoi.Workspace;

/// <summary>A ticket's body, split at its second-level headings. Text before the first heading stands under the empty name. Headings inside code fences are text.</summary>
internal sealed class BodySections
{
    private readonly List<(string Name, string Text)> _sections = [];

    private BodySections()
    {
    }

    /// <summary>Splits a body.</summary>
    public static BodySections Of(string body)
    {
        var result = new BodySections();
        var name = "";
        var text = new StringBuilder();
        var fenced = false;
        foreach (var line in body.ReplaceLineEndings("\n").Split('\n'))
        {
            if (line.StartsWith("```", StringComparison.Ordinal) || line.StartsWith("~~~", StringComparison.Ordinal)) fenced = !fenced;
            if (!fenced && line.StartsWith("## ", StringComparison.Ordinal))
            {
                result._sections.Add((name, text.ToString().Trim()));
                (name, text) = (line[3..].Trim(), new());
            }
            else
            {
                text.Append(line).Append('\n');
            }
        }

        result._sections.Add((name, text.ToString().Trim()));
        return result;
    }

    /// <summary>The text of the first section whose heading starts with one of the names, ignoring case; empty where there is none.</summary>
    public string Text(params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            var found = _sections.FirstOrDefault(s => name.Length == 0 ? s.Name.Length == 0 : s.Name.StartsWith(name, StringComparison.OrdinalIgnoreCase));
            if (!string.IsNullOrEmpty(found.Text)) return found.Text;
        }

        return "";
    }

    /// <summary>The list items of those sections (or their paragraphs, where they hold no list).</summary>
    public IReadOnlyList<string> Items(params ReadOnlySpan<string> names) => ItemsOf(Text(names));

    /// <summary>The list items of a text, or its paragraphs.</summary>
    public static IReadOnlyList<string> ItemsOf(string text)
    {
        var items = new List<string>();
        foreach (var line in text.Split('\n'))
        {
            var trimmed = line.Trim();
            var isItem = trimmed.StartsWith("- ", StringComparison.Ordinal) || trimmed.StartsWith("* ", StringComparison.Ordinal);
            if (isItem) items.Add(trimmed[2..].Trim());
            else if (trimmed.Length > 0 && items.Count > 0 && char.IsWhiteSpace(line[0])) items[^1] += " " + trimmed;
            else if (trimmed.Length > 0) items.Add(trimmed);
        }

        return items;
    }
}
