using System.Text;
using Yoi.Protocol;
using Yoi.Runtime;
using Yoi.Tests.Unit.Runtime.Fakes;

namespace Yoi.Tests.Unit.Runtime;

/// <summary>Whatever an execution says about a run's end, the end is recorded.</summary>
public sealed class LargeFaultTests : RuntimeFixture
{
    // Six characters of JSON each, or twelve for a pair.
    [Theory]
    [InlineData("a")]
    [InlineData("\u0001")]
    [InlineData("\U0001F600")]
    [InlineData("x\U0001F600")]
    [InlineData("世")]
    public async Task The_end_of_a_run_fits_a_full_summary(string letter)
    {
        var id = (await Workers.CreateAsync(await LargestAsync(), Cancelled)).Value.Id;
        var execution = await Backend.NextAsync();
        await SendAsync(id, "go");
        var run = await execution.NextRunAsync();
        run.End.SetResult(new(RunOutcome.Failed, new("provider_failed", Repeated(letter, 100_000))));

        var worker = await UntilAsync(id, summary => summary.State == RunState.Idle);

        worker.LastFault!.Code.ShouldBe("provider_failed");
        worker.LastFault.Message.ShouldStartWith(letter);
        worker.LastFault.Message.ShouldEndWith("…");
        await RestartAsync(null);
        (await GetAsync(id)).LastFault.ShouldBe(worker.LastFault);
        (await HistoryAsync(id))[^1].ShouldBeOfType<RunFinished>().Fault!.Message.Length.ShouldBeInRange(1_000, 5_000);
    }

    [Fact]
    public async Task A_fault_of_an_ordinary_length_stays_whole()
    {
        var (id, run) = await RunningAsync();
        var fault = new Fault("provider_failed", Repeated("é", 500));
        run.End.SetResult(new(RunOutcome.Failed, fault));

        (await UntilAsync(id, summary => summary.State == RunState.Idle)).LastFault.ShouldBe(fault);
    }

    /// <summary>As large a request as is taken: its labels are filled until one more byte is refused.</summary>
    private async Task<CreateWorkerRequest> LargestAsync()
    {
        var labels = new Dictionary<string, string>();
        for (var i = 0; i < 14; i++) labels[$"label-{i:00}".PadRight(64, 'l')] = new('x', 128);
        for (var length = 128; ; length--)
        {
            labels["label-last"] = Repeated("世", length);
            var request = Request() with { Labels = labels, DisplayName = new('n', 128), Worktree = new('w', 256) };
            if ((await Workers.CreateAsync(request with { Labels = new Dictionary<string, string>(labels) }, Cancelled)).Fault is { } fault)
            {
                fault.Code.ShouldBe(FaultCodes.TooLarge);
                length.ShouldBeGreaterThan(0);
                continue;
            }

            _ = await Backend.NextAsync();
            return request;
        }
    }

    private static string Repeated(string text, int times) => new StringBuilder().Insert(0, text, times).ToString();
}
