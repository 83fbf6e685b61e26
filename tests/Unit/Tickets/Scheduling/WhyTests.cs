using Yoi.Protocol;
using Yoi.Tickets;
using static Yoi.Tests.Unit.Tickets.Scheduling.Facts;
using static Yoi.Tickets.PlanLinkKind;
using static Yoi.Tickets.TicketState;

namespace Yoi.Tests.Unit.Tickets.Scheduling;

public sealed class WhyTests
{
    [Fact]
    public void A_tree_goes_down_to_what_can_move()
    {
        Tree(
            1,
            Ticket(1).Says("depends_on", 2).Plans(After, 3).Plans(ConflictsWith, 6), Ticket(2).Says("depends_on", 4), Ticket(3, Planning).Says("depends_on", 5), Ticket(4, Inprogress).Says("depends_on", 7),
            Ticket(5, Done), Ticket(6, Inprogress), Ticket(7, Planning))
            .ShouldBe(
            [
                "1 queued: waits",
                "  2 queued dependency_blocked: waits",
                "    4 inprogress dependency_blocked: an attempt works on it",
                "  3 planning ordered_after: specify it, mark it ready and queue it",
                "  6 inprogress conflict_blocked: an attempt works on it",
            ]);
        Tree(1, Ticket(1)).ShouldBe(["1 queued: can start"]);
        Tree(1, Ticket(1, Ready).Says("depends_on", 8)).ShouldBe(["1 ready: queue it", "  8  dependency_blocked: there is no such ticket: create it or remove what names it"]);
        Tree(1, Ticket(1, Closed).Says("depends_on", 2), Ticket(2)).ShouldBe(["1 closed: closed"]);
        Tree(8).ShouldHaveSingleItem().ShouldStartWith("8 :");
    }

    [Fact]
    public void A_circle_is_cut_and_marked()
    {
        var tree = Why.Tree(Id(1), [Ticket(1).Says("depends_on", 2), Ticket(2).Plans(After, 3), Ticket(3).Says("depends_on", 2)]);
        tree.Select(n => (n.Depth, (int)n.Ticket.Milliseconds, n.Cut)).ShouldBe([(0, 1, WhyCut.None), (1, 2, WhyCut.None), (2, 3, WhyCut.None), (3, 2, WhyCut.Cycle)]);
        Why.Tree(Id(1), [Ticket(1).Says("depends_on", 1)]).Select(n => n.Cut).ShouldBe([WhyCut.None, WhyCut.Cycle]);
    }

    [Fact]
    public void What_a_ticket_waits_for_is_told_once()
    {
        var tree = Why.Tree(Id(1), [Ticket(1).Says("depends_on", 2).Says("depends_on", 3), Ticket(2).Says("depends_on", 4), Ticket(3).Says("depends_on", 4), Ticket(4).Says("depends_on", 5), Ticket(5)]);
        tree.Select(n => (n.Depth, (int)n.Ticket.Milliseconds, n.Cut)).ShouldBe(
            [(0, 1, WhyCut.None), (1, 2, WhyCut.None), (2, 4, WhyCut.None), (3, 5, WhyCut.None), (1, 3, WhyCut.None), (2, 4, WhyCut.Shown)]);
    }

    [Fact]
    public void A_chain_of_ten_thousand_tickets_is_followed_to_its_end()
    {
        var facts = Enumerable.Range(1, 10_000).Select(n => n == 10_000 ? Ticket(n) : Ticket(n).Says("depends_on", n + 1)).ToList();
        var tree = Why.Tree(Id(1), facts);
        tree.Count.ShouldBe(10_000);
        (tree[^1].Depth, tree[^1].Next).ShouldBe((9_999, "can start"));
    }

    [Fact]
    public void Records_that_cannot_be_read_are_named()
    {
        var fault = new Fault(FaultCodes.TicketUnreadable, "relations.json is none");
        Tree(1, Ticket(1) with { Diagnostic = fault }).ShouldBe(["1 queued: ticket_unreadable: relations.json is none"]);
    }

    private static string[] Tree(int id, params TicketFacts[] facts) =>
        [.. Why.Tree(Id(id), facts).Select(n => $"{new string(' ', 2 * n.Depth)}{n.Ticket.Milliseconds} {n.State?.Text()}{(n.Reason is { } reason ? $" {reason.Code}" : "")}: {n.Next}")];
}
