using System.Text;
using Yoi.Journal;
using Yoi.Protocol;

namespace Yoi.Tests.Conformance.Journals;

/// <summary>What every journal does, whatever it is made of: appending.</summary>
public abstract class JournalConformance : JournalReadingConformance
{
    [Fact]
    public async Task An_append_numbers_its_events_without_gaps()
    {
        (await AppendedAsync(Ada, "a", "b")).ShouldBe(new(1, 2, false));
        (await AppendedAsync(Ada, "c")).ShouldBe(new(3, 3, false));
        var page = await ReadAsync(Ada);
        page.Events.Select(item => item.Version).ShouldBe([1, 2, 3]);
        page.Events.Select(Text).ShouldBe(["a", "b", "c"]);
        page.Events.ShouldAllBe(item => item.Type == "noted");
        page.StreamVersion.ShouldBe(3);
        page.More.ShouldBeFalse();
    }

    [Fact]
    public async Task What_was_appended_is_there_after_reopening()
    {
        await AppendedAsync(Ada, "a", "b");
        await ReopenAsync();
        (await TextsAsync(Ada)).ShouldBe(["a", "b"]);
        (await AppendAsync(Ada, 2, null, Event("c"))).Value.ShouldBe(new(3, 3, false));
        (await TextsAsync(Ada)).ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public async Task Another_version_than_expected_is_a_conflict_and_leaves_no_trace()
    {
        await AppendedAsync(Ada, "a");
        foreach (var expected in new long[] { 0, 2, long.MaxValue })
            (await AppendAsync(Ada, expected, "key", Event("b"))).Fault!.Code.ShouldBe(FaultCodes.Conflict);
        (await AppendAsync(new("workers", "nobody"), 1, null, Event("b"))).Fault!.Code.ShouldBe(FaultCodes.Conflict);
        (await TextsAsync(Ada)).ShouldBe(["a"]);
        (await HeadsAsync()).Select(head => head.Stream).ShouldBe([Ada]);
        // The key of a refused append is free.
        (await AppendAsync(Ada, 1, "key", Event("b"))).Value.ShouldBe(new(2, 2, false));
    }

    [Fact]
    public async Task The_same_key_again_changes_nothing_and_answers_as_before()
    {
        (await AppendAsync(Ada, 0, "key", Event("a"), Event("b"))).Value.ShouldBe(new(1, 2, false));
        await AppendedAsync(Ada, "c");
        (await AppendAsync(Ada, 0, "key", Event("a"), Event("b"))).Value.ShouldBe(new(1, 2, true));
        (await AppendAsync(Ada, long.MaxValue, "key", Event("x"))).Value.ShouldBe(new(1, 2, true));
        await ReopenAsync();
        (await AppendAsync(Ada, null, "key", Event("a"))).Value.ShouldBe(new(1, 2, true));
        (await AppendAsync(new("workers", "bob"), null, "key", Event("b"))).Value.ShouldBe(new(1, 1, false));
        (await TextsAsync(Ada)).ShouldBe(["a", "b", "c"]);
    }

    [Fact]
    public async Task A_key_is_known_for_1024_appends()
    {
        await AppendAsync(Ada, null, "\"quoted\" 鍵", Event("a"));
        for (var i = 0; i < 1_023; i++) await AppendAsync(Ada, null, i % 2 == 0 ? $"k{i}" : null, Event("x"));
        (await AppendAsync(Ada, null, "\"quoted\" 鍵", Event("a"))).Value.Duplicate.ShouldBeTrue();
        await ReopenAsync();
        (await AppendAsync(Ada, null, "\"quoted\" 鍵", Event("a"))).Value.Duplicate.ShouldBeTrue();
        await AppendedAsync(Ada, "one more");
        (await AppendAsync(Ada, null, "\"quoted\" 鍵", Event("a"))).Value.Duplicate.ShouldBeFalse();
    }

    [Fact]
    public async Task The_same_key_from_many_writers_at_once_is_written_once()
    {
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(_ => Task.Run(async () => (await AppendAsync(Ada, null, "key", Event("a"))).Value)));
        answers.Count(answer => !answer.Duplicate).ShouldBe(1);
        answers.ShouldAllBe(answer => answer.FirstVersion == 1 && answer.LastVersion == 1);
        (await TextsAsync(Ada)).ShouldBe(["a"]);
    }

    [Fact]
    public async Task Over_limits_is_refused_and_leaves_no_trace()
    {
        async Task Refused(string code, Append append) => (await Journal.AppendAsync(Ada, append, Cancelled)).Fault!.Code.ShouldBe(code);
        static NewEvent Sized(int bytes) => new("noted", Encoding.UTF8.GetBytes("{\"text\":\"" + new string('x', bytes - 11) + "\"}"));
        await Refused(FaultCodes.Invalid, new());
        await Refused(FaultCodes.Invalid, new() { ExpectedVersion = -1, Events = [Event("a")] });
        await Refused(FaultCodes.Invalid, new() { OperationKey = "", Events = [Event("a")] });
        await Refused(FaultCodes.Invalid, new() { OperationKey = new('k', 129), Events = [Event("a")] });
        await Refused(FaultCodes.Invalid, new() { Events = [new("Not Snake", "{}"u8.ToArray())] });
        foreach (var data in new[] { "", "[]", "{", "{} {}", "nonsense" }) await Refused(FaultCodes.Invalid, new() { Events = [new("noted", Encoding.UTF8.GetBytes(data))] });
        await Refused(FaultCodes.TooLarge, new() { Events = [Event("a"), Sized((256 * 1024) + 1)] });
        await Refused(FaultCodes.TooLarge, new() { Events = [.. Enumerable.Repeat(Event("a"), 1_001)] });
        await Refused(FaultCodes.TooLarge, new() { Events = [.. Enumerable.Repeat(Sized(256 * 1024), 65)] });
        await Refused(FaultCodes.TooLarge, new() { Events = [Event("a")], Head = new byte[4097] });
        (await HeadsAsync()).ShouldBeEmpty();
        (await AppendAsync(Ada, 0, new('k', 128), [.. Enumerable.Repeat(Event("a"), 999), Sized(256 * 1024)])).Value.LastVersion.ShouldBe(1_000);
    }

    [Fact]
    public async Task Data_comes_back_as_it_was()
    {
        const string text = """{"deep":[[[{"a":[1,2.50,-3e7,null,true,"\\ \" \u0041 é 🦊"]}]]],"stream":"workers/eve","crc":"00000000"}""";
        await AppendAsync(Ada, null, null, new NewEvent("noted", Encoding.UTF8.GetBytes(text)), new NewEvent("noted", "{\n  \"a\":\r\n 1\n}"u8.ToArray()));
        await ReopenAsync();
        var page = await ReadAsync(Ada);
        Encoding.UTF8.GetString(page.Events[0].Data.Span).ShouldBe(text);
        System.Text.Json.JsonDocument.Parse(page.Events[1].Data).RootElement.GetProperty("a").GetInt32().ShouldBe(1);
    }

    [Fact]
    public async Task Writers_of_many_streams_and_of_one_leave_no_gap()
    {
        await Parallel.ForEachAsync(Enumerable.Range(0, 400), new ParallelOptions { MaxDegreeOfParallelism = 64, CancellationToken = Cancelled }, async (i, _) =>
        {
            await AppendedAsync(new("workers", $"w{i % 8}"), $"{i}", $"{i}+");
            await AppendedAsync(Ada, $"{i}");
        });
        await ReopenAsync();
        for (var worker = 0; worker < 8; worker++)
        {
            var page = await ReadAsync(new("workers", $"w{worker}"));
            page.Events.Select(item => item.Version).ShouldBe(Enumerable.Range(1, 100).Select(i => (long)i));
            // Events of one append stand together.
            page.Events.Chunk(2).ShouldAllBe(pair => Text(pair[0]) + "+" == Text(pair[1]));
        }

        var all = await ReadAsync(Ada);
        all.Events.Select(item => item.Version).ShouldBe(Enumerable.Range(1, 400).Select(i => (long)i));
        all.Events.Select(Text).Order().ShouldBe(Enumerable.Range(0, 400).Select(i => $"{i}").Order());
    }

    [Fact]
    public async Task Of_writers_that_expect_the_same_version_one_wins()
    {
        await AppendedAsync(Ada, "a");
        var answers = await Task.WhenAll(Enumerable.Range(0, 32).Select(i => Task.Run(async () => await AppendAsync(Ada, 1, null, Event($"{i}")))));
        answers.Count(answer => answer.Fault is null).ShouldBe(1);
        answers.Where(answer => answer.Fault is not null).ShouldAllBe(answer => answer.Fault!.Code == FaultCodes.Conflict);
        (await ReadAsync(Ada)).StreamVersion.ShouldBe(2);
    }
}
