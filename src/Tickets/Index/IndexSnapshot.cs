using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>Every ticket's entry at one moment, in order of id.</summary>
internal sealed class IndexSnapshot
{
    private readonly Lazy<TicketFacts[]> _facts;
    private readonly Lazy<ILookup<TicketId, (TicketId From, TicketRelation Relation)>> _relations;
    private readonly Lazy<WaitGraph> _waits;
    private readonly Lazy<Dictionary<OperationId, TicketId>> _created;

    private IndexSnapshot(IndexEntry[] entries)
    {
        Entries = entries;
        _facts = new(() => [.. Entries.Select(e => e.Facts)]);
        _relations = new(() => Entries.SelectMany(e => e.Facts.Relations, (e, r) => (e.Id, r)).ToLookup(r => r.r.Target));
        _waits = new(() => new(Facts));
        _created = new(() => Created(Entries));
    }

    public static IndexSnapshot Empty { get; } = new([]);

    /// <summary>In order; nobody writes to it.</summary>
    public IndexEntry[] Entries { get; }

    public TicketFacts[] Facts => _facts.Value;

    public WaitGraph Waits => _waits.Value;

    /// <summary>Of entries in any order, each ticket once.</summary>
    public static IndexSnapshot Of(IndexEntry[] entries)
    {
        Array.Sort(entries, static (a, b) => a.Id.Milliseconds.CompareTo(b.Id.Milliseconds));
        return new(entries);
    }

    public IndexEntry? Find(TicketId id) => IndexOf(id) is var at and >= 0 ? Entries[at] : null;

    /// <summary>What tickets say of this one.</summary>
    public IEnumerable<(TicketId From, TicketRelation Relation)> RelationsTo(TicketId target) => _relations.Value[target];

    /// <summary>The ticket that an operation created.</summary>
    public TicketId? MadeBy(OperationId operation) => _created.Value.TryGetValue(operation, out var id) ? id : null;

    /// <summary>The place of a ticket, or the complement of where it would be.</summary>
    public int IndexOf(TicketId id)
    {
        int low = 0, high = Entries.Length - 1;
        while (low <= high)
        {
            var middle = (low + high) >>> 1;
            var order = Entries[middle].Id.CompareTo(id);
            if (order == 0) return middle;
            if (order < 0) low = middle + 1;
            else high = middle - 1;
        }

        return ~low;
    }

    /// <summary>With some entries set and some taken away (null).</summary>
    public IndexSnapshot With(IReadOnlyDictionary<TicketId, IndexEntry?> changes)
    {
        if (changes.Count == 0) return this;
        if (changes.All(c => c.Value is not null && IndexOf(c.Key) >= 0))
        {
            // What is replaced stays in its place: sorting all again would cost each change as much as there are tickets.
            var entries = (IndexEntry[])Entries.Clone();
            foreach (var (id, entry) in changes) entries[IndexOf(id)] = entry!;
            return new(entries, this, changes);
        }

        var kept = Entries.Where(e => !changes.ContainsKey(e.Id));
        return Of([.. kept, .. changes.Values.OfType<IndexEntry>()]);
    }

    /// <summary>What is known of all relations and creations holds on where a change, as most do, moves none of them.</summary>
    private IndexSnapshot(IndexEntry[] entries, IndexSnapshot before, IReadOnlyDictionary<TicketId, IndexEntry?> changes)
        : this(entries)
    {
        if (before._relations.IsValueCreated && changes.All(c => before.Find(c.Key)!.Facts.Relations.SequenceEqual(c.Value!.Facts.Relations))) _relations = before._relations;
        if (before._created.IsValueCreated && changes.All(c => before.Find(c.Key)!.CreatedBy == c.Value!.CreatedBy)) _created = before._created;
    }

    private static Dictionary<OperationId, TicketId> Created(IndexEntry[] entries)
    {
        Dictionary<OperationId, TicketId> made = [];
        foreach (var entry in entries)
        {
            if (entry.CreatedBy is { } operation) made.TryAdd(operation, entry.Id);
        }

        return made;
    }
}
