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

    // Ids are compared and written with every append.
    private readonly string _text;

    /// <summary>Makes an id; an unusable part is an <see cref="ArgumentException"/>.</summary>
    public StreamId(string category, string name)
    {
        Category = Checked(category);
        Name = Checked(name);
        _text = $"{category}/{name}";
    }

    /// <summary>What the stream holds: workers, attempts.</summary>
    public string Category { get; }

    /// <summary>Which one.</summary>
    public string Name { get; }

    /// <summary>Reads <c>category/name</c>.</summary>
    public static bool TryParse(string? text, out StreamId? id)
    {
        var slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        id = slash > 0 && IsValid(text![..slash]) && IsValid(text[(slash + 1)..]) ? new(text[..slash], text[(slash + 1)..]) : null;
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

    private static bool IsValid(string part) =>
        part is { Length: >= 1 and <= 64 } && part[0] != '.' && part.AsSpan().IndexOfAnyExcept(Allowed) < 0;
}
