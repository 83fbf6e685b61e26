namespace Yoi.Tickets;

/// <summary>One key of the front matter.</summary>
/// <param name="Key">The key.</param>
/// <param name="Text">Its text where it is a scalar that is not null.</param>
/// <param name="List">Its texts where it is a list of scalars.</param>
/// <param name="Raw">Its value as written.</param>
/// <param name="Line">Its line in item.md, from 1.</param>
/// <param name="Colon">Where the front matter goes on behind its colon, in characters.</param>
/// <param name="Start">Where its value begins.</param>
/// <param name="End">Where it ends.</param>
/// <param name="IsNested">Whether it is a mapping or a list of other things than texts.</param>
internal sealed record ItemField(string Key, string? Text, IReadOnlyList<string>? List, string Raw, int Line, int Colon, int Start, int End, bool IsNested)
{
    /// <summary>Its texts; one that is no list is a list of one.</summary>
    public IReadOnlyList<string> Texts => List ?? (Text is { } one ? [one] : []);
}
