using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Tickets;

namespace Yoi.Workspace;

/// <summary>What tickets wait for, as people see it.</summary>
internal static class WaitViews
{
    public const string Capacity = "capacity";

    private const string NoSlot = "All slots for coders are taken.";

    /// <summary>The first reason in one sentence.</summary>
    public static Notice First(Judgement judgement) => judgement.CanStart ? new(Capacity, NoSlot) : new(judgement.Reasons[0].Code, Sentence(judgement.Reasons[0]));

    /// <summary>Whether a ticket may wait for something; what is under way or settled does not, and others need not be looked at for it.</summary>
    public static bool MayWait(Ticket ticket, AttemptState? attempt) =>
        attempt is not { Over: false } && ticket.Item.State is (TicketState.Planning or TicketState.Ready or TicketState.Queued);

    /// <summary>All that a ticket waits for, or would once it is queued; one that can start waits for a place, where none is free.</summary>
    public static IReadOnlyList<WaitView> Of(Ticket ticket, IReadOnlyList<TicketFacts> facts, int free)
    {
        if (ticket.Item.State != TicketState.Queued) return [.. Why.Tree(ticket.Id, facts).Where(n => n is { Depth: 1, Reason: not null }).Select(n => Of(n.Reason!))];
        if (Startable.Judge(facts).FirstOrDefault(j => j.Ticket == ticket.Id) is not { } judgement) return [];
        if (!judgement.CanStart) return [.. judgement.Reasons.Select(Of)];
        return free > 0 ? [] : [new(Capacity, NoSlot, "an attempt that ends or parks", null)];
    }

    /// <summary>A ticket in the tree of what another waits for.</summary>
    public static WhyNodeView Of(WhyNode node) => new(
        node.Depth, node.Ticket, node.Title, node.State?.Text(), node.Reason is { } reason ? Of(reason) : null, node.WaitsFor,
        node.Cut switch
        {
            WhyCut.Cycle => "cycle",
            WhyCut.Shown => "shown",
            _ => null,
        },
        Notices.Plain(node.Next, "mend the file"));

    /// <summary>One reason.</summary>
    public static WaitView Of(WaitReason reason) =>
        new(reason.Code, Sentence(reason), reason.Release, reason.Kind == WaitKind.TicketUnreadable ? null : reason.On);

    private static string Sentence(WaitReason reason) => reason.Kind switch
    {
        // The diagnostic may name a path of the host.
        WaitKind.TicketUnreadable => "Its own records cannot be read; `yoi ticket show` says where.",
        WaitKind.OrderedAfter => $"Comes after {reason.On}, {State(reason)}.",
        WaitKind.ConflictBlocked => $"May not run beside {reason.On}, {State(reason)}.",
        _ => $"Depends on {reason.On}, {State(reason)}.",
    };

    private static string State(WaitReason reason) => reason.State is { } state ? $"which is {state.Text()}" : "which does not exist";
}
