namespace Yoi.Tickets;

/// <summary>What a thread comes to, for lists and filters.</summary>
internal static class ThreadDigest
{
    public static TicketListing Add(TicketListing listing, IReadOnlyList<ThreadEvent> thread)
    {
        if (thread.Count == 0) return listing;
        var isOpen = listing.State is not (TicketState.Done or TicketState.Closed);
        return listing with
        {
            CreatedBy = thread[0].Author,
            EventCount = thread.Count,
            LastEvent = thread[^1].Kind,
            LastAuthor = thread[^1].Author,
            HasOpenChangeRequest = thread.LastOrDefault(e => e.Kind == EventKinds.Review || IsReturn(e))?.Attribute("status") == EventKinds.RequestChanges,
            IsReported = isOpen && listing.Diagnostic is null && SinceAttempt(thread).Any(e => e.Kind == EventKinds.ImplementationReport),
        };
    }

    /// <summary>What is specified anew has no review any more.</summary>
    private static bool IsReturn(ThreadEvent item) => item.Kind == EventKinds.StateChanged && item.Attribute("to") == "planning";

    /// <summary>The events since the ticket was taken up last or went back to be specified; all of them where it never was.</summary>
    private static IEnumerable<ThreadEvent> SinceAttempt(IReadOnlyList<ThreadEvent> thread)
    {
        for (var i = thread.Count - 1; i >= 0; i--)
        {
            if (thread[i].Kind == EventKinds.StateChanged && thread[i].Attribute("to") is "inprogress" or "planning") return thread.Skip(i + 1);
        }

        return thread;
    }
}
