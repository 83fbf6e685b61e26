using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>The relations of a ticket from both ends.</summary>
internal sealed class RelationViews(StorePaths paths, RelationReader relations, TicketReader reader)
{
    /// <summary>Its own in the order of the file, then those that others recorded, in the order of their kinds and ids.</summary>
    public async Task<Result<IReadOnlyList<RelationView>>> OfAsync(TicketId id, CancellationToken ct)
    {
        if (!paths.Exists(id)) return TicketReader.NotFound(id);
        if (!(await relations.OfAsync(id, ct)).TryGet(out var own, out var fault)) return fault;
        var others = (await relations.OfOthersAsync(id, ct)).Where(r => r.Relation.Target == id).OrderBy(r => RelationKinds.Rank(r.Relation.Kind)).ThenBy(r => r.From);

        List<RelationView> views = [];
        foreach (var relation in own) views.Add(await ViewAsync(relation.Kind, relation.Target, false, relation, ct));
        foreach (var (from, relation) in others) views.Add(await ViewAsync(RelationKinds.Inverse(relation.Kind), from, true, relation, ct));
        return views;
    }

    private async Task<RelationView> ViewAsync(string kind, TicketId other, bool isDerived, Relation relation, CancellationToken ct)
    {
        var isRead = (await reader.ItemAsync(other, ct)).TryGet(out var item, out _);
        return new()
        {
            Kind = kind,
            Other = other,
            Title = item?.Title,
            State = isRead ? item!.State : null,
            IsDerived = isDerived,
            Note = relation.Note,
            Author = relation.Author,
            At = RecordTime.Parse(relation.At),
        };
    }
}
