namespace Yoi.Tickets;

/// <summary>Whether a ticket fits a query, but for its texts, which cost more.</summary>
internal static class QueryFilter
{
    public static bool Fits(TicketQuery query, IndexEntry entry, IndexSnapshot all)
    {
        var listing = entry.Listing;
        if (listing.Diagnostic is not null) return !HasFilter(query);
        return (query.States is not { Count: > 0 } states || states.Contains(listing.State))
            && (query.Author is null || entry.Authors.Contains(query.Author))
            && (query.EventKind is null || entry.Kinds.Contains(query.EventKind))
            && (query.Priority is null || listing.Priority == query.Priority)
            && (query.HasOpenChangeRequest is not { } asked || listing.HasOpenChangeRequest == asked)
            && (query.IsReported is not { } reported || listing.IsReported == reported)
            && (query.ChangedUntil is not { } until || listing.UpdatedAt <= until)
            && (query.ChangedSince is not { } since || listing.UpdatedAt >= since)
            && (query.IsBlocked is not { } blocked || IsBlocked(entry, all) == blocked);
    }

    private static bool HasFilter(TicketQuery query) =>
        query.States is { Count: > 0 } || query.Texts.Count > 0 || query.ChangedUntil is not null || query.ChangedSince is not null
        || (query.Author ?? query.EventKind ?? query.Priority) is not null || (query.HasOpenChangeRequest ?? query.IsReported ?? query.IsBlocked) is not null;

    /// <summary>Null for what is done or closed: that waits for nothing and is not free of it either.</summary>
    private static bool? IsBlocked(IndexEntry entry, IndexSnapshot all) =>
        entry.Listing.State is TicketState.Done or TicketState.Closed ? null : all.Waits.Waits(entry.Facts).Exists(r => r.Kind != WaitKind.TicketUnreadable);
}
