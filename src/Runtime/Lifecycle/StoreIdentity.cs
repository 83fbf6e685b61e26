using System.Text.Json.Serialization;

namespace Yoi.Runtime;

/// <summary>Which store a journal is, so that a cursor of another is recognised.</summary>
internal sealed record StoreIdentity(Guid Store);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(StoreIdentity))]
internal sealed partial class IdentityJson : JsonSerializerContext;
