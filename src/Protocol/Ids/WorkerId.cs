using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Yoi.Protocol;

/// <summary>Names a Worker within its runtime: a UUIDv7 that its creator allocates before the side effect.</summary>
[JsonConverter(typeof(IdConverter<WorkerId>))]
public readonly record struct WorkerId(Guid Value) : IParsable<WorkerId>
{
    /// <summary>A new id that sorts after those made before it.</summary>
    public static WorkerId New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()));

    /// <inheritdoc />
    public static WorkerId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not a WorkerId: expected a UUID in lower case with hyphens.");

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out WorkerId result)
    {
        var ok = Guid.TryParseExact(s, "D", out var value) && value != Guid.Empty;
        result = new(value);
        return ok;
    }

    /// <summary>The UUID in lower case with hyphens.</summary>
    public override string ToString() => Value.ToString("D");
}
