using Yoi.Journal;
using Yoi.Journal.Files;

namespace Yoi.Tests.Conformance.Journals;

public sealed class MemoryJournalEndingConformance : JournalEndingConformance
{
    protected override ValueTask<IJournal> OpenAsync() => new(new MemoryJournal(Clock, new() { BytesBehindSnapshot = 10_000 }));

    protected override ValueTask<IJournal> ReopenAsync(IJournal open) => new(open);

    protected override ValueTask ApplyRetentionAsync(IJournal journal)
    {
        ((MemoryJournal)journal).ApplyRetention();
        return default;
    }
}

public sealed class FileJournalEndingConformance : JournalEndingConformance
{
    private readonly TempRoot _root = new();

    protected override async ValueTask<IJournal> OpenAsync() => (await FileJournal.OpenAsync(
        new() { Root = _root.Path, SegmentBytes = 4096, StreamFileBytes = 4096, SortBytes = 0, Time = Clock, Retention = new() { BytesBehindSnapshot = 10_000 } }, Cancelled)).Value;

    protected override async ValueTask<IJournal> ReopenAsync(IJournal open)
    {
        await open.DisposeAsync();
        var journal = (FileJournal)await OpenAsync();
        journal.Diagnostics.ShouldBeEmpty();
        return journal;
    }

    protected override ValueTask ApplyRetentionAsync(IJournal journal) => new(((FileJournal)journal).ApplyRetentionAsync(Cancelled));

    protected override ValueTask CleanAsync()
    {
        _root.Dispose();
        return default;
    }
}
