using Yoi.Tickets;

namespace Yoi.Cli;

/// <summary>What a ticket's thread says it waited for.</summary>
internal static class DemoWaits
{
    /// <summary>Each wait as its code and what it was for, in order.</summary>
    public static IReadOnlyList<string> Of(Ticket ticket) =>
        [.. ticket.Thread.Where(e => e.Kind == "decision" && e.Attribute("waits") is not null).Select(e => $"{e.Attribute("waits")} {e.Attribute("on")}")];

    /// <summary>The thread without them and the plan records that go with them: how long things took decides how many there are.</summary>
    public static IEnumerable<ThreadEvent> Without(Ticket ticket)
    {
        var notes = ticket.Plans.Where(p => p.Kind == "waiting_capacity_note").Select(p => p.Id).ToHashSet(StringComparer.Ordinal);
        return ticket.Thread.Where(e => e.Attribute("waits") is null && !(e.Kind == "plan_recorded" && e.Attribute("plan") is { } plan && notes.Contains(plan)));
    }
}
