using System.Text.Json;
using Yoi.Protocol;
using Yoi.Runtime;
using Yoi.Tests.Unit.Runtime.Fakes;

namespace Yoi.Tests.Unit.Runtime;

/// <summary>The clock is set by a day, forward or back, while a runtime is open.</summary>
public sealed class ClockJumpTests : RuntimeFixture
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);

    [Fact]
    public async Task A_question_is_denied_once_when_the_clock_was_set_forward()
    {
        var (id, run) = await AskedAsync();
        Time.Jump(Day);
        await Time.PassAsync(Hour, 0);
        await DeniedAsync(id, run);
    }

    [Fact]
    public async Task A_question_waits_for_its_deadline_when_the_clock_was_set_back()
    {
        var (id, run) = await AskedAsync();
        Time.Jump(-Day);
        var (short_, long_) = (Time.Begun(Hour), Time.Begun(Day));
        short_.ShouldBePositive();
        await Time.PassAsync(Hour, short_ - 1);
        // The deadline is a day off still, and is waited for.
        await Time.BegunAsync(Day, long_);
        (await GetAsync(id)).State.ShouldBe(RunState.WaitingApproval);
        await Time.PassAsync(Day, long_);
        await DeniedAsync(id, run);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task Events_keep_their_order_and_Workers_their_state(int days)
    {
        var (id, run) = await RunningAsync();
        Time.Jump(days * Day);
        await run.AppendAsync(new SystemNote("behind the jump"));
        run.Finish();
        await UntilAsync(id, worker => worker.State == RunState.Idle);
        (await SendAsync(id, "again")).Status.ShouldBe(InputStatus.Accepted);
        (await run.Execution.NextRunAsync()).Finish();
        await UntilAsync(id, worker => worker.State == RunState.Idle);
        var other = (await Workers.CreateAsync(Request(), Cancelled)).Value.Id;
        other.ShouldNotBe(id);
        await RestartAsync(Backend);
        var events = await HistoryAsync(id);
        events.Select(e => e.Seq).ShouldBe(Enumerable.Range(1, events.Count).Select(n => (long)n));
        events.Select(e => e.Run).Distinct().Count(r => r is not null).ShouldBe(2);
        (await GetAsync(id)).LastEventAt.ShouldBe(events[^1].At);
        (await SendAsync(id, "go")).Seq.ShouldBe(2);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public async Task The_deadline_of_a_backend_is_measured_and_not_told_by_the_clock(int days)
    {
        var (id, execution) = await CreateAsync();
        execution.OnDispatch = (_, _) => new(new TaskCompletionSource<Result<Dispatched>>().Task);
        var begun = Time.Begun(Deadline);
        await SendAsync(id, "go");
        await Time.BegunAsync(Deadline, begun);
        Time.Jump(days * Day);
        (await GetAsync(id)).State.ShouldBe(RunState.Busy);
        await Time.PassAsync(Deadline, begun);
        (await UntilAsync(id, worker => worker.Run is null)).LastFault!.Code.ShouldBe(FaultCodes.Timeout);
    }

    private async Task<(WorkerId Id, FakeRun Run)> AskedAsync()
    {
        var (id, run) = await RunningAsync();
        var asked = await run.AppendAsync(new ToolCall("c", "read", JsonDocument.Parse("{}").RootElement), new ApprovalRequested("c", "read", "read it", Time.GetUtcNow() + Hour));
        run.End.SetResult(RunEnd.Parked(asked[^1].Seq));
        await UntilAsync(id, worker => worker.State == RunState.WaitingApproval);
        await Time.BegunAsync(Hour, 0);
        return (id, run);
    }

    private async Task DeniedAsync(WorkerId id, FakeRun run)
    {
        (await run.Execution.NextRunAsync()).Finish();
        await UntilAsync(id, worker => worker.Run is null);
        (await HistoryAsync(id)).OfType<ApprovalResolved>().ShouldHaveSingleItem().ShouldSatisfyAllConditions(answer => answer.Allowed.ShouldBeFalse(), answer => answer.By.ShouldBe("deadline"));
    }
}
