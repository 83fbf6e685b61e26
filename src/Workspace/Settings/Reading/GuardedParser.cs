using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Yoi.Workspace;

/// <summary>Lets only plain YAML through: no anchors and aliases (a few lines of which can stand for billions), tags, second documents or deep nesting.</summary>
internal sealed class GuardedParser(IParser inner) : IParser
{
    private const int MaxDepth = 8;
    private const int MaxNodes = 5_000;

    private int _depth;
    private int _nodes;
    private int _documents;

    public ParsingEvent? Current => inner.Current;

    /// <summary>How far it came.</summary>
    public long Line => Math.Max(1, inner.Current?.Start.Line ?? 1);

    public bool MoveNext()
    {
        if (!inner.MoveNext()) return false;
        if (Objection(inner.Current!) is { } objection) throw new YamlException(inner.Current!.Start, inner.Current.End, objection);
        return true;
    }

    private string? Objection(ParsingEvent current)
    {
        _depth += current.NestingIncrease;
        if (_depth > MaxDepth + 2) return $"Nested deeper than {MaxDepth} levels; no setting is."; // the stream and its document are levels too
        if (current is DocumentStart && ++_documents > 1) return "Only one document may be in the file; remove the '---'.";
        if (current is AnchorAlias) return "Aliases (*name) are not taken; write the value again.";
        if (current is not NodeEvent node) return null;
        if (++_nodes > MaxNodes) return $"More than {MaxNodes:N0} values; no settings need that many.";
        if (!node.Anchor.IsEmpty) return "Anchors (&name) are not taken; write the value where it is used.";
        return node.Tag.IsEmpty ? null : "Tags (!name) are not taken; write the plain value.";
    }
}
