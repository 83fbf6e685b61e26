using System.Text.Json.Serialization;

namespace Yoi.Cli;

/// <summary>Writes what <c>yoi ticket doctor --json</c> prints; its shape is held by docs/schemas/ticket-doctor.json.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(TicketDoctorJson))]
internal sealed partial class DoctorJson : JsonSerializerContext;
