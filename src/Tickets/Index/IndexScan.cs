using System.Collections.Concurrent;
using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Which tickets' files are not those that the index has read.</summary>
internal sealed class IndexScan(StorePaths paths)
{
    /// <summary>Looks at every ticket of the folder and of the index.</summary>
    public IReadOnlyCollection<TicketId> All(IndexSnapshot known)
    {
        var ids = paths.Folders();
        HashSet<TicketId> gone = [.. known.Entries.Select(e => e.Id)];
        gone.ExceptWith(ids);
        ConcurrentBag<TicketId> moved = [.. gone];
        Parallel.ForEach(
            Partitioner.Create(0, Math.Max(ids.Count, 1), 512),
            range =>
            {
                for (var i = range.Item1; i < Math.Min(range.Item2, ids.Count); i++)
                {
                    if (IsMoved(ids[i], known)) moved.Add(ids[i]);
                }
            });
        return moved;
    }

    public IReadOnlyCollection<TicketId> These(IEnumerable<TicketId> ids, IndexSnapshot known) => [.. ids.Where(id => IsMoved(id, known))];

    private bool IsMoved(TicketId id, IndexSnapshot known)
    {
        var entry = known.Find(id);
        var now = Stamps.Of(paths, id);
        // Without an item.md it is no ticket.
        return now.Item == default ? entry is not null : entry?.Covers(now) != true;
    }
}
