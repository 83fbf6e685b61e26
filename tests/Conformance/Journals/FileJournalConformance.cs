using Yoi.Journal;
using Yoi.Journal.Files;

namespace Yoi.Tests.Conformance.Journals;

public class FileJournalConformance : JournalConformance
{
    private readonly TempRoot _root = new();

    /// <summary>Small files, so that every test also meets their seams.</summary>
    protected virtual int SegmentBytes => 4 * 1024;

    protected override async ValueTask<IJournal> OpenAsync() =>
        (await FileJournal.OpenAsync(new() { Root = _root.Path, SegmentBytes = SegmentBytes, SortBytes = 0 }, Cancelled)).Value;

    protected override async ValueTask<IJournal> ReopenAsync(IJournal open)
    {
        await open.DisposeAsync();
        var journal = (FileJournal)await OpenAsync();
        journal.Diagnostics.ShouldBeEmpty();
        return journal;
    }

    protected override ValueTask CleanAsync()
    {
        _root.Dispose();
        return default;
    }
}

public sealed class FileJournalInOneFileConformance : FileJournalConformance
{
    protected override int SegmentBytes => 64 * 1024 * 1024;
}
