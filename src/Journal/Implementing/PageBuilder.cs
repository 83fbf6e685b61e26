using Yoi.Protocol;

namespace Yoi.Journal.Implementing;

/// <summary>Fills a page up to its limits.</summary>
public sealed class PageBuilder(ReadRange range, long streamVersion)
{
    private readonly List<StoredEvent> _events = [];

    /// <summary>The snapshot that the page carries.</summary>
    public StoredSnapshot? Snapshot { get; init; }

    private long _bytes;
    private bool _more;

    /// <summary>Answers <c>invalid</c> where a range has no valid form, or null.</summary>
    public static Fault? Check(ReadRange range) =>
        range.Limit is < 1 or > 10_000 || range.ByteBudget < 1 || range.After < 0
            ? new(FaultCodes.Invalid, "A range has a limit of 1 to 10,000, a byte budget of at least 1 and no negative version.")
            : range.FromSnapshot && (range.Backward || range.After is not null)
                ? new(FaultCodes.Invalid, "A range from the snapshot goes forward and has no version of its own.")
                : null;

    /// <summary>Answers <c>cursor_expired</c> where a range begins before the oldest version that is still there, or null.</summary>
    public static Fault? Expired(ReadRange range, StreamId stream, long oldest) => !range.Backward && !range.FromSnapshot && oldest > 1 && (range.After ?? 0) < oldest - 1
        ? new(FaultCodes.CursorExpired, $"The versions of {stream} before {oldest} have been let go of; begin with its snapshot.")
        : null;

    /// <summary>Answers <c>invalid</c> where a query has no valid form, or null.</summary>
    public static Fault? Check(StreamQuery query) =>
        query.Limit is < 1 or > 10_000 ? new(FaultCodes.Invalid, "A query has a limit of 1 to 10,000.") : null;

    /// <summary>The version the page begins with: the lowest wanted forward, the highest wanted backward; outside 1 … newest where nothing is wanted.</summary>
    public static long Start(ReadRange range, long streamVersion) => range.Backward
        ? Math.Min(streamVersion, (range.After ?? long.MaxValue) - 1)
        : Math.Min(range.After ?? 0, streamVersion) + 1;

    /// <summary>Adds the next event; false where the page is full and the event belongs to the next one.</summary>
    public bool TryAdd(StoredEvent item)
    {
        _more = _events.Count == range.Limit || (_events.Count > 0 && _bytes + item.Data.Length > range.ByteBudget);
        if (_more) return false;
        _events.Add(item);
        _bytes += item.Data.Length;
        return true;
    }

    /// <summary>The page.</summary>
    public Page Build() => new(_events, streamVersion, _more) { Snapshot = Snapshot };
}
