using System.Text;
using Yoi.Journal;
using Yoi.Protocol;

namespace Yoi.Tests.Conformance.Journals;

/// <summary>What every journal does, whatever it is made of: snapshots, ends of streams, retention, fences and leases.</summary>
public abstract class JournalEndingConformance : JournalFixture
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    protected StepClock Clock { get; } = new();

    protected abstract ValueTask ApplyRetentionAsync(IJournal journal);

    [Fact]
    public async Task A_snapshot_takes_no_version_and_reading_begins_behind_it()
    {
        await AppendedAsync(Ada, "a", "b", "c");
        (await SnapshotAsync(Ada, 3, "abc")).Value.LastVersion.ShouldBe(3);
        await AppendedAsync(Ada, "d");
        foreach (var _ in Enumerable.Range(0, 2))
        {
            var page = await ReadAsync(Ada, new() { FromSnapshot = true });
            page.Snapshot!.Version.ShouldBe(3);
            Encoding.UTF8.GetString(page.Snapshot.Data.Span).ShouldBe("abc");
            page.Events.Select(Text).ShouldBe(["d"]);
            (await TextsAsync(Ada)).ShouldBe(["a", "b", "c", "d"]);
            await ReopenAsync();
        }

        (await SnapshotAsync(Ada, 4, "abcd")).Fault.ShouldBeNull();
        var newest = await ReadAsync(Ada, new() { FromSnapshot = true });
        newest.Snapshot!.Version.ShouldBe(4);
        newest.Events.ShouldBeEmpty();
    }

    [Fact]
    public async Task Without_a_snapshot_reading_from_it_begins_at_the_beginning()
    {
        await AppendedAsync(Ada, "a");
        var page = await ReadAsync(Ada, new() { FromSnapshot = true });
        page.Snapshot.ShouldBeNull();
        page.Events.Select(Text).ShouldBe(["a"]);
        (await Journal.ReadAsync(Ada, new() { FromSnapshot = true, After = 0 }, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
    }

    [Fact]
    public async Task A_snapshot_of_another_version_or_with_company_is_refused()
    {
        await AppendedAsync(Ada, "a");
        (await SnapshotAsync(Ada, 0, "x")).Fault!.Code.ShouldBe(FaultCodes.Conflict);
        (await SnapshotAsync(Ada, null, "x")).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        (await Journal.AppendAsync(Ada, new() { ExpectedVersion = 1, Events = [Event("b")], Snapshot = "{}"u8.ToArray() }, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        (await Journal.AppendAsync(Ada, new() { ExpectedVersion = 1, Snapshot = new byte[(4 * 1024 * 1024) + 1] }, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.TooLarge);
        (await ReadAsync(Ada, new() { FromSnapshot = true })).Snapshot.ShouldBeNull();
    }

    [Fact]
    public async Task An_ended_stream_takes_nothing_more_is_not_listed_and_can_still_be_read()
    {
        await AppendedAsync(Ada, "a");
        await AppendedAsync(new("workers", "bob"), "b");
        var end = new Append { OperationKey = "end", Events = [Event("last")], Retire = true };
        (await Journal.AppendAsync(Ada, end, Cancelled)).Value.LastVersion.ShouldBe(2);
        foreach (var _ in Enumerable.Range(0, 2))
        {
            (await AppendAsync(Ada, null, null, Event("x"))).Fault!.Code.ShouldBe(FaultCodes.StreamRetired);
            (await Journal.AppendAsync(Ada, end, Cancelled)).Value.Duplicate.ShouldBeTrue();
            (await HeadsAsync()).Select(h => h.Stream.Name).ShouldBe(["bob"]);
            var retired = (await HeadsAsync(new(Retired: true))).ShouldHaveSingleItem();
            retired.IsRetired.ShouldBeTrue();
            retired.Stream.ShouldBe(Ada);
            (await TextsAsync(Ada)).ShouldBe(["a", "last"]);
            await ReopenAsync();
        }
    }

    [Fact]
    public async Task An_ended_stream_goes_when_its_time_is_over()
    {
        await AppendedAsync(Ada, "a");
        (await Journal.AppendAsync(Ada, new() { Retire = true }, Cancelled)).Fault.ShouldBeNull();
        Clock.Now += TimeSpan.FromDays(29);
        await RetainAsync();
        (await TextsAsync(Ada)).ShouldBe(["a"]);
        Clock.Now += TimeSpan.FromDays(2);
        await RetainAsync();
        (await ReadAsync(Ada)).StreamVersion.ShouldBe(0);
        (await HeadsAsync(new(Retired: true))).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_a_snapshot_covers_is_let_go_of_and_asking_for_it_is_told()
    {
        for (var i = 0; i < 60; i++) await AppendedAsync(Ada, new string('x', 1_000));
        await SnapshotAsync(Ada, 60, "60");
        await AppendedAsync(Ada, "late");
        await RetainAsync();
        (await Journal.ReadAsync(Ada, new(), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.CursorExpired);
        var page = await ReadAsync(Ada, new() { FromSnapshot = true });
        page.Snapshot!.Version.ShouldBe(60);
        page.Events.Select(Text).ShouldBe(["late"]);
        var backward = await ReadAsync(Ada, new() { Backward = true, Limit = 10_000 });
        backward.Events[0].Version.ShouldBe(61);
        backward.Events.Count.ShouldBeInRange(1, 60);
        await ReopenAsync();
        (await AppendedAsync(Ada, "more")).FirstVersion.ShouldBe(62);
        (await ReadAsync(Ada, new() { After = 60 })).Events.Select(Text).ShouldBe(["late", "more"]);
    }

    [Fact]
    public async Task A_lease_has_one_holder_until_it_expires_or_is_released()
    {
        var leases = new JournalLeases(Journal, Clock);
        var first = (await leases.AcquireAsync("home", "one", Minute, Cancelled)).Value;
        (await leases.AcquireAsync("home", "two", Minute, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.LeaseHeld);
        (await leases.AcquireAsync("home", "one", Minute, Cancelled)).Value.Number.ShouldBe(first.Number);
        Clock.Now += TimeSpan.FromSeconds(50);
        var renewed = (await leases.RenewAsync(first, Minute, Cancelled)).Value;
        Clock.Now += TimeSpan.FromSeconds(50);
        (await leases.AcquireAsync("home", "two", Minute, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.LeaseHeld);
        (await leases.ReleaseAsync(renewed, Cancelled)).ShouldBeNull();
        var second = (await leases.AcquireAsync("home", "two", Minute, Cancelled)).Value;
        second.Number.ShouldBeGreaterThan(first.Number);
        Clock.Now += Minute;
        (await leases.AcquireAsync("home", "three", Minute, Cancelled)).Value.Number.ShouldBeGreaterThan(second.Number);
        (await leases.RenewAsync(second, Minute, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Fenced);
        (await leases.ReleaseAsync(second, Cancelled)).ShouldBeNull();
    }

    [Fact]
    public async Task Of_many_who_ask_at_once_one_gets_a_lease()
    {
        var leases = new JournalLeases(Journal, Clock);
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(async () => await leases.AcquireAsync("home", $"{i}", Minute, Cancelled))));
        answers.Count(a => a.Fault is null).ShouldBe(1);
        answers.Where(a => a.Fault is not null).ShouldAllBe(a => a.Fault!.Code == FaultCodes.LeaseHeld);
    }

    [Fact]
    public async Task Who_has_lost_a_lease_appends_nothing()
    {
        var leases = new JournalLeases(Journal, Clock);
        var lost = (await leases.AcquireAsync("home", "one", Minute, Cancelled)).Value;
        (await FencedAsync(lost, "a")).Fault.ShouldBeNull();
        Clock.Now += Minute;
        var taken = (await leases.AcquireAsync("home", "two", Minute, Cancelled)).Value;
        (await FencedAsync(lost, "b")).Fault!.Code.ShouldBe(FaultCodes.Fenced);
        await ReopenAsync();
        (await FencedAsync(lost, "b")).Fault!.Code.ShouldBe(FaultCodes.Fenced);
        (await FencedAsync(taken, "c")).Fault.ShouldBeNull();
        (await TextsAsync(Ada)).ShouldBe(["a", "c"]);
    }

    [Fact]
    public async Task A_lease_is_watched()
    {
        var leases = new JournalLeases(Journal, Clock);
        await using var watch = leases.WatchAsync("home", Cancelled).GetAsyncEnumerator(Cancelled);
        (await watch.MoveNextAsync()).ShouldBeTrue();
        watch.Current.ShouldBeNull();
        var next = watch.MoveNextAsync().AsTask();
        var lease = (await leases.AcquireAsync("home", "one", Minute, Cancelled)).Value;
        (await next).ShouldBeTrue();
        watch.Current.ShouldBe(lease);
        next = watch.MoveNextAsync().AsTask();
        await leases.ReleaseAsync(lease, Cancelled);
        (await next).ShouldBeTrue();
        watch.Current.ShouldBeNull();
    }

    private ValueTask<Result<Appended>> SnapshotAsync(StreamId stream, long? version, string text) =>
        Journal.AppendAsync(stream, new() { ExpectedVersion = version, Snapshot = Encoding.UTF8.GetBytes(text) }, Cancelled);

    private ValueTask<Result<Appended>> FencedAsync(Lease lease, string text) =>
        Journal.AppendAsync(Ada, new() { Events = [Event(text)], Fence = lease.Fence }, Cancelled);

    private async ValueTask RetainAsync()
    {
        // A journal of files lets go of what lies in files: what is still in its log has to get there first.
        await ReopenAsync();
        await ApplyRetentionAsync(Journal);
    }
}
