using System.Text.Json;
using System.Text.Json.Serialization;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>A line of orchestration-plan.jsonl. Members unknown here are passed over on reading; the file itself is only ever appended to.</summary>
internal sealed record PlanLine(
    [property: JsonRequired] string Id,
    [property: JsonRequired] TicketId TicketId,
    [property: JsonRequired] string Kind,
    TicketId? RelatedTicket,
    string? Note,
    PlanLineAccepted? AcceptedPlan,
    [property: JsonRequired] string Author,
    [property: JsonRequired] string At);

/// <summary>The accepted plan in such a line.</summary>
internal sealed record PlanLineAccepted([property: JsonRequired] string Summary, string? Branch, string? Worktree, string? RolePlan);

/// <summary>Reads and writes such lines.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(PlanLine))]
internal sealed partial class PlanJson : JsonSerializerContext
{
    /// <summary>Texts stay as they are: the file is for people too and is no part of a web page.</summary>
    public static PlanJson Raw => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = RawJsonEncoder.Instance });
}
