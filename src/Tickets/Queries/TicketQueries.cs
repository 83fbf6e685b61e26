using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Answers questions about all tickets from the index.</summary>
internal sealed class TicketQueries(TicketIndex index, TicketReader reader)
{
    private const int MostTexts = 16;

    public async Task<Result<TicketPage>> ListAsync(TicketQuery query, CancellationToken ct) =>
        Check(query) is { } fault ? fault : Page(await FindAsync(query, ct), query.Limit);

    public async Task<Result<TicketHitPage>> SearchAsync(TicketQuery query, int linesPerTicket, CancellationToken ct)
    {
        if ((query.Texts.Count == 0 ? Tickets.Check.Invalid("Give a text to search for.") : Check(query)) is { } fault) return fault;
        var page = Page(await FindAsync(query, ct), query.Limit);
        List<TicketHit> hits = [];
        foreach (var ticket in page.Tickets)
        {
            // Gone or changed since the index was asked: then it has fewer lines, or none.
            var files = (await reader.BytesAsync(ticket.Id, ct)).TryGet(out var bytes, out _) ? bytes : null;
            hits.Add(HitLines.Of(ticket, files, query.Texts, linesPerTicket));
        }

        var unsearched = (await index.SettleAsync(ct)).Entries.Where(e => e.Unsearched is not null).Select(e => new UnsearchedTicket(e.Id, e.Unsearched!));
        return new TicketHitPage(hits, page.Next, [.. unsearched]);
    }

    private static Fault? Check(TicketQuery query) => Tickets.Check.First(
        query.Limit < 1 ? Tickets.Check.Invalid("A page holds at least one ticket.") : null,
        query.Texts.Count > MostTexts ? Tickets.Check.Invalid($"At most {MostTexts} texts are searched at once.") : null,
        query.Texts.Any(t => t.Length == 0 || t.AsSpan().IndexOfAny('\r', '\n') >= 0) ? Tickets.Check.Invalid("A text to search for is part of one line and not empty.") : null);

    private static TicketPage Page(IReadOnlyList<IndexEntry> found, int limit)
    {
        TicketListing[] page = [.. found.Take(limit).Select(e => e.Listing)];
        return new(page, found.Count > page.Length ? page[^1].Id : null);
    }

    private async Task<IReadOnlyList<IndexEntry>> FindAsync(TicketQuery query, CancellationToken ct)
    {
        for (var isRebuilt = false; ; isRebuilt = true)
        {
            var all = await index.SettleAsync(ct);
            try
            {
                return TextFilter.Holding([.. InOrder(query, all).Where(e => QueryFilter.Fits(query, e, all))], query.Texts);
            }
            catch (IndexDamagedException) when (!isRebuilt)
            {
                index.Forget();
            }
        }
    }

    private static IEnumerable<IndexEntry> InOrder(TicketQuery query, IndexSnapshot all)
    {
        var at = query.After is { } id ? all.IndexOf(id) : -1;
        var (entries, last) = (all.Entries, at < 0 ? ~at : at);
        if (query.After is null) return query.NewestFirst ? Enumerable.Reverse(entries.ToArray()) : entries;
        return query.NewestFirst ? Enumerable.Reverse(entries.AsSpan()[..last].ToArray()) : entries.Skip(at < 0 ? last : last + 1);
    }
}
