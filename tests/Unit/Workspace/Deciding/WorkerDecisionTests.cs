using Yoi.Protocol;
using Yoi.Tickets;
using Yoi.Workspace;

namespace Yoi.Tests.Unit.Workspace.Deciding;

/// <summary>What is due with a Worker that fails for a while, is silent, or waits.</summary>
public sealed class WorkerDecisionTests
{
    private static readonly DateTimeOffset Start = DateTimeOffset.UnixEpoch;
    private static readonly Fault Down = new(FaultCodes.ProviderUnavailable, "503.");

    [Fact]
    public void A_failing_provider_is_tried_again_later_as_often_as_the_settings_say_then_a_person_is_asked()
    {
        var worker = At(new AttemptEvent.InputSent("coder", InputKind.User, null));
        for (var tries = 0; tries < 2; tries++)
        {
            Decide(worker, Idle(Down), Facts()).ShouldBe(new AttemptAction.PlanRetry("coder", Down));
            var until = Start + TimeSpan.FromSeconds(10);
            worker = Fold(worker, new AttemptEvent.RetryPlanned("coder", until, Down));
            Decide(worker, Idle(Down), Facts()).ShouldBe(new AttemptAction.Wait("the coder's model", until));
            Decide(worker, Idle(Down), Facts() with { Now = until }).ShouldBe(new AttemptAction.SendInput("coder", InputKind.Resume));
            worker = Fold(worker, new AttemptEvent.InputSent("coder", InputKind.Resume, null));
        }

        Decide(worker, Idle(Down), Facts()).ShouldBeOfType<AttemptAction.Park>().Reason.ShouldBe(new(FaultCodes.ProviderUnavailable, "The coder gave up after 2 more tries: 503."));
        worker = Fold(worker, new AttemptEvent.InputSent("coder", InputKind.User, null));
        Decide(worker, Idle(Down), Facts()).ShouldBeOfType<AttemptAction.PlanRetry>("new work, new patience");
    }

    [Theory]
    [InlineData(FaultCodes.ProviderFailed)]
    [InlineData(FaultCodes.CassetteMiss)]
    [InlineData(FaultCodes.LimitReached)]
    public void What_cannot_pass_by_itself_is_a_persons_at_once(string code) =>
        Decide(At(new AttemptEvent.InputSent("coder", InputKind.User, null)), Idle(new(code, "no")), Facts()).ShouldBeOfType<AttemptAction.Park>();

    [Fact]
    public void A_silent_Worker_is_asked_then_begun_anew_then_left_to_a_person()
    {
        var worker = At(new AttemptEvent.InputSent("coder", InputKind.User, null));
        var busy = new WorkerFacts(RunState.Busy, DesiredState.Active, null, null);
        var heard = Facts() with { Heard = Start, Stall = TimeSpan.FromSeconds(60) };
        var silent = heard with { Now = Start + TimeSpan.FromSeconds(60) };

        Decide(worker, busy, heard with { Now = Start + TimeSpan.FromSeconds(59) }).ShouldBe(new AttemptAction.Wait("the coder", Start + TimeSpan.FromSeconds(60)));
        Decide(worker, busy, silent).ShouldBe(new AttemptAction.SendInput("coder", InputKind.Steer));
        worker = Fold(worker, new AttemptEvent.InputSent("coder", InputKind.Steer, null));
        Decide(worker, busy, silent).ShouldBe(new AttemptAction.RestartWorker("coder"));
        worker = Fold(worker, new AttemptEvent.WorkerRestarted("coder"));
        Decide(worker, Idle(null), silent).ShouldBe(new AttemptAction.SendInput("coder", InputKind.Resume));
        worker = Fold(worker, new AttemptEvent.InputSent("coder", InputKind.Resume, null));
        Decide(worker, busy, heard).ShouldBeOfType<AttemptAction.Wait>();
        var parked = Decide(worker, busy, silent).ShouldBeOfType<AttemptAction.Park>().Reason;
        parked.Code.ShouldBe(FaultCodes.Timeout);
        parked.Message.ShouldBe("The coder was silent for 60 seconds, after it had been asked and its run begun anew.");

        worker = Fold(worker, new AttemptEvent.InputSent("coder", InputKind.User, null));
        Decide(worker, busy, silent).ShouldBe(new AttemptAction.SendInput("coder", InputKind.Steer), "new work, new patience");
    }

    [Fact]
    public void A_Worker_that_asks_a_person_is_not_silent()
    {
        var asks = new WorkerFacts(RunState.WaitingApproval, DesiredState.Active, null, null);

        Decide(At(new AttemptEvent.InputSent("coder", InputKind.User, null)), asks, Facts() with { Heard = Start, Now = Start + TimeSpan.FromDays(1) }).ShouldBeOfType<AttemptAction.Wait>();
    }

    private static AttemptAction Decide(AttemptState attempt, WorkerFacts known, AttemptFacts facts) => WorkerDecision.Decide("coder", attempt.Coder!, known, facts, "submit_work");

    private static AttemptState Fold(AttemptState attempt, AttemptEvent e) => AttemptFold.Apply(attempt, e);

    private static WorkerFacts Idle(Fault? fault) => new(RunState.Idle, DesiredState.Active, fault is null ? RunOutcome.Interrupted : RunOutcome.Failed, fault);

    private static AttemptFacts Facts() => new(TicketState.Inprogress, null, null, AutoClose: false) { Now = Start, Retries = 2 };

    private static AttemptState At(AttemptEvent e) =>
        Fold(new() { Id = new(new(1), 1), Coder = new(new(RuntimeId.Embedded, new(Guid.NewGuid())), "coder", Created: true) }, e);
}
