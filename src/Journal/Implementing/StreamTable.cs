using System.Diagnostics.CodeAnalysis;

namespace Yoi.Journal.Implementing;

/// <summary>What a journal knows of each stream, found by id and listed in ordinal order. Safe for several threads.</summary>
public sealed class StreamTable<TState>
    where TState : class
{
    private readonly Lock _lock = new();
    private readonly Dictionary<string, TState> _states;
    // Made when it is first asked for: opening a journal with many streams asks for none.
    private SortedSet<string>? _order;

    /// <summary>An empty table with room for some streams.</summary>
    public StreamTable(int capacity = 0) => _states = new(capacity);

    /// <summary>How many streams there are.</summary>
    public int Count
    {
        get
        {
            lock (_lock) return _states.Count;
        }
    }

    /// <summary>Finds a stream by <c>category/name</c>.</summary>
    public bool TryGet(ReadOnlySpan<char> id, [NotNullWhen(true)] out TState? state)
    {
        lock (_lock) return _states.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(id, out state);
    }

    /// <summary>Finds a stream.</summary>
    public bool TryGet(StreamId id, [NotNullWhen(true)] out TState? state)
    {
        lock (_lock) return _states.TryGetValue(id.ToString(), out state);
    }

    /// <summary>Adds a stream that is not there yet.</summary>
    public void Add(StreamId id, TState state)
    {
        var text = id.ToString();
        lock (_lock)
        {
            _states.Add(text, state);
            _order?.Add(text);
        }
    }

    /// <summary>Takes a stream away.</summary>
    public void Remove(StreamId id)
    {
        lock (_lock)
        {
            _states.Remove(id.ToString());
            _order?.Remove(id.ToString());
        }
    }

    /// <summary>All streams, in no order.</summary>
    public IReadOnlyList<TState> All()
    {
        lock (_lock) return [.. _states.Values];
    }

    /// <summary>The streams of a query that fit, in order, and whether there are more.</summary>
    public (IReadOnlyList<TState> States, bool More) List(StreamQuery query, Func<TState, bool> fits)
    {
        if (query.Stream is { } only)
            return (TryGet(only.ToString(), out var one) && fits(one) && (query.Category ?? only.Category) == only.Category && (query.After is null || string.CompareOrdinal(only.ToString(), query.After.ToString()) > 0) ? [one] : [], false);
        // '0' follows '/', so this range holds exactly the ids of the category.
        var from = query.After?.ToString() ?? (query.Category is null ? "" : query.Category + "/");
        var to = query.Category is null ? "\uffff" : query.Category + "0";
        if (query.Category is not null && string.CompareOrdinal(from, query.Category + "/") < 0) from = query.Category + "/";
        var found = new List<TState>();
        if (string.CompareOrdinal(from, to) >= 0) return (found, false);
        lock (_lock)
        {
            _order ??= new(_states.Keys, StringComparer.Ordinal);
            foreach (var id in _order.GetViewBetween(from, to))
            {
                if (id == from || !fits(_states[id])) continue;
                if (found.Count == query.Limit) return (found, true);
                found.Add(_states[id]);
            }
        }

        return (found, false);
    }
}
