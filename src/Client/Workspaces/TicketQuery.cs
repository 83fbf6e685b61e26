using Yoi.Protocol;

namespace Yoi.Client;

/// <summary>Which tickets a list is to hold: those that fit all that is given. The server refuses what it does not know as <c>invalid</c>.</summary>
public sealed record TicketQuery
{
    private const int MostCount = 100_000;

    /// <summary>In one of these states: planning, ready, queued, inprogress, done or closed; empty for all.</summary>
    public IReadOnlyList<string> States { get; init; } = [];

    /// <summary>Holding all of these texts, in capitals or not; at most 16, each of 1 to 1,024 characters. Their rows have the lines that do.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>With an event by this author.</summary>
    public string? Author { get; init; }

    /// <summary>With an event of this kind, such as review.</summary>
    public string? EventKind { get; init; }

    /// <summary>Of this priority.</summary>
    public string? Priority { get; init; }

    /// <summary>Open and waiting for another (true) or for none (false).</summary>
    public bool? Blocked { get; init; }

    /// <summary>Whether the last review asks for changes.</summary>
    public bool? ChangeRequested { get; init; }

    /// <summary>Whether it is reported as implemented, and neither done nor closed.</summary>
    public bool? Reported { get; init; }

    /// <summary>Unchanged for so long; to the minute, beyond 69 days to the hour.</summary>
    public TimeSpan? OlderThan { get; init; }

    /// <summary>Changed within so long; to the minute, beyond 69 days to the hour.</summary>
    public TimeSpan? NewerThan { get; init; }

    /// <summary>The newest ticket first instead of the oldest.</summary>
    public bool NewestFirst { get; init; }

    /// <summary>The cursor: <c>Next</c> of the page before.</summary>
    public TicketId? After { get; init; }

    /// <summary>At most so many, 1 to 200; null for 50.</summary>
    public int? Limit { get; init; }

    internal ApiPath On(ApiPath tickets) => tickets.With(
    [
        .. States.Select(state => ("state", (object?)state)),
        .. Texts.Select(text => ("text", (object?)text)),
        ("author", Author),
        ("event", EventKind),
        ("priority", Priority),
        ("blocked", Blocked),
        ("change_requested", ChangeRequested),
        ("reported", Reported),
        ("older_than", Age(OlderThan)),
        ("newer_than", Age(NewerThan)),
        ("newest", NewestFirst ? true : null),
        ("after", After),
        ("limit", Limit),
    ]);

    private static string? Age(TimeSpan? age) => age switch
    {
        null => null,
        { TotalMinutes: <= MostCount } minutes => FormattableString.Invariant($"{(long)minutes.TotalMinutes}m"),
        { } longer => FormattableString.Invariant($"{(long)longer.TotalHours}h"),
    };
}
