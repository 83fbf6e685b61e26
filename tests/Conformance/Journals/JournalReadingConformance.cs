using System.Text;
using Yoi.Journal;
using Yoi.Protocol;

namespace Yoi.Tests.Conformance.Journals;

/// <summary>What every journal does, whatever it is made of: reading, listing and watching.</summary>
public abstract class JournalReadingConformance : JournalFixture
{
    [Fact]
    public async Task A_stream_that_does_not_exist_reads_as_empty()
    {
        var page = await ReadAsync(Ada);
        page.Events.ShouldBeEmpty();
        page.StreamVersion.ShouldBe(0);
        page.More.ShouldBeFalse();
        (await HeadsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Pages_forward_and_backward_meet_their_limit_and_say_whether_there_is_more()
    {
        for (var i = 1; i <= 9; i += 3) await AppendedAsync(Ada, $"{i}", $"{i + 1}", $"{i + 2}");
        await AppendedAsync(new("workers", "bob"), "between");
        await AppendedAsync(Ada, "10");
        async Task Reads(ReadRange range, bool more, params long[] versions)
        {
            var page = await ReadAsync(Ada, range);
            page.Events.Select(item => item.Version).ShouldBe(versions);
            page.Events.Select(Text).ShouldBe(versions.Select(version => $"{version}"));
            page.More.ShouldBe(more);
            page.StreamVersion.ShouldBe(10);
        }

        await Reads(new() { Limit = 4 }, true, 1, 2, 3, 4);
        await Reads(new() { After = 4, Limit = 4 }, true, 5, 6, 7, 8);
        await Reads(new() { After = 8, Limit = 4 }, false, 9, 10);
        await Reads(new() { After = 8, Limit = 2 }, false, 9, 10);
        await Reads(new() { After = 10 }, false);
        await Reads(new() { After = long.MaxValue }, false);
        await Reads(new() { Backward = true, Limit = 3 }, true, 10, 9, 8);
        await Reads(new() { Backward = true, After = 8, Limit = 5 }, true, 7, 6, 5, 4, 3);
        await Reads(new() { Backward = true, After = 3 }, false, 2, 1);
        await Reads(new() { Backward = true, After = 1 }, false);
        await Reads(new() { Backward = true, After = 0 }, false);
    }

    [Fact]
    public async Task A_page_ends_at_its_byte_budget_but_holds_at_least_one_event()
    {
        await AppendedAsync(Ada, new string('a', 1_000), new string('b', 1_000), new string('c', 1_000));
        (await ReadAsync(Ada, new() { ByteBudget = 2_100 })).Events.Count.ShouldBe(2);
        var one = await ReadAsync(Ada, new() { ByteBudget = 1, Backward = true });
        one.Events.Single().Version.ShouldBe(3);
        one.More.ShouldBeTrue();
    }

    [Theory]
    [InlineData(0, 1, 0)]
    [InlineData(10_001, 1, 0)]
    [InlineData(1, 0, 0)]
    [InlineData(1, 1, -1)]
    public async Task A_range_out_of_bounds_is_invalid(int limit, int budget, long after) =>
        (await Journal.ReadAsync(Ada, new() { Limit = limit, ByteBudget = budget, After = after }, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);

    [Fact]
    public async Task A_long_stream_reads_whole_in_pages_in_both_directions()
    {
        for (var i = 0; i < 300; i++) await AppendedAsync(Ada, $"{i}", new string('x', i * 10));
        foreach (var backward in new[] { false, true })
        {
            var versions = new List<long>();
            for (Page page; ;)
            {
                page = await ReadAsync(Ada, new() { After = versions.Count == 0 ? null : versions[^1], Backward = backward, Limit = 77, ByteBudget = 50_000 });
                versions.AddRange(page.Events.Select(item => item.Version));
                if (!page.More) break;
            }

            var all = Enumerable.Range(1, 600).Select(i => (long)i);
            versions.ShouldBe(backward ? all.Reverse() : all);
        }
    }

    [Fact]
    public async Task The_newest_head_is_kept_until_another_is_given()
    {
        async Task<string> Head() => Encoding.UTF8.GetString((await HeadsAsync()).Single().Head.Span);
        await Journal.AppendAsync(Ada, new() { Events = [Event("a")], Head = "{\"n\": 1}"u8.ToArray() }, Cancelled);
        await AppendedAsync(Ada, "b");
        (await Head()).ShouldBe("{\"n\": 1}");
        (await Journal.AppendAsync(Ada, new() { Head = " opaque\n\"bytes\" "u8.ToArray() }, Cancelled)).Value.ShouldBe(new(3, 2, false));
        (await Head()).ShouldBe(" opaque\n\"bytes\" ");
        await ReopenAsync();
        (await Head()).ShouldBe(" opaque\n\"bytes\" ");
        (await HeadsAsync()).Single().Version.ShouldBe(2);
        (await AppendAsync(Ada, 2, null, Event("c"))).Value.ShouldBe(new(3, 3, false));
        await Journal.AppendAsync(Ada, new() { Head = new byte[] { 0xff, 0x00 } }, Cancelled);
        await ReopenAsync();
        (await HeadsAsync()).Single().Head.ToArray().ShouldBe([0xff, 0x00]);
        (await TextsAsync(Ada)).ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public async Task One_streams_head_is_found_by_its_id_among_those_that_the_rest_of_the_query_asks_for()
    {
        var (bob, eve) = (new StreamId("workers", "bob"), new StreamId("workers", "eve"));
        foreach (var stream in (StreamId[])[Ada, bob]) await AppendedAsync(stream, "x");
        (await Journal.AppendAsync(bob, new() { Retire = true }, Cancelled)).Fault.ShouldBeNull();
        await ReopenAsync();
        (await HeadsAsync(new(Stream: Ada))).ShouldHaveSingleItem().Stream.ShouldBe(Ada);
        (await HeadsAsync(new(Stream: Ada, Category: Ada.Category))).Length.ShouldBe(1);
        (await HeadsAsync(new(Stream: bob, Retired: true))).ShouldHaveSingleItem().IsRetired.ShouldBeTrue();
        StreamQuery[] none = [new(Stream: eve), new(Stream: bob), new(Stream: Ada, Retired: true), new(Stream: Ada, Category: "other"), new(Stream: Ada, After: Ada)];
        foreach (var query in none) (await HeadsAsync(query)).ShouldBeEmpty(query.ToString());
    }

    [Fact]
    public async Task Heads_are_paged_in_ordinal_order_of_their_ids()
    {
        string[] ids = ["a-b/x", "a/b", "a/b-c", "a/c", "a/z", "a0/x", "b/a"];
        foreach (var id in ids.Reverse()) await AppendedAsync(Parse(id), "x");
        await ReopenAsync();
        var ordered = ids.Order(StringComparer.Ordinal).ToArray();
        (await HeadsAsync()).Select(head => head.Stream.ToString()).ShouldBe(ordered);
        (await HeadsAsync(new("a"))).Select(head => head.Stream.ToString()).ShouldBe(["a/b", "a/b-c", "a/c", "a/z"]);
        (await HeadsAsync(new("a", Parse("a/b"), 2))).Select(head => head.Stream.ToString()).ShouldBe(["a/b-c", "a/c"]);
        (await HeadsAsync(new("a", Parse("b/a")))).ShouldBeEmpty();
        (await HeadsAsync(new("b", Parse("a/z")))).Select(head => head.Stream.ToString()).ShouldBe(["b/a"]);
        (await HeadsAsync(new("none"))).ShouldBeEmpty();
        (await Journal.StreamsAsync(new("a", null, 3), Cancelled)).Value.More.ShouldBeTrue();
        (await Journal.StreamsAsync(new("a", null, 4), Cancelled)).Value.More.ShouldBeFalse();
        (await Journal.StreamsAsync(new(null, null, 0), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);

        static StreamId Parse(string id) => StreamId.TryParse(id, out var parsed) ? parsed! : throw new FormatException();
    }

    [Fact]
    public async Task A_watch_hints_at_every_stream_that_moved_and_no_other()
    {
        await using var all = Journal.WatchAsync(new(), Cancelled).GetAsyncEnumerator(Cancelled);
        await using var one = Journal.WatchAsync(new("workers", Ada), Cancelled).GetAsyncEnumerator(Cancelled);
        var (allNext, oneNext) = (all.MoveNextAsync().AsTask(), one.MoveNextAsync().AsTask());
        var bob = new StreamId("attempts", "bob");
        await AppendedAsync(bob, "a");
        (await allNext).ShouldBeTrue();
        all.Current.Stream.ShouldBe(bob);
        all.Current.Version.ShouldBe(1);
        oneNext.IsCompleted.ShouldBeFalse();
        await AppendedAsync(Ada, "a");
        (await oneNext).ShouldBeTrue();
        one.Current.Stream.ShouldBe(Ada);
    }

    [Fact]
    public async Task A_watch_that_nobody_reads_delays_no_writer_and_then_tells_the_newest()
    {
        await using var watch = Journal.WatchAsync(new(), Cancelled).GetAsyncEnumerator(Cancelled);
        var next = watch.MoveNextAsync().AsTask();
        for (var i = 0; i < 200; i++) await AppendedAsync(Ada, $"{i}");
        (await next).ShouldBeTrue();
        while (watch.Current.Version < 200) (await watch.MoveNextAsync()).ShouldBeTrue();
        await AppendedAsync(Ada, "last");
        (await watch.MoveNextAsync()).ShouldBeTrue();
        watch.Current.Version.ShouldBe(201);
    }

    [Fact]
    public async Task A_watch_ends_when_its_journal_closes()
    {
        await using var watch = Journal.WatchAsync(new(), Cancelled).GetAsyncEnumerator(Cancelled);
        var next = watch.MoveNextAsync().AsTask();
        await Journal.DisposeAsync();
        (await next).ShouldBeFalse();
    }
}
