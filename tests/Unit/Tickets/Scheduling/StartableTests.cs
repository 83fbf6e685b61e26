using Yoi.Protocol;
using Yoi.Tickets;
using static Yoi.Tests.Unit.Tickets.Scheduling.Facts;
using static Yoi.Tickets.PlanLinkKind;
using static Yoi.Tickets.TicketState;

namespace Yoi.Tests.Unit.Tickets.Scheduling;

public sealed class StartableTests
{
    [Fact]
    public void Order_is_priority_then_time_of_queueing_then_id()
    {
        Judge(
            Ticket(1, priority: "low"), Ticket(2), Ticket(3, priority: "normal", queuedAt: 1), Ticket(4, priority: "P1", queuedAt: 1), Ticket(5, priority: "HIGH"),
            Ticket(6, priority: "urgent"), Ticket(7, priority: " critical ", queuedAt: 1), Ticket(8) with { QueuedAt = null }, Ticket(9, Ready), Ticket(10, Planning),
            Ticket(11, Inprogress), Ticket(12, Done), Ticket(13, Closed))
            .ShouldBe(["7", "6", "5", "3", "4", "2", "8", "1"]);
        Startable.Judge([Ticket(2), Ticket(1)]).Select(j => j.Order).ShouldBe([1, 2]);
        Startable.Judge([]).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(Planning, true)]
    [InlineData(Ready, true)]
    [InlineData(Queued, true)]
    [InlineData(Inprogress, true)]
    [InlineData(Done, false)]
    [InlineData(Closed, false)]
    public void Whoever_depends_waits_until_the_other_is_done_or_closed(TicketState state, bool waits)
    {
        string[] expected = [waits ? $"1: dependency_blocked by 2 [{state.Text()}]" : "1"];
        Own(Judge(Ticket(1).Says("depends_on", 2), Ticket(2, state))).ShouldBe(expected);
        Own(Judge(Ticket(1), Ticket(2, state).Says("blocks", 1))).ShouldBe(expected);
        Own(Judge(Ticket(1).Plans(BlockedBy, 2), Ticket(2, state))).ShouldBe(expected);
        Own(Judge(Ticket(1), Ticket(2, state).Plans(Blocks, 1))).ShouldBe(expected);
        Own(Judge(Ticket(1).Plans(After, 2), Ticket(2, state))).ShouldBe([waits ? $"1: ordered_after 2 [{state.Text()}]" : "1"]);
    }

    [Theory]
    [InlineData(Planning, false)]
    [InlineData(Ready, false)]
    [InlineData(Queued, true)]
    [InlineData(Inprogress, true)]
    [InlineData(Done, false)]
    [InlineData(Closed, false)]
    public void Before_holds_while_the_earlier_one_is_queued_or_inprogress(TicketState state, bool waits) =>
        Own(Judge(Ticket(1), Ticket(2, state).Plans(Before, 1))).ShouldBe([waits ? $"1: ordered_after 2 [{state.Text()}]" : "1"]);

    [Theory]
    [InlineData(Planning, false)]
    [InlineData(Ready, false)]
    [InlineData(Inprogress, true)]
    [InlineData(Done, false)]
    [InlineData(Closed, false)]
    public void A_conflict_holds_while_the_other_is_inprogress_whoever_recorded_it(TicketState state, bool waits)
    {
        string[] expected = [waits ? $"1: conflict_blocked by 2 [{state.Text()}]" : "1"];
        foreach (var kind in new[] { ConflictsWith, DoNotParallelize })
        {
            Judge(Ticket(1).Plans(kind, 2), Ticket(2, state)).ShouldBe(expected);
            Judge(Ticket(1), Ticket(2, state).Plans(kind, 1)).ShouldBe(expected);
        }
    }

    [Fact]
    public void Of_two_queued_tickets_that_conflict_the_earlier_in_order_starts()
    {
        Judge(Ticket(1).Plans(DoNotParallelize, 2), Ticket(2)).ShouldBe(["1", "2: conflict_blocked by 1 [queued]"]);
        Judge(Ticket(1).Plans(DoNotParallelize, 2), Ticket(2, priority: "high")).ShouldBe(["2", "1: conflict_blocked by 2 [queued]"]);
        Judge(Ticket(1).Plans(ConflictsWith, 2).Plans(ConflictsWith, 3), Ticket(2), Ticket(3)).ShouldBe(["1", "2: conflict_blocked by 1 [queued]", "3: conflict_blocked by 1 [queued]"]);
    }

    [Fact]
    public void A_ticket_that_has_to_wait_anyway_holds_back_nobody_it_conflicts_with()
    {
        Judge(Ticket(1).Says("depends_on", 2).Plans(ConflictsWith, 2), Ticket(2)).ShouldBe(["1: dependency_blocked by 2 [queued]", "2"]);
        Judge(Ticket(1).Says("depends_on", 9).Plans(ConflictsWith, 2), Ticket(2), Ticket(9, Inprogress)).ShouldBe(["1: dependency_blocked by 9 [inprogress]", "2"]);
    }

    [Fact]
    public void A_ticket_that_does_not_exist_counts_as_planning()
    {
        Judge(Ticket(1).Says("depends_on", 7)).ShouldBe(["1: dependency_blocked by 7 [unknown]"]);
        Judge(Ticket(1).Plans(After, 7)).ShouldBe(["1: ordered_after 7 [unknown]"]);
        Judge(Ticket(1).Plans(Before, 7).Plans(Blocks, 7).Plans(ConflictsWith, 7).Says("blocks", 7)).ShouldBe(["1"]);
        Startable.Judge([Ticket(1).Says("depends_on", 7)])[0].Reasons[0].Release.ShouldContain("create it or remove the relation");
    }

    [Fact]
    public void A_ticket_that_waits_for_itself_never_starts_and_one_that_conflicts_with_itself_does()
    {
        Judge(Ticket(1).Says("depends_on", 1)).ShouldBe(["1: dependency_blocked by 1 [queued]"]);
        Judge(Ticket(1).Plans(ConflictsWith, 1)).ShouldBe(["1"]);
    }

    [Fact]
    public void One_reason_is_told_for_each_ticket_the_strongest()
    {
        var reasons = Startable.Judge(
        [
            Ticket(1, queuedAt: 9).Plans(ConflictsWith, 2).Plans(After, 2).Says("depends_on", 2).Plans(DoNotParallelize, 3).Plans(After, 4).Says("related", 5),
            Ticket(2, Inprogress).Says("blocks", 1), Ticket(3, Inprogress), Ticket(4, Ready), Ticket(5),
        ])[^1].Reasons;
        reasons.Select(r => (r.Cause, r.Kind, (int)r.On.Milliseconds)).ShouldBe(
        [
            (WaitCause.DependsOn, WaitKind.DependencyBlocked, 2), (WaitCause.PlannedAfter, WaitKind.OrderedAfter, 4), (WaitCause.DoNotParallelize, WaitKind.ConflictBlocked, 3),
        ]);
        reasons.ShouldAllBe(r => r.Release.Contains(r.On.ToString()));
    }

    [Fact]
    public void A_ticket_whose_records_cannot_be_read_does_not_start()
    {
        var fault = new Fault(FaultCodes.TicketUnreadable, "relations.json is none");
        var judged = Startable.Judge([Ticket(1) with { Diagnostic = fault }])[0];
        judged.CanStart.ShouldBeFalse();
        judged.Reasons[0].Text.ShouldBe("ticket_unreadable: relations.json is none");
    }

    [Fact]
    public void Ten_thousand_tickets_that_all_wait_for_one_are_judged()
    {
        var facts = Enumerable.Range(1, 10_000).Select(n => n == 1 ? Ticket(1) : Ticket(n).Says("depends_on", n - 1).Plans(ConflictsWith, 1)).ToList();
        var judged = Startable.Judge(facts);
        judged.Count.ShouldBe(10_000);
        judged.ShouldAllBe(j => j.CanStart == (j.Order == 1));
    }

    private static string[] Own(string[] judged) => [.. judged.Where(j => j[0] == '1')];
}
