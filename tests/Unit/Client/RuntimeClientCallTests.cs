using Yoi.Client;
using Yoi.Protocol;
using Yoi.Tests.Unit.Runtime.Server;

namespace Yoi.Tests.Unit.Client;

/// <summary>The client against a server of ours: what a workspace asks of a runtime.</summary>
public sealed class RuntimeClientCallTests : ServerFixture
{
    [Fact]
    public async Task A_Worker_lives_its_life_through_the_client()
    {
        using var client = Client();
        var id = (await client.CreateAsync(new() { Profile = Coder.Name, DisplayName = "Ada" }, Cancelled)).Value.Id;
        var execution = await Backend.NextAsync();
        (await client.GetAsync(id, Cancelled)).Value.DisplayName.ShouldBe("Ada");
        (await client.ListAllAsync(Cancelled)).Value.ShouldHaveSingleItem().Id.ShouldBe(id);
        (await client.SummaryAsync(Cancelled)).Value.Loaded.ShouldBe(1);

        (await client.SendInputAsync(id, WorkerInput.User("go", "1"), Cancelled)).Value.Status.ShouldBe(InputStatus.Accepted);
        var run = await execution.NextRunAsync();
        var busy = (await client.SendInputAsync(id, WorkerInput.User("more", "2"), Cancelled)).Value;
        (busy.Status, busy.Fault!.Code).ShouldBe((InputStatus.Busy, FaultCodes.Busy));
        (await client.SendInputAsync(WorkerId.New(Time), WorkerInput.User("x", "1"), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.UnknownWorker);
        for (var i = 0; i < 300; i++) await run.AppendAsync(new UsageReported("m", new(1, 1)));
        (await client.InterruptAsync(id, Cancelled)).Value.State.ShouldBe(RunState.Idle);
        (await client.HistoryAsync(id, 0, 1_000, Cancelled)).Value.Select(item => item.Seq).ShouldBe(Enumerable.Range(1, 304).Select(seq => (long)seq));
        (await client.HistoryAsync(id, 10, 250, Cancelled)).Value.Select(item => item.Seq).ShouldBe(Enumerable.Range(11, 250).Select(seq => (long)seq));
        (await client.UsageAsync(id, Cancelled)).Value.ShouldBe(new(300, 300));
        (await client.ReportErrorAsync(id, new(FaultCodes.NotSaved, "It was not saved."), Cancelled)).Value.LastFault!.Code.ShouldBe(FaultCodes.NotSaved);
        (await client.TranscriptAsync(id, null, 10, Cancelled)).Value.Events[^1].ShouldBeOfType<ErrorReported>();

        (await client.StopAsync(id, Cancelled)).Value.Desired.ShouldBe(DesiredState.Stopped);
        (await client.RestoreAsync(id, Cancelled)).Value.Desired.ShouldBe(DesiredState.Active);
        (await client.CancelAsync(id, Cancelled)).Value.Desired.ShouldBe(DesiredState.Cancelled);
        (await client.DeleteAsync(id, Cancelled)).Value.Desired.ShouldBe(DesiredState.Deleted);
    }

    [Theory]
    [InlineData(StreamTransport.ServerSentEvents)]
    [InlineData(StreamTransport.WebSocket)]
    public async Task Observing_ends_when_the_Worker_is_deleted_or_the_token_taken_back_or_was_none(StreamTransport transport)
    {
        using var client = Client(transport);
        var (id, _) = await MakeAsync();
        await using var frames = client.Observe(id, null, Cancelled).GetAsyncEnumerator(Cancelled);
        (await frames.MoveNextAsync()).ShouldBeTrue();
        frames.Current.ShouldBeOfType<SnapshotFrame>();
        await client.DeleteAsync(id, Cancelled);
        (await LastAsync(frames)).Fault.Code.ShouldBe(FaultCodes.UnknownWorker);

        var (second, _) = await MakeAsync();
        await using var more = client.Observe(second, null, Cancelled).GetAsyncEnumerator(Cancelled);
        (await more.MoveNextAsync()).ShouldBeTrue();
        Tokens.Revoke();
        (await LastAsync(more)).Fault.Code.ShouldBe(FaultCodes.RuntimeAuthFailed);
        await using var none = client.Observe(second, null, Cancelled).GetAsyncEnumerator(Cancelled);
        (await LastAsync(none)).Fault.Code.ShouldBe(FaultCodes.RuntimeAuthFailed);
        (await client.GetAsync(second, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.RuntimeAuthFailed);
    }

    [Fact]
    public async Task Hints_go_on_over_a_lost_connection_and_then_name_every_Worker()
    {
        using var client = Client();
        var (first, _) = await MakeAsync();
        await using var hints = client.WatchAsync(Cancelled).GetAsyncEnumerator(Cancelled);
        var next = hints.MoveNextAsync().AsTask();
        // Whether the stream is open already is not known here; it tells of whatever comes after.
        while (!next.IsCompleted) await Task.WhenAny(next, MakeAsync());
        (await next).ShouldBeTrue();

        var port = Server.Address.Port;
        var lost = hints.MoveNextAsync().AsTask();
        await EndAsync();
        _bind = port;
        await BeginAsync();
        var seen = new HashSet<WorkerId>();
        while (!seen.Contains(first))
        {
            (await lost.WaitAsync(TimeSpan.FromSeconds(30), Cancelled)).ShouldBeTrue();
            seen.Add(hints.Current);
            lost = hints.MoveNextAsync().AsTask();
        }

        Tokens.Revoke();
        while (await lost.WaitAsync(TimeSpan.FromSeconds(30), Cancelled)) lost = hints.MoveNextAsync().AsTask();
    }

    private int _bind;

    private protected override Yoi.Runtime.Server.RuntimeServerOptions Change(Yoi.Runtime.Server.RuntimeServerOptions options) => options with { Bind = new(System.Net.IPAddress.Loopback, _bind) };

    private static async Task<ClosedFrame> LastAsync(IAsyncEnumerator<ObservationFrame> frames)
    {
        while (await frames.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30), Cancelled))
            if (frames.Current is ClosedFrame closed) return closed;
        throw new InvalidOperationException("The stream ended without a word.");
    }
}
