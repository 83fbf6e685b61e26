using System.Text;

namespace Yoi.Workspace;

/// <summary>Writes the small Markdown of thread events.</summary>
internal sealed class Markdown
{
    private readonly StringBuilder _text = new();

    /// <summary>A line of its own.</summary>
    public Markdown Line(string text)
    {
        _text.Append(text).Append('\n');
        return this;
    }

    /// <summary>A label and a list; left out where the list is empty.</summary>
    public Markdown List(string label, IEnumerable<string> items)
    {
        var lines = items.Select(i => $"- {i.ReplaceLineEndings(" ")}").ToList();
        if (lines.Count == 0) return this;
        if (_text.Length > 0) _text.Append('\n');
        _text.Append(label).Append(":\n").AppendJoin('\n', lines).Append('\n');
        return this;
    }

    /// <inheritdoc />
    public override string ToString() => _text.ToString().TrimEnd();
}
