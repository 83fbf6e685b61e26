namespace Yoi.Tickets;

/// <summary>Which of two queued tickets comes first: by priority, then the time of queueing (none is last), then id.</summary>
internal sealed class StartOrder : IComparer<TicketFacts>
{
    public static StartOrder Instance { get; } = new();

    public int Compare(TicketFacts? x, TicketFacts? y)
    {
        if (x is null || y is null) return (x is null ? 0 : 1) - (y is null ? 0 : 1);
        var byPriority = Rank(x.Priority).CompareTo(Rank(y.Priority));
        if (byPriority != 0) return byPriority;
        var byTime = (x.QueuedAt ?? DateTimeOffset.MaxValue).CompareTo(y.QueuedAt ?? DateTimeOffset.MaxValue);
        return byTime != 0 ? byTime : x.Id.CompareTo(y.Id);
    }

    /// <summary>Words this program does not know are as normal as none.</summary>
    private static int Rank(string? priority) => priority?.Trim().ToLowerInvariant() switch
    {
        "urgent" or "critical" => 0,
        "high" => 1,
        "low" => 3,
        _ => 2,
    };
}
