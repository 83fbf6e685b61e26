namespace Yoi.Tickets;

/// <summary>Why a front matter cannot be read.</summary>
internal enum ItemProblemKind
{
    /// <summary>It is no mapping of keys to values.</summary>
    Invalid,

    /// <summary>No second line --- ends it.</summary>
    Unclosed,

    /// <summary>It holds bytes that are no UTF-8.</summary>
    NotUtf8,

    /// <summary>It gives one key twice.</summary>
    RepeatedKey,
}

/// <summary>What is wrong with an item.md, and where.</summary>
/// <param name="Kind">What.</param>
/// <param name="Line">The line in item.md, from 1.</param>
/// <param name="Text">The rest of a sentence that begins with the place.</param>
internal sealed record ItemProblem(ItemProblemKind Kind, int Line, string Text);
