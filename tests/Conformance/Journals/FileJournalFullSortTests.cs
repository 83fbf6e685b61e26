using Yoi.Journal.Files;
using static Yoi.Tests.Conformance.Journals.FileStore;

namespace Yoi.Tests.Conformance.Journals;

/// <summary>A catalog that cannot be written while there is damage: what is whole is kept, however often sorting is tried.</summary>
public sealed class FileJournalFullSortTests : IDisposable
{
    private readonly TempRoot _root = new();

    [Fact]
    public async Task A_catalog_that_could_not_be_written_loses_no_line_of_a_log_file_that_stays_for_its_damage()
    {
        await using (var journal = await OpenAsync(_root.Path, 4096))
        {
            await journal.AppendAsync("bob", "b");
            for (var i = 0; i < 4; i++) await journal.AppendAsync("ada", new string('a', 1_500));
        }

        var log = await File.ReadAllBytesAsync(_root.Log(), Cancelled);
        log[60] ^= 1;
        await File.WriteAllBytesAsync(_root.Log(), log, Cancelled);
        // In the way of every catalog.
        var inTheWay = Directory.CreateDirectory(Path.Combine(_root.Path, "catalog.tmp")).FullName;
        await using (var journal = await OpenAsync(_root.Path, 4096, sortBytes: 0))
        {
            for (var i = 0; i < 10; i++) await journal.AppendAsync("ada", new string('b', 1_500));
            Directory.Delete(inTheWay);
            for (var i = 0; i < 10; i++) await journal.AppendAsync("ada", new string('c', 1_500));
            (await journal.CountAsync("ada")).ShouldBe(24);
        }

        for (var times = 0; times < 2; times++)
        {
            await using var opened = (await FileJournal.OpenAsync(new() { Root = _root.Path, SegmentBytes = 4096, SortBytes = 0 }, Cancelled)).Value;
            (await opened.CountAsync("ada")).ShouldBe(24);
            opened.Diagnostics.Select(d => (d.Kind, d.Stream)).ShouldBe([(DiagnosticKind.CorruptLine, Stream("bob"))]);
        }
    }

    public void Dispose() => _root.Dispose();
}
