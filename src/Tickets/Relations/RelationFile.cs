using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>artifacts/relations.json: what this ticket says of others. Once it is written it stays, with an empty list where nothing is left to say.</summary>
internal sealed record RelationFile([property: JsonRequired] int Version, [property: JsonRequired] Relation[] Relations)
{
    public const string Name = "artifacts/relations.json";

    private const int CurrentVersion = 1;

    /// <summary>The relations of a file, or null where it is none that this program can read.</summary>
    public static Relation[]? Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, RelationJson.Raw.RelationFile) is { Version: CurrentVersion } file && !file.Relations.Contains(null) ? file.Relations : null;
        }
        catch (JsonException)
        {
            // The caller names the file.
            return null;
        }
    }

    /// <summary>The relations of a file that may be missing; the text of one that cannot be read.</summary>
    public static (IReadOnlyList<TicketRelation> Relations, IReadOnlyList<UnownedText> Unowned) ParseOrKeep(byte[]? bytes)
    {
        if (bytes is null) return ([], []);
        return Parse(bytes) is { } relations
            ? ([.. relations.Select(r => r.Shown())], [])
            : ([], [new(Name, 1, new LineIndex(bytes).Count, Encoding.UTF8.GetString(bytes))]);
    }

    /// <summary>The file that holds these relations, in its one order.</summary>
    public static byte[] Bytes(IEnumerable<Relation> relations) =>
        [.. JsonSerializer.SerializeToUtf8Bytes(new(CurrentVersion, [.. Sorted(relations)]), RelationJson.Raw.RelationFile), (byte)'\n'];

    /// <summary>By kind, then target; those that agree in both keep their order.</summary>
    public static IEnumerable<Relation> Sorted(IEnumerable<Relation> relations) =>
        relations.OrderBy(r => RelationKinds.Rank(r.Kind)).ThenBy(r => r.Kind, StringComparer.Ordinal).ThenBy(r => r.Target);

    public static Fault Unreadable(TicketId id) => new(FaultCodes.TicketUnreadable, $"{id}/{Name} is no valid relation file of version {CurrentVersion}; mend or remove it.");
}

/// <summary>One forward relation.</summary>
internal sealed record Relation(
    [property: JsonRequired] TicketId TicketId,
    [property: JsonRequired] string Kind,
    [property: JsonRequired] TicketId Target,
    string? Note,
    [property: JsonRequired] string Author,
    [property: JsonRequired] string At)
{
    public TicketRelation Shown() => new(Kind, Target, Note, Author, RecordTime.Parse(At));
}

/// <summary>Reads and writes such files; unknown members are refused.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    WriteIndented = true,
    IndentSize = 2,
    NewLine = "\n")]
[JsonSerializable(typeof(RelationFile))]
internal sealed partial class RelationJson : JsonSerializerContext
{
    /// <summary>Texts stay as they are: the file is for people too and is no part of a web page.</summary>
    public static RelationJson Raw => field ??= new(new JsonSerializerOptions(Default.Options) { Encoder = RawJsonEncoder.Instance });
}
