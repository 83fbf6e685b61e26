using System.Text;
using System.Text.Json;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>A relation and the line it begins in.</summary>
internal sealed record PlacedRelation(int Line, Relation Relation);

/// <summary>artifacts/relations.json, without a look at other tickets.</summary>
internal static class RelationChecks
{
    public static IEnumerable<DoctorFinding> Of(ExaminedTicket ticket)
    {
        if (ticket.Relations is not { Conflicts.Count: 0 } file) yield break;
        if (RelationFile.Parse(file.Bytes.Span) is not { } relations)
        {
            if (!file.IsDamaged) yield return Unreadable(file);
            yield break;
        }

        HashSet<(string, TicketId)> seen = [];
        foreach (var (line, relation) in Placed(ticket))
        {
            var named = $"{Shown.Of(relation.Kind)} {relation.Target}";
            if (relation.TicketId != ticket.Id) yield return LinkCodes.RelationForeign.At(file.Path, line, $"The relation {named} says that it is of {relation.TicketId}.");
            if (relation.Target == ticket.Id) yield return LinkCodes.RelationSelf.At(file.Path, line, $"The relation {named} is to the ticket itself.");
            if (!RelationKinds.All.Contains(relation.Kind)) yield return LinkCodes.RelationKindUnknown.At(file.Path, line, $"The kind '{Shown.Of(relation.Kind)}' is unknown.");
            if (!seen.Add((relation.Kind, relation.Target))) yield return LinkCodes.RelationRepeated.At(file.Path, line, $"The relation {named} is there already.");
            if (RecordTime.Parse(relation.At) is null) yield return ItemCodes.TimeInvalid.At(file.Path, line, $"The time of the relation {named} is '{Shown.Of(relation.At)}', which is none.");
            if (Encoding.UTF8.GetByteCount(relation.Note ?? "") > Limits.RelationNote)
                yield return FileCodes.TooLarge.At(file.Path, line, $"The note of the relation {named} is larger than {Limits.RelationNote} bytes.");
        }

        if (!IsSorted(relations)) yield return LinkCodes.RelationsUnsorted.At(file.Path, 1, "The relations are not sorted by kind and target.", fixable: true);
    }

    /// <summary>The relations with their lines; none where the file cannot be read.</summary>
    public static IEnumerable<PlacedRelation> Placed(ExaminedTicket ticket)
    {
        if (ticket.Relations is not { Conflicts.Count: 0 } file || RelationFile.Parse(file.Bytes.Span) is not { } relations) return [];
        var lines = JsonPlaces.OfItems(file.Bytes.Span);
        return relations.Select((relation, i) => new PlacedRelation(i < lines.Count ? lines[i] : 1, relation));
    }

    public static bool IsSorted(Relation[] relations) => relations.SequenceEqual(RelationFile.Sorted(relations));

    private static DoctorFinding Unreadable(OwnedFile file)
    {
        try
        {
            var read = JsonSerializer.Deserialize(file.Bytes.Span, RelationJson.Raw.RelationFile);
            return LinkCodes.RelationsUnreadable.At(file.Path, 1, read is null ? "The file holds nothing." : read.Version == 1 ? "A relation is null." : $"The file is of version {read.Version}.");
        }
        catch (JsonException e)
        {
            return LinkCodes.RelationsUnreadable.At(file.Path, (int)(e.LineNumber ?? 0) + 1, $"The file is no list of relations{(e.Path is { Length: > 1 } place ? $" at {Shown.Of(place)}" : "")}.");
        }
    }
}
