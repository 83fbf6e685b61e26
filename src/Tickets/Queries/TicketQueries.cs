using System.Diagnostics.CodeAnalysis;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Answers questions about all tickets from the index.</summary>
#pragma warning disable VSTHRD002, VSTHRD103 // Only the result of what has completed is taken.
internal sealed class TicketQueries(TicketIndex index, TicketReader reader, StorePaths paths)
{
    private const int MostTexts = 16;
    private const int HitShare = 32;

    public async Task<Result<TicketPage>> ListAsync(TicketQuery query, CancellationToken ct) =>
        TryList(query, out var page, out var pending, ct) ? page : await pending;

    public bool TryList(TicketQuery query, out Result<TicketPage> page, [NotNullWhen(false)] out Task<Result<TicketPage>>? pending, CancellationToken ct)
    {
        (page, pending) = (default, null);
        if (Check(query) is { } fault)
        {
            page = fault;
            return true;
        }

        var settled = index.SettleAsync(ct);
        if (!settled.IsCompletedSuccessfully || query.Texts.Count > 0)
        {
            pending = ThenAsync(settled.AsTask());
            return false;
        }

        page = settled.Result.TryGet(out var all, out fault) ? Page(Fitting(query, all), query.Limit) : fault;
        return true;

        async Task<Result<TicketPage>> ThenAsync(Task<Result<IndexSnapshot>> settling)
        {
            if (!(await settling).TryGet(out var known, out var unlisted)) return unlisted;
            return (await FindAsync(query, known, ct)).TryGet(out var found, out unlisted) ? Page(found.Entries, query.Limit) : unlisted;
        }
    }

    public async Task<Result<TicketHitPage>> SearchAsync(TicketQuery query, int linesPerTicket, CancellationToken ct)
    {
        if ((query.Texts.Count == 0 ? Tickets.Check.Invalid("Give a text to search for.") : Check(query)) is { } invalid) return invalid;
        if (!(await index.SettleAsync(ct)).TryGet(out var known, out var fault)) return fault;
        if (!(await FindAsync(query, known, ct)).TryGet(out var answer, out fault)) return fault;
        var (found, all) = answer;
        var page = Page(found, query.Limit);
        var hits = new TicketHit[page.Tickets.Count];
        Shares.Run(hits.Length, HitShare, (from, to) =>
        {
            for (var i = from; i < to && !ct.IsCancellationRequested; i++)
            {
                if (HitFiles.Read(paths, found[i]) is { } files) hits[i] = HitLines.Of(page.Tickets[i], files, query.Texts, linesPerTicket);
            }
        });
        for (var i = 0; i < hits.Length; i++)
        {
            if (hits[i] is not null) continue;
            // Gone or changed since the index was asked: then it has fewer lines, or none.
            var files = (await reader.BytesAsync(page.Tickets[i].Id, ct)).TryGet(out var bytes, out _) ? bytes : null;
            hits[i] = HitLines.Of(page.Tickets[i], files, query.Texts, linesPerTicket);
        }

        var unsearched = all.Entries.Where(e => e.Unsearched is not null).Select(e => new UnsearchedTicket(e.Id, e.Unsearched!));
        return new TicketHitPage(hits, page.Next, [.. unsearched]);
    }

    private static Fault? Check(TicketQuery query)
    {
        if (query.Limit < 1) return Tickets.Check.Invalid("A page holds at least one ticket.");
        if (query.Texts.Count > MostTexts) return Tickets.Check.Invalid($"At most {MostTexts} texts are searched at once.");
        foreach (var text in query.Texts)
        {
            if (text.Length == 0 || text.AsSpan().IndexOfAny('\r', '\n') >= 0) return Tickets.Check.Invalid("A text to search for is part of one line and not empty.");
        }

        return null;
    }

    private static TicketPage Page(IReadOnlyList<IndexEntry> found, int limit)
    {
        var page = new TicketListing[Math.Min(found.Count, limit)];
        for (var i = 0; i < page.Length; i++) page[i] = found[i].Listing;
        return new(page, found.Count > page.Length ? page[^1].Id : null);
    }

    private async Task<Result<(IReadOnlyList<IndexEntry> Entries, IndexSnapshot Of)>> FindAsync(TicketQuery query, IndexSnapshot all, CancellationToken ct)
    {
        try
        {
            return (TextFilter.Holding(Fitting(query, all), query.Texts, Most(query)), all);
        }
        catch (IndexDamagedException)
        {
            await index.ForgetAsync(ct);
        }

        if (!(await index.SettleAsync(ct)).TryGet(out var again, out var fault)) return fault;
        all = again;
        return (TextFilter.Holding(Fitting(query, all), query.Texts, Most(query)), all);
    }

    /// <summary>One more than the page holds says that there is a page behind it.</summary>
    private static int Most(TicketQuery query) => query.Limit == int.MaxValue ? query.Limit : query.Limit + 1;

    private static List<IndexEntry> Fitting(TicketQuery query, IndexSnapshot all)
    {
        var (from, to) = Range(query, all);
        List<IndexEntry> fitting = [];
        for (var i = 0; i < to - from; i++)
        {
            var entry = all.Entries[query.NewestFirst ? to - 1 - i : from + i];
            if (QueryFilter.Fits(query, entry, all)) fitting.Add(entry);
        }

        return fitting;
    }

    private static (int From, int To) Range(TicketQuery query, IndexSnapshot all)
    {
        if (query.After is not { } after) return (0, all.Entries.Length);
        var at = all.IndexOf(after);
        // The cursor's ticket may have gone: then its place is where it would be.
        if (query.NewestFirst) return (0, at < 0 ? ~at : at);
        return (at < 0 ? ~at : at + 1, all.Entries.Length);
    }
}
