using System.Text.Json.Serialization;

namespace Yoi.Workspace;

/// <summary>What a person accepted, as it is kept outside the repository.</summary>
internal sealed record TrustRecord(int Schema, string Root, DateTimeOffset TrustedAt, string Digest, ExecutableSettings Trusted)
{
    public const int CurrentSchema = 1;
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(TrustRecord))]
[JsonSerializable(typeof(TrustSchema))]
internal sealed partial class TrustJson : JsonSerializerContext;

/// <summary>As much of a record as tells whether this program can read the rest.</summary>
internal sealed record TrustSchema(int Schema);
