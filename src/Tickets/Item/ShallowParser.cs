using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Yoi.Tickets;

/// <summary>Lets no deep nesting through: the scanner looks at all open levels for each piece of text, so that thousands of them take hours.</summary>
internal sealed class ShallowParser(Parser inner) : IParser
{
    // The stream and its document are levels too.
    private const int MaxDepth = 34;

    private int _depth;

    public ParsingEvent? Current => inner.Current;

    public bool MoveNext()
    {
        if (!inner.MoveNext()) return false;
        _depth += inner.Current!.NestingIncrease;
        return _depth <= MaxDepth ? true : throw new YamlException(inner.Current.Start, inner.Current.End, "Nested too deep.");
    }
}
