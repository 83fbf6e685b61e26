using static Yoi.Tickets.TicketState;

namespace Yoi.Tickets;

/// <summary>The state table.</summary>
internal static class Transitions
{
    private static readonly TransitionRule[] Rules =
    [
        new(Planning, Ready, "ready") { Gates = [Gates.Requirements, Gates.AcceptanceCriteria], Effect = Effect.Summary, IsOverridable = true },
        new(Ready, Queued, "queued") { Gates = [Gates.BlockersUnderWay], Effect = Effect.Queue, AsksForBlockers = true },
        new(Queued, Ready, "unqueued") { Gates = [Gates.Reason], Effect = Effect.Unqueue },
        new(Ready, Planning, "planning") { Gates = [Gates.Reason, Gates.WhatIsMissing] },
        new(Queued, Planning, "planning") { Gates = [Gates.Reason, Gates.WhatIsMissing], Effect = Effect.Unqueue },
        new(Queued, Inprogress, "accepted") { Gates = [Gates.NoBlocker, Gates.Decision, Gates.AcceptedPlan], AsksForBlockers = true },
        new(Inprogress, Queued, "given_up") { Gates = [Gates.Reason] },
        new(Inprogress, Done, "merged_reviewed_validated") { Gates = [Gates.MergeAndReceipts, Gates.Approval], IsOverridable = true },
        new(Done, Closed, "closed") { Gates = [Gates.Resolution], Effect = Effect.Close },
        new(Done, Planning, "reopened") { Gates = [Gates.Reason], Effect = Effect.Reopen },
        new(Closed, Planning, "reopened") { Gates = [Gates.Reason], Effect = Effect.Reopen },
        new(Planning, Closed, "closed") { Gates = [Gates.Resolution, Gates.Reason], Effect = Effect.Close },
        new(Ready, Closed, "closed") { Gates = [Gates.Resolution, Gates.Reason], Effect = Effect.Close },
        new(Queued, Closed, "closed") { Gates = [Gates.Resolution, Gates.Reason], Effect = Effect.Close },
    ];

    /// <summary>The row for a step, or null where the table has none.</summary>
    public static TransitionRule? Find(TicketState from, TicketState to) => Array.Find(Rules, rule => rule.From == from && rule.To == to);

    /// <summary>Where one can go from a state.</summary>
    public static IEnumerable<TicketState> From(TicketState from) => Rules.Where(rule => rule.From == from).Select(rule => rule.To);
}
