using System.Text.Json;
using System.Text.Json.Serialization;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>A change of several files of one ticket, as the change file holds it.</summary>
/// <param name="Version">1; 2 where a step removes a file, which a program that knows only 1 could not finish.</param>
/// <param name="Ticket">The ticket.</param>
/// <param name="Steps">Its files, in the order in which they are written.</param>
internal sealed record Change(
    [property: JsonRequired] int Version,
    [property: JsonRequired] TicketId Ticket,
    [property: JsonRequired] IReadOnlyList<ChangeStep> Steps)
{
    public const int CurrentVersion = 2;

    /// <summary>A change in the oldest version that holds it.</summary>
    public static Change Of(TicketId ticket, IReadOnlyList<ChangeStep> steps) => new(steps.Any(s => s.Remove) ? CurrentVersion : 1, ticket, steps);

    /// <summary>A change file may come with a repository, so what it holds is not believed: each step is of one of a ticket's files, and no two are of the same.</summary>
    [JsonIgnore]
    public bool IsKnown => Steps.All(s => s is { IsKnown: true }) && Steps.Select(s => s.File).Distinct(StringComparer.Ordinal).Count() == Steps.Count;

    public bool IsSame(Change? other) => other is not null && Ticket == other.Ticket && Steps.Count == other.Steps.Count
        && Steps.Zip(other.Steps).All(p => p.First.File == p.Second.File && p.First.AppendAt == p.Second.AppendAt
            && p.First.OldSha256 == p.Second.OldSha256 && p.First.Remove == p.Second.Remove && p.First.Content.AsSpan().SequenceEqual(p.Second.Content));

    /// <summary>
    /// What is done with each step of a change that a crash left. It is finished, unless somebody edited one of its files since: then it is undone, where that can
    /// be, so that the files agree again; where it cannot, the rest is done, which comes nearest. What a removal takes away was kept by a step before it, so it is
    /// left where one no longer fits.
    /// </summary>
    public IReadOnlyList<StepRemedy> Remedies(IReadOnlyList<StepState> states)
    {
        var isForeign = states.Contains(StepState.Foreign);
        var isUndone = isForeign && Steps.Zip(states).All(s => s.First.CanUndo(s.Second));
        return [.. Steps.Zip(states).Select(s => isUndone ? StepRemedy.Undo
            : s.Second == StepState.Pending && !(isForeign && s.First.Remove) ? StepRemedy.Do : StepRemedy.Leave)];
    }

    public byte[] Bytes() => JsonSerializer.SerializeToUtf8Bytes(this, ChangeJson.Default.Change);

    /// <summary>The change; null where the file was torn while it was written, so that nothing of it was applied.</summary>
    public static Change? Parse(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, ChangeJson.Default.Change);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>Reads and writes change files.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Change))]
internal sealed partial class ChangeJson : JsonSerializerContext;
