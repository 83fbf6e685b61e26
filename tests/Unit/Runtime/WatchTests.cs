using Yoi.Protocol;
using Yoi.Tests.Unit.Runtime.Fakes;

namespace Yoi.Tests.Unit.Runtime;

public sealed class WatchTests : RuntimeFixture
{
    [Fact]
    public async Task Every_change_of_a_worker_is_hinted_at_and_a_slow_reader_delays_nobody()
    {
        await using var hints = Runtime.Observation.WatchAsync(Cancelled).GetAsyncEnumerator(Cancelled);
        var next = hints.MoveNextAsync().AsTask();
        var (id, run) = await RunningAsync();
        (await next).ShouldBeTrue();
        hints.Current.ShouldBe(id);
        for (var i = 0; i < 500; i++) await run.AppendAsync(new SystemNote($"{i}"));
        // Hundreds of changes, nobody reading: at most one hint a Worker waits, besides what was already taken.
        var taken = 0;
        for (next = hints.MoveNextAsync().AsTask(); next.IsCompleted; next = hints.MoveNextAsync().AsTask()) taken++;
        taken.ShouldBeInRange(1, 2);
        run.Finish();
        (await next).ShouldBeTrue();
        hints.Current.ShouldBe(id);
    }

    [Fact]
    public async Task Watches_end_when_the_runtime_closes()
    {
        await using var hints = Runtime.Observation.WatchAsync(Cancelled).GetAsyncEnumerator(Cancelled);
        var next = hints.MoveNextAsync().AsTask();
        await Runtime.DisposeAsync();
        (await next).ShouldBeFalse();
    }
}
