using Yoi.Journal;
using Yoi.Journal.Files;
using Yoi.Protocol;
using static Yoi.Tests.Conformance.Journals.FileStore;

namespace Yoi.Tests.Conformance.Journals;

/// <summary>Files that are not where they belong.</summary>
public sealed class FileJournalForeignTests : IDisposable
{
    private readonly TempRoot _root = new();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Another_streams_file_is_never_read_as_a_streams_own(bool withoutCatalog)
    {
        await FillAsync();
        File.Copy(PathOf("bob", "1.jsonl"), PathOf("ada", "1.jsonl"), overwrite: true);
        if (withoutCatalog) File.Delete(Path.Combine(_root.Path, "catalog"));
        await using var journal = await OpenAsync(_root.Path);
        foreach (var range in (ReadRange[])[new(), new() { Backward = true }])
        {
            var read = await journal.ReadAsync(Stream("ada"), range, Cancelled);
            if (read.TryGet(out var page, out var fault)) page.Events.ShouldBeEmpty();
            else fault.Code.ShouldBeOneOf(FaultCodes.StoreCorrupt, withoutCatalog ? FaultCodes.CursorExpired : FaultCodes.StoreCorrupt);
        }

        if (!withoutCatalog) (await journal.AppendAsync(Stream("ada"), new() { OperationKey = "key of bob", Events = [new("noted", "{}"u8.ToArray())] }, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.StoreCorrupt);
        (await journal.CountAsync("bob")).ShouldBe(2);
    }

    [Fact]
    public async Task Another_streams_snapshot_is_never_read_as_a_streams_own()
    {
        await FillAsync();
        File.Copy(PathOf("bob", "snapshot.json"), PathOf("ada", "snapshot.json"), overwrite: true);
        await using var journal = await OpenAsync(_root.Path);
        var page = (await journal.ReadAsync(Stream("ada"), new() { FromSnapshot = true }, Cancelled)).Value;
        page.Snapshot.ShouldBeNull();
        page.Events.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_file_that_is_missing_between_others_costs_what_was_in_it_and_what_is_read_through_it()
    {
        await using (var journal = await OpenSortingAsync())
        {
            for (var i = 0; i < 9; i++) await journal.AppendAsync("ada", new string('a', 1_500));
            await journal.AppendAsync("bob", "b");
        }

        File.Delete(PathOf("ada", "5.jsonl"));
        await using var opened = await OpenAsync(_root.Path);
        (await opened.ReadAsync(Stream("ada"), new(), Cancelled)).Fault!.Code.ShouldBe(FaultCodes.StoreCorrupt);
        (await opened.ReadAsync(Stream("ada"), new() { Limit = 2 }, Cancelled)).Value.Events.Count.ShouldBe(2);
        (await opened.ReadAsync(Stream("ada"), new() { After = 8 }, Cancelled)).Value.Events.ShouldHaveSingleItem().Version.ShouldBe(9);
        (await opened.CountAsync("bob")).ShouldBe(1);
    }

    [Fact]
    public async Task Folders_that_are_there_before_the_store_and_files_that_are_nobodys_harm_nothing()
    {
        foreach (var folder in (string[])["log", "streams", "streams/workers", "streams/workers/ada"]) Directory.CreateDirectory(Path.Combine(_root.Path, folder));
        await FillAsync();
        foreach (var stray in (string[])["streams/note.txt", "streams/workers/note.txt", "streams/workers/ada/note.txt", "streams/workers/ada/02.jsonl"]) await File.WriteAllTextAsync(Path.Combine(_root.Path, stray), "mine", Cancelled);
        foreach (var withCatalog in (bool[])[true, false])
        {
            if (!withCatalog) File.Delete(Path.Combine(_root.Path, "catalog"));
            await using var journal = await OpenAsync(_root.Path);
            journal.Diagnostics.Select(d => d.Kind).ShouldBe(withCatalog ? [] : [DiagnosticKind.CatalogRebuilt]);
            (await journal.CountAsync("ada")).ShouldBe(2);
        }

        await using var again = await OpenSortingAsync();
        (await again.AppendAsync("ada", "more")).Value.LastVersion.ShouldBe(3);
    }

    [Fact]
    public async Task The_catalog_of_a_newer_program_is_refused_and_left_alone()
    {
        await FillAsync();
        var path = Path.Combine(_root.Path, "catalog");
        var newer = (await File.ReadAllTextAsync(path, Cancelled)).Replace("{\"schema\":1,", "{\"schema\":9,", StringComparison.Ordinal);
        var body = newer[..newer.IndexOf("{\"crc\":", StringComparison.Ordinal)];
        await File.WriteAllTextAsync(path, body + $"{{\"crc\":\"{Crc32C(body):x8}\"}}\n", Cancelled);
        var before = await File.ReadAllBytesAsync(path, Cancelled);
        (await TryOpenAsync(_root.Path)).Fault!.Code.ShouldBe(FaultCodes.SchemaNewer);
        (await File.ReadAllBytesAsync(path, Cancelled)).ShouldBe(before);
    }

    public void Dispose() => _root.Dispose();

    private string PathOf(string stream, string file) => Path.Combine(_root.Path, "streams", "workers", stream, file);

    private async Task<FileJournal> OpenSortingAsync() => (await FileJournal.OpenAsync(new() { Root = _root.Path, SegmentBytes = 4096, StreamFileBytes = 4096, SortBytes = 0 }, Cancelled)).Value;

    /// <summary>Two streams whose files are equally long.</summary>
    private async Task FillAsync()
    {
        await using var journal = await OpenSortingAsync();
        foreach (var name in (string[])["ada", "bob"])
        {
            for (var i = 0; i < 2; i++) await journal.AppendAsync(Stream(name), new() { OperationKey = $"{i} of {name}", Events = [new("noted", System.Text.Encoding.UTF8.GetBytes($$"""{"of":"{{name}}"}"""))] }, Cancelled);
            await journal.AppendAsync(Stream(name), new() { ExpectedVersion = 2, Snapshot = System.Text.Encoding.UTF8.GetBytes($$"""{"of":"{{name}}"}""") }, Cancelled);
        }
    }

    private static uint Crc32C(string text)
    {
        var crc = uint.MaxValue;
        foreach (var value in System.Text.Encoding.UTF8.GetBytes(text)) crc = System.Numerics.BitOperations.Crc32C(crc, value);
        return ~crc;
    }
}
