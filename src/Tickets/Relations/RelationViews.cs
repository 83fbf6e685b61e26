using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>The relations of a ticket from both ends.</summary>
internal sealed class RelationViews(StorePaths paths, RelationReader relations, TicketIndex index)
{
    /// <summary>Its own in the order of the file, then those that others recorded, in the order of their kinds and ids.</summary>
    public async Task<Result<IReadOnlyList<RelationView>>> OfAsync(TicketId id, CancellationToken ct)
    {
        if (!paths.Exists(id)) return TicketReader.NotFound(id);
        if (!(await relations.OfAsync(id, ct)).TryGet(out var own, out var fault)) return fault;
        if (!(await index.SettleAsync(ct)).TryGet(out var all, out fault)) return fault;
        var others = all.RelationsTo(id).Where(r => r.From != id).OrderBy(r => RelationKinds.Rank(r.Relation.Kind)).ThenBy(r => r.From);
        return (RelationView[])
        [
            .. own.Select(relation => View(all, relation.Kind, relation.Target, false, relation.Shown())),
            .. others.Select(r => View(all, RelationKinds.Inverse(r.Relation.Kind), r.From, true, r.Relation)),
        ];
    }

    private static RelationView View(IndexSnapshot all, string kind, TicketId other, bool isDerived, TicketRelation relation)
    {
        var listing = all.Find(other)?.Listing is { Diagnostic: null } readable ? readable : null;
        return new()
        {
            Kind = kind,
            Other = other,
            Title = listing?.Title,
            State = listing?.State,
            IsDerived = isDerived,
            Note = relation.Note,
            Author = relation.Author,
            At = relation.At,
        };
    }
}
