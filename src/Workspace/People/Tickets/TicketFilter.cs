using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Workspace;

/// <summary>Which tickets a person asks for: those that fit everything that is set.</summary>
public sealed record TicketFilter
{
    /// <summary>The states there are.</summary>
    public static IReadOnlyList<string> AllStates { get; } = [.. Enum.GetValues<TicketState>().Select(s => s.Text())];

    /// <summary>In one of these states, each one of <see cref="AllStates"/>; empty for any.</summary>
    public IReadOnlyList<string> States { get; init; } = [];

    /// <summary>With all of these texts, at most 16.</summary>
    public IReadOnlyList<string> Texts { get; init; } = [];

    /// <summary>With an event by this author.</summary>
    public string? Author { get; init; }

    /// <summary>With an event of this kind.</summary>
    public string? EventKind { get; init; }

    /// <summary>With this priority.</summary>
    public string? Priority { get; init; }

    /// <summary>Open, and waiting for another (true) or for none (false).</summary>
    public bool? Blocked { get; init; }

    /// <summary>Whether the last review asks for changes.</summary>
    public bool? ChangeRequested { get; init; }

    /// <summary>Whether it is reported as implemented, and neither done nor closed.</summary>
    public bool? Reported { get; init; }

    /// <summary>Unchanged for so long.</summary>
    public TimeSpan? OlderThan { get; init; }

    /// <summary>Changed within so long.</summary>
    public TimeSpan? NewerThan { get; init; }

    /// <summary>The newest ticket first.</summary>
    public bool NewestFirst { get; init; }

    /// <summary>The last ticket of the page before.</summary>
    public TicketId? After { get; init; }

    /// <summary>At most so many, 1 to <see cref="TicketReading.MostRows"/>.</summary>
    public int Limit { get; init; } = 50;

    internal Result<TicketQuery> Query(DateTimeOffset now)
    {
        List<TicketState> states = [];
        foreach (var text in States)
        {
            if (!TicketStateText.TryParse(text, out var state)) return new Fault(FaultCodes.Invalid, $"state is one of {string.Join(", ", AllStates)}.");
            states.Add(state);
        }

        if (Limit is < 1 or > TicketReading.MostRows) return new Fault(FaultCodes.Invalid, $"A page holds 1 to {TicketReading.MostRows} tickets.");
        return new TicketQuery
        {
            States = states,
            Texts = Texts,
            Author = Author,
            EventKind = EventKind,
            Priority = Priority,
            IsBlocked = Blocked,
            HasOpenChangeRequest = ChangeRequested,
            IsReported = Reported,
            ChangedUntil = OlderThan is { } older ? now - older : null,
            ChangedSince = NewerThan is { } newer ? now - newer : null,
            NewestFirst = NewestFirst,
            After = After,
            Limit = Limit,
        };
    }
}
