using System.Text.Json;
using Yoi.Journal;
using Yoi.Protocol;
using Yoi.Workspace;

namespace Yoi.Tests.Unit.Workspace.Deciding;

public sealed class AttemptEventTests
{
    private static readonly TicketId Ticket = new(1_800_000_000_000);

    [Fact]
    public async Task An_attempt_reads_back_as_it_was_also_where_optional_values_are_missing()
    {
        await using var journal = new MemoryJournal();
        var store = new AttemptStore(journal, TimeProvider.System);
        var worker = new WorkerRef(RuntimeId.Embedded, new(Guid.NewGuid()));
        AttemptEvent[] events =
        [
            new AttemptEvent.Opened(Ticket, 1, Queued: 1),
            new AttemptEvent.WorktreeIntended("name", "work/name", "commit"),
            new AttemptEvent.CoderReserved(worker, "coder"),
            new AttemptEvent.InputSent("coder", InputKind.User, Run: null),
            new AttemptEvent.ChecksIntended("merge", Commit: null, [new(new(Guid.NewGuid()), "c")], DateTimeOffset.UnixEpoch),
            new AttemptEvent.ReceiptMade(new(Guid.NewGuid()), "c", ExitCode: null, "commit", 1),
            new AttemptEvent.Reviewed("commit", new() { Verdict = "approve", Summary = "s", Findings = [new(Severity.Note, "n")] }, "call"),
            new AttemptEvent.WorktreeRemoved(RescueRef: null),
            new AttemptEvent.Closed(TargetMovedTo: null),
        ];
        var state = new AttemptState { Id = new(Ticket, 1) };
        foreach (var e in events) state = (await store.AppendAsync(state, e, TestContext.Current.CancellationToken)).Value;

        var reopened = new AttemptStore(journal, TimeProvider.System);
        (await reopened.LoadAsync(TestContext.Current.CancellationToken)).ShouldBeNull();

        JsonSerializer.Serialize(reopened.Newest(Ticket)).ShouldBe(JsonSerializer.Serialize(state));
    }

    [Fact]
    public async Task An_append_to_a_state_that_has_moved_on_is_a_conflict_and_changes_nothing()
    {
        await using var journal = new MemoryJournal();
        var store = new AttemptStore(journal, TimeProvider.System);
        var empty = new AttemptState { Id = new(Ticket, 1) };
        var opened = (await store.AppendAsync(empty, new AttemptEvent.Opened(Ticket, 1, 1), TestContext.Current.CancellationToken)).Value;

        var late = await store.AppendAsync(empty, new AttemptEvent.Opened(Ticket, 1, 1), TestContext.Current.CancellationToken);

        late.Fault.ShouldNotBeNull().Code.ShouldBe(FaultCodes.Conflict);
        store.Newest(Ticket).ShouldBe(opened);
    }
}
