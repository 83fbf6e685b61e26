using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Yoi.Protocol;

/// <summary>Names one run: the work on one input.</summary>
[JsonConverter(typeof(IdConverter<RunId>))]
public readonly record struct RunId(Guid Value) : IParsable<RunId>
{
    /// <summary>A new id that sorts after those made before it.</summary>
    public static RunId New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()));

    /// <inheritdoc />
    public static RunId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not a RunId: expected a UUID in lower case with hyphens.");

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out RunId result)
    {
        var ok = Guid.TryParseExact(s, "D", out var value) && value != Guid.Empty;
        result = new(value);
        return ok;
    }

    /// <summary>The UUID in lower case with hyphens.</summary>
    public override string ToString() => Value.ToString("D");
}
