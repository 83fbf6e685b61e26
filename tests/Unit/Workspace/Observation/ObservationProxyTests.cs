using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Workspace;

namespace Yoi.Tests.Unit.Workspace.Observation;

/// <summary>Many watch, one subscribes; nobody misses a durable event, and nobody waits for another.</summary>
public sealed class ObservationProxyTests
{
    private static readonly Fault Gone = new(FaultCodes.RuntimeUnavailable, "Away.");

    private readonly ToldSource _source = new();
    private readonly RuntimeRegistry _registry = new(TimeProvider.System);

    public ObservationProxyTests() => _registry.Add(_source);

    private ObservationProxy Proxy(ObservationPolicy? policy = null) => new(_registry, new(), policy ?? new(), TimeProvider.System);

    private static IEnumerable<long> Numbers(int from, int to) => Enumerable.Range(from, to - from + 1).Select(n => (long)n);

    [Fact]
    public async Task A_thousand_who_watch_are_one_subscription_and_each_gets_every_event_once_in_order()
    {
        var proxy = Proxy();
        var watchers = Enumerable.Range(0, 1_000).Select(_ => new Watching(proxy, _source)).ToList();
        await Task.WhenAll(watchers.Select(w => w.UntilAsync<WorkerSnapshotFrame>()));
        var taking = watchers.Select(w => Task.Run(() => w.UntilAsync(300))).ToList();

        _source.Tell(300);
        await Task.WhenAll(taking);

        watchers.ShouldAllBe(w => w.Seqs.SequenceEqual(Numbers(1, 300)) && w.Snapshots == 1);
        _source.Subscriptions.ShouldBe(1);
        foreach (var watcher in watchers) await watcher.DisposeAsync();
        _source.Open.ShouldBe(0);
    }

    [Fact]
    public async Task Who_is_slow_loses_no_event_and_delays_nobody()
    {
        var proxy = Proxy();
        await using var slow = new Watching(proxy, _source);
        await using var fast = new Watching(proxy, _source);
        await slow.UntilAsync<WorkerSnapshotFrame>();
        await fast.UntilAsync<WorkerSnapshotFrame>();

        _source.Tell(3_000);
        await fast.UntilAsync(3_000);
        await slow.UntilAsync(3_000);

        fast.Seqs.ShouldBe(Numbers(1, 3_000));
        slow.Seqs.ShouldBe(Numbers(1, 3_000));
        (slow.Snapshots, fast.Snapshots).ShouldBe((1, 1));
        _source.Tell();
        await slow.UntilAsync(3_001);
        _source.Open.ShouldBe(1, "who has caught up shares again");
    }

    [Fact]
    public async Task Who_comes_back_behind_an_old_cursor_catches_up_and_then_shares()
    {
        var proxy = Proxy();
        _source.Tell(10);
        await using var first = new Watching(proxy, _source);
        await first.UntilAsync<WorkerSnapshotFrame>();
        _source.Tell(1_490);
        await first.UntilAsync(1_500);

        // So many at once may have left the first one behind.
        var before = _source.Subscriptions;
        await using var recent = new Watching(proxy, _source, _source.Cursor(1_400));
        await recent.UntilAsync(1_500);
        _source.Subscriptions.ShouldBe(before, "the last events are shared");
        await using var old = new Watching(proxy, _source, _source.Cursor(3));
        await old.UntilAsync(1_500);
        _source.Tell();
        await Task.WhenAll(old.UntilAsync(1_501), recent.UntilAsync(1_501));

        old.Seqs.ShouldBe(Numbers(4, 1_501));
        recent.Seqs.ShouldBe(Numbers(1_401, 1_501));
        (_source.Subscriptions, _source.Open, old.Snapshots).ShouldBe((before + 1, 1, 0));
    }

    [Fact]
    public async Task A_runtime_that_was_away_is_gone_on_with_behind_the_same_cursor()
    {
        await using var watcher = new Watching(Proxy(), _source);
        await watcher.UntilAsync<WorkerSnapshotFrame>();
        _source.Tell(5);
        await watcher.UntilAsync(5);
        for (var round = 1; round <= 3; round++)
        {
            _source.GoAway(Gone);
            _source.Tell(5);
            _source.ComeBack();
            await watcher.UntilAsync(5 + (round * 5));
        }

        watcher.Seqs.ShouldBe(Numbers(1, 20));
        watcher.Snapshots.ShouldBe(1);
    }

    [Fact]
    public async Task A_runtime_that_lost_its_store_begins_anew_for_all_also_for_who_was_behind()
    {
        var proxy = Proxy();
        await using var watcher = new Watching(proxy, _source);
        await using var behind = new Watching(proxy, _source);
        await watcher.UntilAsync<WorkerSnapshotFrame>();
        await behind.UntilAsync<WorkerSnapshotFrame>();
        _source.Tell(2_000);
        await watcher.UntilAsync(2_000);

        _source.GoAway(Gone);
        _source.ComeBack("two");
        _source.Tell(2);

        (await watcher.UntilAsync<WorkerSnapshotFrame>()).Tail.Select(e => e.Seq).ShouldBe([1, 2]);
        (await behind.UntilAsync<WorkerSnapshotFrame>()).Tail.Select(e => e.Seq).ShouldBe([1, 2]);
        _source.Tell();
        await Task.WhenAll(watcher.UntilAsync(3), behind.UntilAsync(3));
    }

    [Fact]
    public async Task Who_catches_up_waits_for_a_runtime_that_is_away_as_all_others_do()
    {
        var proxy = Proxy();
        _source.Tell(10);
        await using var first = new Watching(proxy, _source);
        await first.UntilAsync<WorkerSnapshotFrame>();
        _source.GoAway(Gone);

        await using var old = new Watching(proxy, _source, _source.Cursor(3));
        (await old.NextAsync()).ShouldBeOfType<WorkerStateFrame>();
        var tenth = old.UntilAsync(10);
        await LivingAsync(() => _source.Subscriptions >= 3);
        _source.ComeBack();

        await tenth;
        old.Seqs.ShouldBe(Numbers(4, 10));
    }

    [Fact]
    public async Task What_came_before_the_end_is_told_before_the_end()
    {
        await using var slow = new Watching(Proxy(), _source);
        await slow.UntilAsync<WorkerSnapshotFrame>();
        _source.Tell(600);
        _source.GoAway(new(FaultCodes.UnknownWorker, "Deleted."));

        (await slow.UntilAsync<WorkerClosedFrame>()).Problem.Code.ShouldBe(FaultCodes.UnknownWorker);
        slow.Seqs.ShouldBe(Numbers(1, 600));
    }

    [Fact]
    public async Task When_the_last_one_leaves_the_subscription_ends_and_who_comes_then_begins_another()
    {
        var proxy = Proxy();
        for (var round = 1; round <= 20; round++)
        {
            await using (var one = new Watching(proxy, _source))
            await using (var two = new Watching(proxy, _source))
            {
                await Task.WhenAll(one.UntilAsync<WorkerSnapshotFrame>(), two.UntilAsync<WorkerSnapshotFrame>());
                _source.Open.ShouldBe(1);
            }

            (_source.Open, _source.Subscriptions).ShouldBe((0, round));
        }
    }

    [Fact]
    public async Task Coming_and_going_at_random_leaves_neither_gap_nor_subscription()
    {
        var proxy = Proxy();
        using var over = new CancellationTokenSource();
        var telling = TellAsync(over.Token);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Task.Run(async () =>
        {
            var random = new Random(n);
            for (var visit = 0; visit < 40; visit++)
            {
                await using var watcher = new Watching(proxy, _source, visit % 2 == 0 ? null : _source.Cursor(0));
                var events = random.Next(1, 200);
                while (watcher.Seqs.Count < events) await watcher.NextAsync();
                watcher.Seqs.ShouldBe(Numbers((int)watcher.Seqs[0], (int)watcher.Seqs[0] + watcher.Seqs.Count - 1));
            }
        })));
        await over.CancelAsync();
        await telling;
        _source.Open.ShouldBe(0);
    }

    [Fact]
    public async Task The_policy_decides_who_watches_what_is_seen_and_who_may_say_something()
    {
        var hidden = Proxy(new() { MayObserve = _ => false });
        await using (var refused = new Watching(hidden, _source)) (await refused.NextAsync()).ShouldBeOfType<WorkerClosedFrame>().Problem.Code.ShouldBe(FaultCodes.WorkerNotVisible);
        _source.Subscriptions.ShouldBe(0);

        _source.Tell(3, "secret");
        var redacted = Proxy(new() { Redact = (_, frame) => frame is WorkerEventFrame { Event: NoteView note } ? new WorkerEventFrame(note with { Text = "***" }) : frame });
        await using var watcher = new Watching(redacted, _source);
        await watcher.UntilAsync<WorkerSnapshotFrame>();
        await using var late = new Watching(redacted, _source, _source.Cursor(0));
        _source.Tell(1, "secret");
        (await watcher.UntilAsync(4)).Event.ShouldBeOfType<NoteView>().Text.ShouldBe("***");
        for (var seq = 1; seq <= 4; seq++) (await late.UntilAsync(seq)).Event.ShouldBeOfType<NoteView>().Text.ShouldBe("***", "also where it is read privately");

        var desk = new WorkerDesk(_registry, null!, new(), TimeProvider.System, new() { MayCommand = _ => false });
        (await desk.SendAsync(_source.Worker, new("Hello."), null, TestContext.Current.CancellationToken)).Fault!.Code.ShouldBe(FaultCodes.ForbiddenAuthority);
        (await desk.StopAsync(_source.Worker, TestContext.Current.CancellationToken)).Fault!.Code.ShouldBe(FaultCodes.ForbiddenAuthority);
        (await desk.ShowAsync(_source.Worker, TestContext.Current.CancellationToken)).Fault.ShouldBeNull();
    }

    private async Task TellAsync(CancellationToken over)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
        for (; !over.IsCancellationRequested; await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken)) _source.Tell(20);
    }

    private static async Task LivingAsync(Func<bool> holds)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        for (var tries = 0; !holds(); tries++)
        {
            tries.ShouldBeLessThan(500);
            await timer.WaitForNextTickAsync(TestContext.Current.CancellationToken);
        }
    }
}
