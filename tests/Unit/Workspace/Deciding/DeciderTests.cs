using Yoi.Protocol;
using Yoi.Tickets;
using Yoi.Workspace;

namespace Yoi.Tests.Unit.Workspace.Deciding;

public sealed class DeciderTests
{
    private static readonly TicketId Ticket = new(1_800_000_000_000);
    private static readonly DateTimeOffset Date = DateTimeOffset.UnixEpoch;
    private static readonly WorkerRef Coder = new(RuntimeId.Embedded, new(Guid.NewGuid()));
    private static readonly WorkerRef Reviewer = new(RuntimeId.Embedded, new(Guid.NewGuid()));
    private static readonly IntendedCheck SubmitCheck = new(new(Guid.NewGuid()), "sh check.sh");
    private static readonly IntendedCheck MergeCheck = new(new(Guid.NewGuid()), "sh check.sh");
    private static readonly string Commit = new('a', 40);
    private static readonly string Merge = new('b', 40);

    /// <summary>A straight attempt: the action decided on, and the fact it leads to.</summary>
    private static readonly (Type Action, AttemptEvent Fact, TicketState Ticket)[] Straight =
    [
        (typeof(AttemptAction.RecordRoute), new AttemptEvent.Routed("implementation_ready", "fine"), TicketState.Queued),
        (typeof(AttemptAction.BuildPacket), new AttemptEvent.PacketBuilt(Packet(), "name"), TicketState.Queued),
        (typeof(AttemptAction.Accept), new AttemptEvent.Accepted(), TicketState.Queued),
        (typeof(AttemptAction.SyncTarget), new AttemptEvent.TargetSynced("head"), TicketState.Inprogress),
        (typeof(AttemptAction.IntendWorktree), new AttemptEvent.WorktreeIntended("name", "work/name", "head"), TicketState.Inprogress),
        (typeof(AttemptAction.AddWorktree), new AttemptEvent.WorktreeReady(), TicketState.Inprogress),
        (typeof(AttemptAction.ReserveWorker), new AttemptEvent.CoderReserved(Coder, "coder"), TicketState.Inprogress),
        (typeof(AttemptAction.CreateWorker), new AttemptEvent.CoderCreated(), TicketState.Inprogress),
        (typeof(AttemptAction.RecordKickoff), new AttemptEvent.KickoffRecorded(), TicketState.Inprogress),
        (typeof(AttemptAction.SendInput), new AttemptEvent.InputSent("coder", InputKind.User, null), TicketState.Inprogress),
        (typeof(AttemptAction.Wait), new AttemptEvent.Submitted(Commit, ["a"], 1, new() { Summary = "s" }, "call"), TicketState.Inprogress),
        (typeof(AttemptAction.IntendSubmitChecks), new AttemptEvent.ChecksIntended("submit", Commit, [SubmitCheck], Date), TicketState.Inprogress),
        (typeof(AttemptAction.RunCheck), new AttemptEvent.ReceiptMade(SubmitCheck.Receipt, SubmitCheck.Command, 0, Commit, 1), TicketState.Inprogress),
        (typeof(AttemptAction.ReserveWorker), new AttemptEvent.ReviewerReserved(Reviewer, "reviewer"), TicketState.Inprogress),
        (typeof(AttemptAction.CreateWorker), new AttemptEvent.ReviewerCreated(), TicketState.Inprogress),
        (typeof(AttemptAction.SendInput), new AttemptEvent.InputSent("reviewer", InputKind.User, null), TicketState.Inprogress),
        (typeof(AttemptAction.Wait), new AttemptEvent.Reviewed(Commit, new() { Verdict = "approve", Summary = "s" }, "call"), TicketState.Inprogress),
        (typeof(AttemptAction.RecordReview), new AttemptEvent.ChecksIntended("merge", null, [MergeCheck], Date), TicketState.Inprogress),
        (typeof(AttemptAction.BuildMerge), new AttemptEvent.MergeBuilt("head", Merge, "tree"), TicketState.Inprogress),
        (typeof(AttemptAction.RunCheck), new AttemptEvent.ReceiptMade(MergeCheck.Receipt, MergeCheck.Command, 0, Merge, 1), TicketState.Inprogress),
        (typeof(AttemptAction.MoveBranch), new AttemptEvent.BranchMoved("yoi/integration", "head", Merge), TicketState.Inprogress),
        (typeof(AttemptAction.RecordDone), new AttemptEvent.Done(), TicketState.Inprogress),
        (typeof(AttemptAction.StopWorkers), new AttemptEvent.WorkersStopped(), TicketState.Done),
        (typeof(AttemptAction.RemoveWorktree), new AttemptEvent.WorktreeRemoved(null), TicketState.Done),
        (typeof(AttemptAction.RecordClean), new AttemptEvent.Cleaned(), TicketState.Done),
        (typeof(AttemptAction.Wait), new AttemptEvent.Closed(null), TicketState.Done),
        (typeof(AttemptAction.Wait), new AttemptEvent.Closed(null), TicketState.Closed),
    ];

    [Fact]
    public void A_straight_attempt_goes_through_every_step_once_in_order()
    {
        var state = new AttemptState { Id = new(Ticket, 1) };
        var decided = new List<Type>();
        foreach (var (_, fact, ticket) in Straight)
        {
            decided.Add(Decider.Decide(state, Facts(ticket, busy: true)).GetType());
            state = AttemptFold.Apply(state, fact);
        }

        decided.ShouldBe(Straight.Select(s => s.Action));
    }

    [Fact]
    public void A_review_waits_for_a_slot_and_says_so_once_and_a_merge_waits_for_its_turn()
    {
        var review = At(Array.FindIndex(Straight, s => s.Fact is AttemptEvent.ReviewerReserved));
        var full = Facts(TicketState.Inprogress) with { MayReview = false };
        review.IsInReview.ShouldBeTrue();
        Decider.Decide(review, full).ShouldBeOfType<AttemptAction.RecordReviewWait>();
        Decider.Decide(AttemptFold.Apply(review, new AttemptEvent.WaitRecorded("capacity", Commit)), full).ShouldBeOfType<AttemptAction.Wait>();

        var merge = At(Array.FindIndex(Straight, s => s.Fact is AttemptEvent.MergeBuilt));
        merge.IsMerging.ShouldBeTrue();
        Decider.Decide(merge, Facts(TicketState.Inprogress) with { MayMerge = false }).ShouldBeOfType<AttemptAction.Wait>();
        merge.HoldsSlot.ShouldBeTrue();
        At(Array.FindIndex(Straight, s => s.Fact is AttemptEvent.Done)).ShouldSatisfyAllConditions(a => a.IsMerging.ShouldBeFalse(), a => a.HoldsSlot.ShouldBeFalse());
    }

    [Fact]
    public void A_closed_ticket_ends_the_attempt_and_auto_close_closes_it()
    {
        var cleaned = At(Straight.Length - 2);

        Decider.Decide(cleaned, Facts(TicketState.Closed)).ShouldBeOfType<AttemptAction.RecordClosed>();
        Decider.Decide(cleaned, Facts(TicketState.Done) with { AutoClose = true }).ShouldBeOfType<AttemptAction.CloseTicket>();
    }

    [Fact]
    public void A_run_the_process_died_under_is_asked_to_go_on_but_not_for_ever()
    {
        var waiting = At(10);
        var cutOff = CutOff(FaultCodes.RunInterrupted);

        for (var crashes = 0; crashes < Decider.MostCrashes; crashes++)
        {
            Decider.Decide(waiting, cutOff).ShouldBe(new AttemptAction.SendInput("coder", InputKind.Resume, AfterCrash: true));
            waiting = AttemptFold.Apply(waiting, new AttemptEvent.InputSent("coder", InputKind.Resume, null, AfterCrash: true));
        }

        Decider.Decide(waiting, cutOff).ShouldBeOfType<AttemptAction.Park>().Reason.Message.ShouldBe("The coder gave up: x.");
    }

    [Fact]
    public void Stopping_the_server_any_number_of_times_parks_nothing()
    {
        var waiting = At(10);
        for (var stops = 0; stops < 100; stops++)
        {
            Decider.Decide(waiting, CutOff(FaultCodes.RuntimeStopped)).ShouldBe(new AttemptAction.SendInput("coder", InputKind.Resume));
            waiting = AttemptFold.Apply(waiting, new AttemptEvent.InputSent("coder", InputKind.Resume, null));
        }

        Decider.Decide(waiting, CutOff(FaultCodes.RunInterrupted)).ShouldBeOfType<AttemptAction.SendInput>();
    }

    [Fact]
    public void A_ticket_that_a_person_closed_before_the_attempt_knew_it_done_goes_on_to_its_end()
    {
        var merged = Array.FindIndex(Straight, s => s.Action == typeof(AttemptAction.RecordDone));

        Decider.Decide(At(merged), Facts(TicketState.Closed)).ShouldBeOfType<AttemptAction.RecordDone>();
        Decider.Decide(At(merged - 1), Facts(TicketState.Closed)).ShouldBeOfType<AttemptAction.StopWorkers>("it is given up");
    }

    [Theory]
    [InlineData(RunOutcome.Completed)]
    [InlineData(RunOutcome.Failed)]
    [InlineData(RunOutcome.LimitReached)]
    [InlineData(RunOutcome.Cancelled)]
    public void A_coder_that_ends_without_submitting_parks(RunOutcome outcome)
    {
        var facts = Facts(TicketState.Inprogress) with { Coder = new(RunState.Idle, DesiredState.Active, outcome, null) };

        Decider.Decide(At(10), facts).ShouldBeOfType<AttemptAction.Park>();
    }

    [Fact]
    public void A_failed_receipt_goes_back_to_the_coder_and_after_three_rounds_to_a_person()
    {
        var failed = AttemptFold.Apply(At(12), new AttemptEvent.ReceiptMade(SubmitCheck.Receipt, SubmitCheck.Command, 3, Commit, 1));
        Decider.Decide(failed, Facts(TicketState.Inprogress)).ShouldBe(new AttemptAction.AskRework("receipt"));

        var asked = AttemptFold.Apply(failed, new AttemptEvent.ReworkAsked("receipt", "text"));
        Decider.Decide(asked, Facts(TicketState.Inprogress, busy: true)).ShouldBeOfType<AttemptAction.Wait>("its run is not over yet");
        Decider.Decide(asked, Facts(TicketState.Inprogress)).ShouldBe(new AttemptAction.SendInput("coder", InputKind.User));

        Decider.Decide(failed with { Rounds = Decider.MostRounds }, Facts(TicketState.Inprogress))
            .ShouldBeOfType<AttemptAction.Park>().Reason.Message.ShouldContain("`sh check.sh` still ends with exit code 3");
    }

    [Fact]
    public void A_conflict_is_brought_into_the_worktree_before_the_coder_is_asked()
    {
        var conflict = AttemptFold.Apply(At(18), new AttemptEvent.MergeConflicted("other", "a"));
        Decider.Decide(conflict, Facts(TicketState.Inprogress)).ShouldBeOfType<AttemptAction.BringIn>();

        var brought = AttemptFold.Apply(conflict, new AttemptEvent.IntegrationBroughtIn("other", Merge, ["a"]));
        Decider.Decide(brought, Facts(TicketState.Inprogress)).ShouldBe(new AttemptAction.AskRework("conflict"));
        brought.BaseCommit.ShouldBe("other");
    }

    [Fact]
    public void A_blocked_coder_releases_all_it_held_before_the_ticket_is_returned()
    {
        var blocked = AttemptFold.Apply(At(10), new AttemptEvent.Blocked(new() { Reason = "r", Missing = "m" }, "call"));
        Decider.Decide(blocked, Facts(TicketState.Inprogress)).ShouldBeOfType<AttemptAction.StopWorkers>();

        var stopped = AttemptFold.Apply(blocked, new AttemptEvent.WorkersStopped());
        Decider.Decide(stopped, Facts(TicketState.Inprogress)).ShouldBeOfType<AttemptAction.RemoveWorktree>();

        var removed = AttemptFold.Apply(stopped, new AttemptEvent.WorktreeRemoved("refs/yoi/rescue/x/1"));
        Decider.Decide(removed, Facts(TicketState.Inprogress)).ShouldBeOfType<AttemptAction.ReturnTicket>();
        Decider.Decide(AttemptFold.Apply(removed, new AttemptEvent.Returned()), Facts(TicketState.Planning)).ShouldBeOfType<AttemptAction.Wait>();
    }

    [Fact]
    public void A_ticket_that_was_moved_away_is_given_up_at_every_step_once_all_it_held_is_saved()
    {
        for (var step = 0; step < Straight.Length - 1; step++)
        {
            var state = At(step);
            for (var left = 3; Decider.Decide(state, Facts(TicketState.Planning, busy: true)) is var action && action is not AttemptAction.GiveUp; left--)
            {
                left.ShouldBeGreaterThan(0, $"step {step}: {action}");
                state = AttemptFold.Apply(state, action is AttemptAction.StopWorkers ? new AttemptEvent.WorkersStopped() : new AttemptEvent.WorktreeRemoved(null));
            }
        }
    }

    [Fact]
    public void A_parked_attempt_waits_for_a_person_and_holds_no_slot()
    {
        var parked = AttemptFold.Apply(At(10), new AttemptEvent.Parked(new(FaultCodes.GateRefused, "x")));

        Decider.Decide(parked, Facts(TicketState.Inprogress)).ShouldBeOfType<AttemptAction.Wait>();
        parked.HoldsSlot.ShouldBeFalse();
        Decider.Decide(parked, Facts(TicketState.Queued)).ShouldBeOfType<AttemptAction.StopWorkers>("a person took it back");
    }

    [Fact]
    public void A_merge_round_that_lost_its_place_begins_again()
    {
        var moved = AttemptFold.Apply(At(20), new AttemptEvent.ChecksIntended("merge", null, [new(new(Guid.NewGuid()), "sh check.sh")], Date));

        Decider.Decide(moved, Facts(TicketState.Inprogress)).ShouldBeOfType<AttemptAction.BuildMerge>();
        moved.MergeRounds.ShouldBe(2);
    }

    private static AttemptState At(int steps) => Straight.Take(steps).Aggregate(new AttemptState { Id = new(Ticket, 1) }, (state, s) => AttemptFold.Apply(state, s.Fact));

    private static AttemptFacts CutOff(string code) =>
        Facts(TicketState.Inprogress) with { Coder = new(RunState.Idle, DesiredState.Active, RunOutcome.Interrupted, new(code, "x.")) };

    private static AttemptFacts Facts(TicketState ticket, bool busy = false)
    {
        var worker = new WorkerFacts(busy ? RunState.Busy : RunState.Idle, DesiredState.Active, null, null);
        return new(ticket, worker, worker, AutoClose: false);
    }

    private static IntentPacket Packet() => new()
    {
        Ticket = Ticket,
        Title = "t",
        Intent = "i",
        Invariants = [],
        Requirements = ["r"],
        Latitude = [],
        EscalateIf = [],
        Validation = ["sh check.sh"],
        CodeMap = [],
        ReviewerFocus = [],
        WriteGlobs = ["**"],
    };
}
