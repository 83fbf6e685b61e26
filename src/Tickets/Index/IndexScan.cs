using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Which tickets' files are not those that the index has read.</summary>
internal sealed class IndexScan(StorePaths paths)
{
    // Fewer tickets are looked at faster than other threads are woken.
    private const int Share = 512;

    /// <summary>Looks at every ticket of the folder and of the index; none where nothing moved. A fault where the system does not list the folder.</summary>
    public Result<IReadOnlyCollection<TicketId>> All(IndexSnapshot known)
    {
        if (!paths.Folders().TryGet(out var ids, out var fault)) return fault;
        var seen = new bool[known.Entries.Length];
        var moved = new bool[ids.Length];
        Shares.Run(ids.Length, Share, Look);
        var isNone = true;
        foreach (var one in moved) isNone &= !one;
        foreach (var one in seen) isNone &= one;
        return isNone ? Array.Empty<TicketId>() : Moved(ids, moved, known, seen);

        void Look(int from, int to)
        {
            using var stamps = new FolderStamps(paths);
            for (var i = from; i < to; i++)
            {
                var at = known.IndexOf(ids[i]);
                if (at >= 0) seen[at] = true;
                moved[i] = IsMoved(stamps.Of(ids[i]), at >= 0 ? known.Entries[at] : null);
            }
        }
    }

    /// <summary>Looks at some; answers those that moved.</summary>
    public TicketId[] These(IEnumerable<TicketId> ids, IndexSnapshot known) => [.. ids.Where(id => IsMoved(Stamps.Of(paths, id), known.Find(id)))];

    private static TicketId[] Moved(TicketId[] ids, bool[] moved, IndexSnapshot known, bool[] seen) =>
        [.. ids.Where((_, i) => moved[i]), .. known.Entries.Where((_, i) => !seen[i]).Select(e => e.Id)];

    // Without an item.md it is no ticket.
    private static bool IsMoved(Stamps now, IndexEntry? entry) => now.Item == default ? entry is not null : entry?.Covers(now) != true;
}
