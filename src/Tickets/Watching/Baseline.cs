using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>The stamps of all tickets when a watch begins, before anything of them is read, and their states where those are known.</summary>
internal sealed class Baseline
{
    private readonly Dictionary<TicketId, (Stamps Stamps, TicketState? State)> _tickets = [];

    /// <summary>Null where the system does not list the folder.</summary>
    public static Baseline? Of(StorePaths paths, IndexSnapshot known)
    {
        Baseline baseline = new();
        if (!paths.Folders().TryGet(out var folders, out _)) return null;
        foreach (var id in folders)
        {
            var stamps = Stamps.Of(paths, id);
            if (stamps.Item != default) baseline._tickets.Add(id, (stamps, known.Find(id) is { } entry && entry.Stamps == stamps ? entry.State : null));
        }

        return baseline;
    }

    /// <summary>What changed between it and what was read behind it.</summary>
    public IEnumerable<TicketChange> Changes(IndexSnapshot read)
    {
        var gone = _tickets.Keys.ToHashSet();
        foreach (var entry in read.Entries)
        {
            gone.Remove(entry.Id);
            if (!_tickets.TryGetValue(entry.Id, out var before)) yield return new(entry.Id, TicketChangeKind.Created, null, entry.State);
            else if (before.Stamps != entry.Stamps) yield return new(entry.Id, TicketChangeKind.Changed, before.State ?? entry.State, entry.State);
        }

        foreach (var id in gone) yield return new(id, TicketChangeKind.Removed, _tickets[id].State, null);
    }
}
