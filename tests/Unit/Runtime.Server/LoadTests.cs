using Yoi.Client;
using Yoi.Protocol;
using Yoi.Runtime.Server;

namespace Yoi.Tests.Unit.Runtime.Server;

public sealed class LoadTests : ServerFixture
{
    private protected override RuntimeServerOptions Change(RuntimeServerOptions options) => options with { MostRequests = 1, MostStreams = 2 };

    [Fact]
    public async Task A_stream_too_many_is_refused_until_another_ends()
    {
        var (id, _) = await MakeAsync();
        var path = $"/v1/workers/{id}/events/stream";
        var first = new EventText(await CallAsync("GET", path));
        await first.NextAsync<SnapshotFrame>();
        await using var second = new EventText(await CallAsync("GET", "/v1/workers/watch"));
        await ProblemAsync(429, FaultCodes.Overloaded, "GET", path);
        using var client = RuntimeClient.Create(new() { Address = Server.Address, Token = Token, Transport = StreamTransport.WebSocket, StreamPatience = TimeSpan.Zero }).Value;
        (await client.Observe(id, null, Cancelled).FirstAsync(Cancelled)).ShouldBeOfType<ClosedFrame>().Fault.Code.ShouldBe(FaultCodes.Overloaded);

        await first.DisposeAsync();
        // The server notices in its own time.
        for (var answered = 429; answered != 200;)
        {
            using var response = await CallAsync("GET", path);
            answered = (int)response.StatusCode;
        }

        // That readers leave is no failure.
        await EndAsync();
        Log.Text.ShouldNotContain("Failed on");
        await BeginAsync();
    }

    [Fact]
    public async Task A_request_too_many_is_refused_and_streams_are_counted_apart()
    {
        var (id, execution) = await MakeAsync();
        await using var stream = new EventText(await CallAsync("GET", $"/v1/workers/{id}/events/stream"));
        var held = new TaskCompletionSource();
        var dispatched = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        execution.OnInterrupt = async (_, _) =>
        {
            dispatched.SetResult();
            await held.Task;
        };
        (await SendAsync(id, "go")).Status.ShouldBe(InputStatus.Accepted);
        await execution.NextRunAsync();
        var interrupting = CallAsync("POST", $"/v1/workers/{id}/interrupt");
        await dispatched.Task.WaitAsync(TimeSpan.FromSeconds(20), Cancelled);

        await ProblemAsync(429, FaultCodes.Overloaded, "GET", $"/v1/workers/{id}");
        await ProblemAsync(429, FaultCodes.Overloaded, "GET", "/health/ready");
        held.SetResult();
        await Time.PassUntilAsync(Deadline, interrupting);
    }
}
