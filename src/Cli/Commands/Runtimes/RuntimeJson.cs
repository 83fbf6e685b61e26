using System.Text.Json.Serialization;

namespace Yoi.Cli;

/// <summary>Where a runtime's server listens.</summary>
internal sealed record RuntimeAddressJson(string Address);

/// <summary>A new token.</summary>
internal sealed record RuntimeTokenJson(string Token, string Workspace, DateTimeOffset? Expires);

/// <summary>What runtime commands print with <c>--json</c>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RuntimeAddressJson))]
[JsonSerializable(typeof(RuntimeTokenJson))]
internal sealed partial class RuntimeJson : JsonSerializerContext;
