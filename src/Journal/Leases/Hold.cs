using System.Text.Json.Serialization;

namespace Yoi.Journal;

/// <summary>Who holds a lease until when, as its stream's head has it.</summary>
internal sealed record Hold(string Holder, DateTimeOffset ExpiresAt);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Hold))]
internal sealed partial class HoldJson : JsonSerializerContext;
