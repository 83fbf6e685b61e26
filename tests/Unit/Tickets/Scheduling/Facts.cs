using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets.Scheduling;

/// <summary>Facts of tickets that are known by a number.</summary>
internal static class Facts
{
    private static readonly DateTimeOffset Start = new(2026, 5, 1, 0, 0, 0, TimeSpan.Zero);

    public static TicketId Id(int number) => new((ulong)number);

    public static TicketFacts Ticket(int number, TicketState state = TicketState.Queued, string? priority = null, int? queuedAt = null) =>
        new() { Id = Id(number), Title = $"Ticket {number}", State = state, Priority = priority, QueuedAt = Start.AddMinutes(queuedAt ?? number) };

    public static TicketFacts Says(this TicketFacts ticket, string kind, int other) => ticket with { Relations = [.. ticket.Relations, new(kind, Id(other), null, "x", null)] };

    public static TicketFacts Plans(this TicketFacts ticket, PlanLinkKind kind, int other) => ticket with { Plans = [.. ticket.Plans, new(kind, Id(other), "orch-plan-1")] };

    /// <summary>The queued tickets in order, each with what holds it back, as "1" or "2: dependency_blocked by 1 [queued]".</summary>
    public static string[] Judge(params TicketFacts[] facts) => [.. Startable.Judge(facts).Select(Text)];

    public static string Text(Judgement judgement) => judgement.CanStart
        ? $"{judgement.Ticket.Milliseconds}"
        : $"{judgement.Ticket.Milliseconds}: {string.Join("; ", judgement.Reasons.Select(r => r.Text.Replace(r.On.ToString(), $"{r.On.Milliseconds}", StringComparison.Ordinal)))}";
}
