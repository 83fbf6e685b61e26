using Yoi.Protocol;
using Yoi.Workspace;

namespace Yoi.Tests.Unit.Workspace.Registry.Sources;

/// <summary>A remote source over a real connection to a server in this process.</summary>
public sealed class ServedSourceConformance : SourceObservationConformance
{
    private ServedRuntime _served = null!;

    private protected override RuntimeKind Kind => RuntimeKind.Remote;

    private protected override async Task<IRuntimeSource> OpenAsync()
    {
        _served = await ServedRuntime.StartAsync();
        return RemoteSource.Open(Name, _served.Url, _served.Token, TimeProvider.System).Value;
    }

    private protected override async Task CloseAsync()
    {
        (Source as IDisposable)!.Dispose();
        await _served.DisposeAsync();
    }

    [Fact]
    public async Task A_source_that_is_taken_away_ends_what_goes_through_it_without_an_exception()
    {
        var worker = await CreateAsync();
        await using var frames = Observe(worker);
        await frames.NextAsync<SnapshotFrame>();
        var hints = Source.WatchAsync(Cancelled).GetAsyncEnumerator(Cancelled);
        var next = hints.MoveNextAsync().AsTask();

        (Source as IDisposable)!.Dispose();

        (await frames.NextAsync<ClosedFrame>()).Fault.Code.ShouldBe(FaultCodes.RuntimeUnavailable);
        while (await next.WaitAsync(TimeSpan.FromSeconds(20), Cancelled)) next = hints.MoveNextAsync().AsTask();
        await hints.DisposeAsync();
        (await FaultAsync(new RuntimeCommand.Get(worker))).ShouldBe(FaultCodes.RuntimeUnavailable);
        await using var late = Observe(worker);
        (await late.NextAsync<ClosedFrame>()).Fault.Code.ShouldBe(FaultCodes.RuntimeUnavailable);
    }
}
