using System.Text.Json.Serialization;

namespace Yoi.Cli;

/// <summary>The shape of <c>yoi ticket doctor --json</c>, held by docs/schemas/ticket-doctor.schema.json.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, RespectNullableAnnotations = true)]
[JsonSerializable(typeof(DoctorOutput))]
internal sealed partial class DoctorJson : JsonSerializerContext;
