using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Yoi.Protocol;

/// <summary>The name a registry gives a runtime: 1 to 64 of lower-case letters, digits and hyphens, starting with a letter. Never part of a store path.</summary>
[JsonConverter(typeof(IdConverter<RuntimeId>))]
public readonly record struct RuntimeId : IParsable<RuntimeId>
{
    private static readonly SearchValues<char> Allowed = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-");

    private readonly string? _value;

    private RuntimeId(string value) => _value = value;

    /// <summary>The runtime inside the workspace server's own process.</summary>
    public static RuntimeId Embedded { get; } = new("embedded");

    /// <inheritdoc />
    public static RuntimeId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not a RuntimeId: expected lower-case letters, digits and hyphens.");

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out RuntimeId result)
    {
        var ok = s is { Length: >= 1 and <= 64 } && char.IsAsciiLetterLower(s[0])
            && s.AsSpan().IndexOfAnyExcept(Allowed) < 0;
        result = ok ? new(s!) : default;
        return ok;
    }

    /// <inheritdoc />
    public override string ToString() => _value ?? "";
}
