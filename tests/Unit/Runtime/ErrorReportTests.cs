using Yoi.Protocol;
using Yoi.Tests.Unit.Runtime.Fakes;

namespace Yoi.Tests.Unit.Runtime;

public sealed class ErrorReportTests : RuntimeFixture
{
    private static readonly Fault Error = new(FaultCodes.NotSaved, "It stays in its worktree.");

    [Fact]
    public async Task An_error_around_a_Worker_at_rest_is_in_its_history_and_its_summary_until_its_next_run_ends()
    {
        var (id, run) = await RunningAsync();
        run.Finish();
        await UntilAsync(id, summary => summary.State == RunState.Idle);

        (await Runtime.Interaction.ReportErrorAsync(id, Error, Cancelled)).ShouldBeNull();
        (await Runtime.Interaction.ReportErrorAsync(id, Error, Cancelled)).ShouldBeNull();

        (await HistoryAsync(id))[^1].ShouldBe(new ErrorReported(Error) { Seq = 5, At = Time.GetUtcNow() });
        await RestartAsync(Backend = new());
        (await Runtime.Interaction.ReportErrorAsync(id, Error, Cancelled)).ShouldBeNull();
        var worker = await GetAsync(id);
        (worker.LastSeq, worker.LastOutcome, worker.LastFault).ShouldBe((5, RunOutcome.Completed, Error));
        await SendAsync(id, "again");
        var next = await (await Backend.NextAsync()).NextRunAsync();
        next.Finish();
        (await UntilAsync(id, summary => summary.State == RunState.Idle)).LastFault.ShouldBeNull();
    }

    [Fact]
    public async Task A_run_at_hand_and_an_unknown_Worker_take_none()
    {
        var (id, _) = await RunningAsync();
        (await Runtime.Interaction.ReportErrorAsync(id, Error, Cancelled))!.Code.ShouldBe(FaultCodes.Busy);
        (await Runtime.Interaction.ReportErrorAsync(WorkerId.New(Time), Error, Cancelled))!.Code.ShouldBe(FaultCodes.UnknownWorker);
        (await KindsAsync(id)).ShouldBe(["WorkerCreated", "UserMessage", "RunStarted"]);
    }
}
