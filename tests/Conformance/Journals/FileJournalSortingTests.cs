using System.Text;
using Yoi.Journal;
using Yoi.Journal.Files;
using Yoi.Protocol;
using static Yoi.Tests.Conformance.Journals.FileStore;

namespace Yoi.Tests.Conformance.Journals;

/// <summary>What the log holds moves into files of the streams' own, and nothing is lost on the way.</summary>
public sealed class FileJournalSortingTests : IDisposable
{
    private readonly TempRoot _root = new();

    private string Catalog => Path.Combine(_root.Path, "catalog");

    [Fact]
    public async Task After_a_close_all_lies_in_the_streams_files_and_reads_the_same()
    {
        var before = await FillAsync(streams: 3, appends: 200);
        Directory.GetFiles(Path.Combine(_root.Path, "log")).ShouldBeEmpty();
        Directory.GetFiles(Path.Combine(_root.Path, "streams", "workers", "s0")).Length.ShouldBeGreaterThan(1);

        await using var journal = await OpenSortingAsync();
        journal.Diagnostics.ShouldBeEmpty();
        (await AllAsync(journal)).ShouldBe(before);
        // The lines are the log's own: any text tool reads them.
        (await File.ReadAllLinesAsync(Path.Combine(_root.Path, "streams", "workers", "s1", "1.jsonl"), Cancelled))[0].ShouldStartWith("""{"stream":"workers/s1","version":1,""");
    }

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(64)]
    [InlineData(5000)]
    public async Task Any_range_reads_the_same_from_files_as_from_the_log(int limit)
    {
        await FillAsync(streams: 1, appends: 300);
        await using var journal = await OpenSortingAsync();
        for (var i = 0; i < 20; i++) await journal.AppendAsync("s0", $"late {i}");
        List<long> forward = [], backward = [];
        for (long? after = 0; after is not null;)
        {
            var page = (await journal.ReadAsync(Stream("s0"), new() { After = after, Limit = limit }, Cancelled)).Value;
            forward.AddRange(page.Events.Select(e => e.Version));
            after = page.More ? forward[^1] : null;
        }

        for (long? before = null; backward.Count == 0 || before is not null;)
        {
            var page = (await journal.ReadAsync(Stream("s0"), new() { After = before, Backward = true, Limit = limit }, Cancelled)).Value;
            backward.AddRange(page.Events.Select(e => e.Version));
            before = page.More ? backward[^1] : null;
        }

        forward.ShouldBe(Enumerable.Range(1, 320).Select(i => (long)i));
        backward.ShouldBe(forward.AsEnumerable().Reverse());
        for (var version = 1L; version <= 320; version += 13)
            (await journal.ReadAsync(Stream("s0"), new() { After = version - 1, Limit = 1 }, Cancelled)).Value.Events.ShouldHaveSingleItem().Version.ShouldBe(version);
    }

    [Fact]
    public async Task A_key_is_known_though_its_append_lies_in_a_file()
    {
        await using (var journal = await OpenSortingAsync())
        {
            for (var i = 0; i < 1_100; i++) (await KeyedAsync(journal, $"key {i}")).Value.Duplicate.ShouldBeFalse();
        }

        await using var opened = await OpenSortingAsync();
        (await KeyedAsync(opened, "key 500")).Value.ShouldBe(new Appended(501, 501, true));
        (await KeyedAsync(opened, "key 1099")).Value.ShouldBe(new Appended(1100, 1100, true));
        // Of the last 1,024 appends the first is 76; the one before it is forgotten, as it would be without a restart.
        (await KeyedAsync(opened, "key 76")).Value.Duplicate.ShouldBeTrue();
        (await KeyedAsync(opened, "key 75")).Value.Duplicate.ShouldBeFalse();
    }

    [Fact]
    public async Task A_damaged_or_missing_catalog_is_made_again_from_the_files()
    {
        var before = await FillAsync(streams: 4, appends: 100);
        var whole = await File.ReadAllBytesAsync(Catalog, Cancelled);
        for (var at = 0; at < whole.Length; at += 41)
        {
            var damaged = whole.ToArray();
            damaged[at] ^= 1;
            await File.WriteAllBytesAsync(Catalog, damaged, Cancelled);
            await ShouldBeRebuiltAsync(before);
        }

        File.Delete(Catalog);
        await ShouldBeRebuiltAsync(before);
    }

    [Fact]
    public async Task A_missing_file_costs_its_stream_and_no_other()
    {
        await FillAsync(streams: 2, appends: 100);
        File.Delete(Path.Combine(_root.Path, "streams", "workers", "s0", "1.jsonl"));
        await using var journal = await OpenSortingAsync();
        (await journal.ReadAsync(Stream("s0"), new(), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.StoreCorrupt);
        (await journal.CountAsync("s1")).ShouldBe(100);
    }

    [Fact]
    public async Task A_damaged_byte_in_a_file_is_never_read_as_an_event()
    {
        var before = await FillAsync(streams: 1, appends: 30);
        var path = Path.Combine(_root.Path, "streams", "workers", "s0", "1.jsonl");
        var whole = await File.ReadAllBytesAsync(path, Cancelled);
        for (var at = 0; at < whole.Length; at += 53)
        {
            var damaged = whole.ToArray();
            damaged[at] ^= 0x20;
            await File.WriteAllBytesAsync(path, damaged, Cancelled);
            await using var journal = await FileJournal.OpenAsync(new() { Root = _root.Path, SortsAtClose = false }, Cancelled) is { } opened ? opened.Value : null!;
            var read = await journal.ReadAsync(Stream("s0"), new() { Limit = 10_000 }, Cancelled);
            if (read.TryGet(out _, out var fault)) (await AllAsync(journal)).ShouldBe(before);
            else fault.Code.ShouldBe(FaultCodes.StoreCorrupt);
        }
    }

    [Fact]
    public async Task A_damaged_byte_in_a_file_is_told_also_where_the_catalog_is_gone()
    {
        var before = await FillAsync(streams: 1, appends: 30);
        File.Delete(Catalog);
        var path = Path.Combine(_root.Path, "streams", "workers", "s0", "1.jsonl");
        var whole = await File.ReadAllBytesAsync(path, Cancelled);
        for (var at = 0; at < whole.Length; at += 53)
        {
            var damaged = whole.ToArray();
            damaged[at] ^= 1;
            await File.WriteAllBytesAsync(path, damaged, Cancelled);
            await using var journal = (await FileJournal.OpenAsync(new() { Root = _root.Path, SortsAtClose = false }, Cancelled)).Value;
            journal.Diagnostics.Select(d => (d.Kind, d.Stream?.Name)).ShouldBe([(DiagnosticKind.CatalogRebuilt, null), (DiagnosticKind.MissingVersions, "s0")], $"byte {at}");
            (await journal.ReadAsync(Stream("s0"), new() { Limit = 10_000 }, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.StoreCorrupt);
        }

        await File.WriteAllBytesAsync(path, whole, Cancelled);
        await ShouldBeRebuiltAsync(before);
    }

    [Fact]
    public async Task Reading_and_writing_go_on_while_the_log_is_sorted()
    {
        await using var journal = await OpenSortingAsync();
        var writing = Task.WhenAll(Enumerable.Range(0, 8).Select(async s =>
        {
            for (var i = 0; i < 200; i++) (await journal.AppendAsync($"s{s}", $"event {i} of stream {s}")).Value.LastVersion.ShouldBe(i + 1);
        }));
        while (!writing.IsCompleted)
        {
            for (var s = 0; s < 8; s++)
            {
                var page = await journal.ReadAsync(Stream($"s{s}"), new() { Limit = 10_000 }, Cancelled);
                page.Value.Events.Select(e => e.Version).ShouldBe(Enumerable.Range(1, (int)page.Value.StreamVersion).Select(v => (long)v));
            }
        }

        await writing;
        for (var s = 0; s < 8; s++) (await journal.CountAsync($"s{s}")).ShouldBe(200);
    }

    public void Dispose() => _root.Dispose();

    private ValueTask<FileJournal> OpenSortingAsync() => OpenSortingAsync(_root.Path);

    private static async ValueTask<FileJournal> OpenSortingAsync(string root) =>
        (await FileJournal.OpenAsync(new() { Root = root, SegmentBytes = 4096, StreamFileBytes = 8192, SortBytes = 0 }, Cancelled)).Value;

    private static ValueTask<Result<Appended>> KeyedAsync(FileJournal journal, string key) =>
        journal.AppendAsync(Stream("keyed"), new() { OperationKey = key, Events = [new("noted", "{}"u8.ToArray())] }, Cancelled);

    private async Task<string> FillAsync(int streams, int appends)
    {
        await using var journal = await OpenSortingAsync();
        for (var i = 0; i < appends; i++)
        {
            for (var s = 0; s < streams; s++) await journal.AppendAsync($"s{s}", $"event {i} of stream {s}");
        }

        return await AllAsync(journal);
    }

    private static async Task<string> AllAsync(FileJournal journal)
    {
        StringBuilder all = new();
        foreach (var head in (await journal.StreamsAsync(new(), Cancelled)).Value.Heads)
        {
            var page = (await journal.ReadAsync(head.Stream, new() { Limit = 10_000 }, Cancelled)).Value;
            all.AppendLine($"{head.Stream} {head.Version} {Encoding.UTF8.GetString(head.Head.Span)} {string.Join(',', page.Events.Select(e => $"{e.Version}{e.Type}{Encoding.UTF8.GetString(e.Data.Span)}"))}");
        }

        return all.ToString();
    }

    private async Task ShouldBeRebuiltAsync(string before)
    {
        using var copy = new TempRoot();
        CopyAll(_root.Path, copy.Path);
        await using var journal = await OpenSortingAsync(copy.Path);
        journal.Diagnostics.ShouldHaveSingleItem().Kind.ShouldBe(DiagnosticKind.CatalogRebuilt);
        (await AllAsync(journal)).ShouldBe(before);
    }

    private static void CopyAll(string from, string to)
    {
        foreach (var folder in Directory.GetDirectories(from, "*", SearchOption.AllDirectories)) Directory.CreateDirectory(Path.Combine(to, Path.GetRelativePath(from, folder)));
        foreach (var file in Directory.GetFiles(from, "*", SearchOption.AllDirectories)) File.Copy(file, Path.Combine(to, Path.GetRelativePath(from, file)));
    }
}
