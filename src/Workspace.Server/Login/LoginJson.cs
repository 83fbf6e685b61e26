using System.Text.Json;
using System.Text.Json.Serialization;

namespace Yoi.Workspace.Server;

/// <summary>What an issuer says of itself.</summary>
internal sealed record DiscoveryDocument(string Issuer, string AuthorizationEndpoint, string TokenEndpoint, string JwksUri)
{
    public IReadOnlyList<string>? TokenEndpointAuthMethodsSupported { get; init; }
}

/// <summary>What an issuer gives for a code.</summary>
internal sealed record TokenAnswer(string IdToken);

/// <summary>What issuers send.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(DiscoveryDocument))]
[JsonSerializable(typeof(TokenAnswer))]
internal sealed partial class LoginJson : JsonSerializerContext;
