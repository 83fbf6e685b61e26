using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;

namespace Yoi.Protocol;

/// <summary>Names one receipt: one validation command run by the host on one commit.</summary>
[JsonConverter(typeof(IdConverter<ReceiptId>))]
public readonly record struct ReceiptId(Guid Value) : IParsable<ReceiptId>
{
    /// <summary>A new id that sorts after those made before it.</summary>
    public static ReceiptId New(TimeProvider time) => new(Guid.CreateVersion7(time.GetUtcNow()));

    /// <inheritdoc />
    public static ReceiptId Parse(string s, IFormatProvider? provider) =>
        TryParse(s, provider, out var id) ? id : throw new FormatException("Not a ReceiptId: expected a UUID in lower case with hyphens.");

    /// <inheritdoc />
    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out ReceiptId result)
    {
        var ok = Guid.TryParseExact(s, "D", out var value) && value != Guid.Empty;
        result = new(value);
        return ok;
    }

    /// <summary>The UUID in lower case with hyphens.</summary>
    public override string ToString() => Value.ToString("D");
}
