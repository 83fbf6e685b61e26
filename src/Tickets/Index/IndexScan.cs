using System.Collections.Concurrent;
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
        if (ids.Length <= Share) Look(0, ids.Length);
        else Shares(ids.Length, Look);
        var isNone = true;
        foreach (var one in moved) isNone &= !one;
        foreach (var one in seen) isNone &= one;
        return isNone ? null : Moved(ids, moved, known, seen);

        void Look(int from, int to)
        {
            for (var i = from; i < to; i++)
            {
                var at = known.IndexOf(ids[i]);
                if (at >= 0) seen[at] = true;
                moved[i] = IsMoved(ids[i], at >= 0 ? known.Entries[at] : null);
            }
        }
    }

    /// <summary>Looks at some; null where none of them moved.</summary>
    public IReadOnlyCollection<TicketId>? These(IEnumerable<TicketId> ids, IndexSnapshot known) =>
        ids.Where(id => IsMoved(id, known.Find(id))).ToList() is { Count: > 0 } moved ? moved : null;

    private static void Shares(int count, Action<int, int> look) => Parallel.ForEach(Partitioner.Create(0, count, Share), range => look(range.Item1, range.Item2));

    private static IReadOnlyCollection<TicketId> Moved(TicketId[] ids, bool[] moved, IndexSnapshot known, bool[] seen) =>
        [.. ids.Where((_, i) => moved[i]), .. known.Entries.Where((_, i) => !seen[i]).Select(e => e.Id)];

    private bool IsMoved(TicketId id, IndexEntry? entry)
    {
        var now = Stamps.Of(paths, id);
        // Without an item.md it is no ticket.
        return now.Item == default ? entry is not null : entry?.Covers(now) != true;
    }
}
