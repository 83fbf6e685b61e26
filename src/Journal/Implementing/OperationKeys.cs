namespace Yoi.Journal.Implementing;

/// <summary>The operation keys of one stream's last 1,024 appends. Not safe for several threads at once.</summary>
public sealed class OperationKeys
{
    /// <summary>How many appends back a key is known.</summary>
    public const int Window = 1_024;

    private Dictionary<string, (long First, long Last)>? _known;
    private Queue<(long Append, string Key)>? _order;
    private long _appends;

    /// <summary>How the append with this key was answered, marked as a duplicate; null where it is unknown.</summary>
    public Appended? Find(string? key) =>
        key is not null && _known is not null && _known.TryGetValue(key, out var span) ? new(span.First, span.Last, true) : null;

    /// <summary>Takes note of appends before those it knows, the oldest first.</summary>
    public void Precede(IReadOnlyList<(string? Key, long First, long Last)> older)
    {
        var (known, order, appends) = (_known, _order, _appends);
        (_known, _order, _appends) = (null, null, 0);
        foreach (var (key, first, last) in older) Remember(key, first, last);
        var before = _appends;
        _appends += appends;
        foreach (var (append, key) in order ?? [])
        {
            (_known ??= [])[key] = known![key];
            (_order ??= []).Enqueue((before + append, key));
        }

        Trim();
    }

    /// <summary>Takes note of one append, with or without a key.</summary>
    public void Remember(string? key, long first, long last)
    {
        _appends++;
        if (key is not null)
        {
            (_known ??= [])[key] = (first, last);
            (_order ??= []).Enqueue((_appends, key));
        }

        Trim();
    }

    private void Trim()
    {
        while (_order is { Count: > 0 } && _order.Peek().Append <= _appends - Window) _known!.Remove(_order.Dequeue().Key);
    }
}
