using System.Text.Json.Serialization;

namespace Yoi.Cli;

/// <summary>Writes what ticket and objective commands answer that show or change one of them. Every member is always there; what there is none of is null.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(TicketShowJson))]
[JsonSerializable(typeof(TicketChangeJson))]
[JsonSerializable(typeof(TicketRelationsJson))]
[JsonSerializable(typeof(TicketPlansJson))]
[JsonSerializable(typeof(TicketInitJson))]
[JsonSerializable(typeof(ObjectiveListJson))]
[JsonSerializable(typeof(ObjectiveShowJson))]
[JsonSerializable(typeof(ObjectiveChangeJson))]
internal sealed partial class TicketJson : JsonSerializerContext;
