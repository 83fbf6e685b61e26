using Yoi.Journal;

namespace Yoi.Tests.Conformance.Journals;

public sealed class MemoryJournalConformance : JournalConformance
{
    protected override ValueTask<IJournal> OpenAsync() => new(new MemoryJournal());

    protected override ValueTask<IJournal> ReopenAsync(IJournal open) => new(open);
}
