using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Which tickets' files are not those that the index has read.</summary>
internal sealed class IndexScan(StorePaths paths)
{
    // Fewer tickets are looked at faster than other threads are woken.
    private const int Share = 512;

    /// <summary>Looks at every ticket of the folder and of the index; null where nothing moved.</summary>
    public IReadOnlyCollection<TicketId>? All(IndexSnapshot known)
    {
        var ids = paths.Folders();
        var seen = new bool[known.Entries.Length];
        var moved = new bool[ids.Length];
        Shares.Run(ids.Length, Share, Look);
        var isNone = true;
        foreach (var one in moved) isNone &= !one;
        foreach (var one in seen) isNone &= one;
        return isNone ? null : Moved(ids, moved, known, seen);

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

    /// <summary>Looks at some; null where none of them moved.</summary>
    public IReadOnlyCollection<TicketId>? These(IEnumerable<TicketId> ids, IndexSnapshot known) =>
        ids.Where(id => IsMoved(Stamps.Of(paths, id), known.Find(id))).ToList() is { Count: > 0 } moved ? moved : null;

    private static IReadOnlyCollection<TicketId> Moved(TicketId[] ids, bool[] moved, IndexSnapshot known, bool[] seen) =>
        [.. ids.Where((_, i) => moved[i]), .. known.Entries.Where((_, i) => !seen[i]).Select(e => e.Id)];

    // Without an item.md it is no ticket.
    private static bool IsMoved(Stamps now, IndexEntry? entry) => now.Item == default ? entry is not null : entry?.Covers(now) != true;
}
