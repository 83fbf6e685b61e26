using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Merges relations.json: relations that either branch added, without those that either removed.</summary>
internal static class RelationMerge
{
    public static async Task<Result<MergedFile>> MergeAsync(MergeSides sides, TextMerge text)
    {
        if (Read(sides.Base) is not { } ancestor || Read(sides.Ours) is not { } ours || Read(sides.Theirs) is not { } theirs)
            return await RecordMerge.LeftAsync(sides, text, "One of the versions is no file of relations.");

        List<Relation> merged = [];
        foreach (var key in ours.Keys.Union(theirs.Keys))
        {
            var (old, a, b) = (ancestor.GetValueOrDefault(key), ours.GetValueOrDefault(key), theirs.GetValueOrDefault(key));
            if (a == b || b == old) Keep(a);
            else if (a == old) Keep(b);
            // Both said the same of their own accord: what was said first stays.
            else if (old is null && a is not null && b is not null && a.Note == b.Note) Keep(string.CompareOrdinal(a.At, b.At) <= 0 ? a : b);
            else return await RecordMerge.LeftAsync(sides, text, $"Both branches changed the relation {key.Kind} {key.Target}.");
        }

        return new MergedFile(RelationFile.Bytes(merged));

        void Keep(Relation? relation)
        {
            if (relation is not null) merged.Add(relation);
        }
    }

    /// <summary>The relations by kind and target; null where it is no such file or holds one twice.</summary>
    private static Dictionary<(string Kind, TicketId Target), Relation>? Read(ReadOnlyMemory<byte> bytes)
    {
        if (bytes.IsEmpty) return [];
        if (RelationFile.Parse(bytes.Span) is not { } relations) return null;
        Dictionary<(string, TicketId), Relation> all = [];
        return relations.All(r => all.TryAdd((r.Kind, r.Target), r)) ? all : null;
    }
}
