namespace Yoi.Protocol;

/// <summary>Tokens as the provider counted them.</summary>
/// <param name="Input">Tokens sent.</param>
/// <param name="Output">Tokens received.</param>
public sealed record TokenCount(long Input, long Output)
{
    /// <summary>None yet.</summary>
    public static TokenCount Zero { get; } = new(0, 0);

    /// <summary>The sum of both.</summary>
    public TokenCount Plus(TokenCount other) => new(Input + other.Input, Output + other.Output);
}
