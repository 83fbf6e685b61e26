using System.Text;
using Yoi.Journal;
using Yoi.Protocol;
using Yoi.Tests.Unit.Runtime.Fakes;

namespace Yoi.Tests.Unit.Runtime;

/// <summary>A thousand observers of one Worker.</summary>
public sealed class ManyObserversTests : RuntimeFixture
{
    private const int Most = 1_000;

    [Fact]
    public async Task All_see_every_event_once_in_order_and_one_more_is_refused()
    {
        const int Last = 103;
        var (id, run) = await RunningAsync();
        var begun = new CountdownEvent(Most);
        var all = Enumerable.Range(0, Most).Select(_ => Task.Run(async () =>
        {
            List<long> numbers = [];
            await foreach (var frame in Runtime.Observe(id, null, Cancelled))
            {
                if (frame is SnapshotFrame snapshot)
                {
                    numbers.AddRange(snapshot.Tail.Select(e => e.Seq));
                    begun.Signal();
                }

                if (frame is EventFrame item) numbers.Add(item.Event.Seq);
                if (numbers[^1] == Last) break;
            }

            return numbers;
        })).ToArray();
        await Task.Run(() => begun.Wait(Cancelled), Cancelled);
        await using (var more = new FrameReader(Runtime, id)) (await more.NextAsync<ClosedFrame>()).Fault.Code.ShouldBe(FaultCodes.Overloaded);
        for (var i = 4; i <= Last; i++) await run.AppendAsync(new SystemNote($"{i}"));
        foreach (var numbers in await Task.WhenAll(all)) numbers.ShouldBe(Enumerable.Range(1, Last).Select(n => (long)n));
    }

    [Fact]
    public async Task Those_who_do_not_read_cost_nothing_and_delay_nobody_and_then_have_it_all()
    {
        const int Events = 20_000;
        const int Slow = 8;
        var (id, run) = await RunningAsync();
        var slow = Enumerable.Range(0, Slow).Select(_ => new FrameReader(Runtime, id)).ToArray();
        foreach (var reader in slow) await reader.NextAsync<SnapshotFrame>();
        List<ReadRange> reads = [];
        Journal.OnRead = range =>
        {
            lock (reads) reads.Add(range);
        };
        for (var i = 0; i < Events / 100; i++) await run.AppendAsync([.. Enumerable.Range(0, 100).Select(n => new SystemNote($"{n}"))]);
        // Nothing was read for them, so nothing is kept for them: what they lack lies in the store.
        reads.ShouldBeEmpty();
        await Task.WhenAll(slow.Select(async reader => (await reader.NumbersAsync(Events + 3)).ShouldBe(Enumerable.Range(4, Events).Select(n => (long)n))));
        // And then no more at once than a page, for each of them.
        reads.ShouldAllBe(range => range.Limit <= 200 && range.ByteBudget <= 1024 * 1024);
        reads.Count.ShouldBeLessThanOrEqualTo(Slow * (Events / 200 + 1));
        foreach (var reader in slow) await reader.DisposeAsync();
    }

    [Fact]
    public async Task Text_is_merged_for_those_who_are_slow_and_equals_the_message()
    {
        var (id, run) = await RunningAsync();
        var readers = Enumerable.Range(0, 100).Select(_ => new FrameReader(Runtime, id)).ToArray();
        foreach (var reader in readers) await reader.NextAsync<SnapshotFrame>();
        StringBuilder text = new();
        for (var i = 0; i < 5_000; i++)
        {
            run.Execution.Sink.PublishDelta("m", $"{i} ");
            text.Append($"{i} ");
        }

        foreach (var reader in readers) (await reader.NextAsync<DeltaFrame>()).ShouldBe(new("m", 0, $"{text}"));
        await run.AppendAsync(new AssistantMessage("m", $"{text}"));
        foreach (var reader in readers) (await reader.NextAsync<EventFrame>()).Event.ShouldBeOfType<AssistantMessage>().Text.ShouldBe($"{text}");
        foreach (var reader in readers) await reader.DisposeAsync();
    }
}
