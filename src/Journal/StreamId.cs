using System.Buffers;

namespace Yoi.Journal;

/// <summary>
/// Names a stream: a category and a name, written <c>category/name</c>. Both are 1 to 64 characters of ASCII letters, digits, <c>-</c>, <c>_</c> and <c>.</c>,
/// not starting with a dot; so an id is always a safe file name.
/// </summary>
public sealed record StreamId
{
    private static readonly SearchValues<char> Allowed =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    // Ids are compared and written with every append, their parts hardly ever looked at.
    private readonly string _text;
    private readonly int _slash;

    /// <summary>Makes an id; an unusable part is an <see cref="ArgumentException"/>.</summary>
    public StreamId(string category, string name)
        : this($"{Checked(category)}/{Checked(name)}", category.Length)
    {
    }

    private StreamId(string text, int slash) => (_text, _slash) = (text, slash);

    /// <summary>What the stream holds: workers, attempts.</summary>
    public string Category => _text[.._slash];

    /// <summary>Which one.</summary>
    public string Name => _text[(_slash + 1)..];

    /// <summary>Reads <c>category/name</c>.</summary>
    public static bool TryParse(string? text, out StreamId? id)
    {
        var slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        id = slash > 0 && IsValid(text.AsSpan(0, slash)) && IsValid(text.AsSpan(slash + 1)) ? new(text!, slash) : null;
        return id is not null;
    }

    /// <summary><c>category/name</c></summary>
    public override string ToString() => _text;

    /// <summary>Whether the other names the same stream.</summary>
    public bool Equals(StreamId? other) => _text == other?._text;

    /// <inheritdoc />
    public override int GetHashCode() => _text.GetHashCode(StringComparison.Ordinal);

    /// <summary>Whether a text can be a part of an id.</summary>
    public static bool IsPart(string part) => IsValid(part);

    private static string Checked(string part) =>
        IsValid(part) ? part : throw new ArgumentException("A part of a stream id is 1 to 64 ASCII letters, digits, '-', '_' and '.', not starting with a dot.");

    private static bool IsValid(ReadOnlySpan<char> part) => part.Length is >= 1 and <= 64 && part[0] != '.' && part.IndexOfAnyExcept(Allowed) < 0;
}
