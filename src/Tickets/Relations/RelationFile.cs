using System.Text.Json;
using System.Text.Json.Serialization;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>artifacts/relations.json: what this ticket says of others.</summary>
internal sealed record RelationFile([property: JsonRequired] int Version, [property: JsonRequired] Relation[] Relations)
{
    public const string Name = "artifacts/relations.json";

    /// <summary>The relations of a file, or null where it is none that this program can read.</summary>
    public static Relation[]? Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, RelationJson.Default.RelationFile) is { Version: 1 } file ? file.Relations : null;
        }
        catch (JsonException)
        {
            // The caller names the file.
            return null;
        }
    }
}

/// <summary>One forward relation.</summary>
internal sealed record Relation(
    [property: JsonRequired] TicketId TicketId,
    [property: JsonRequired] string Kind,
    [property: JsonRequired] TicketId Target,
    string? Note,
    [property: JsonRequired] string Author,
    [property: JsonRequired] string At);

/// <summary>Reads such files; unknown members are refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(RelationFile))]
internal sealed partial class RelationJson : JsonSerializerContext;
