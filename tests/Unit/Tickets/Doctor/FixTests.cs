using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets.Doctor;

public sealed class FixTests
{
    private const string Item = $"{CaseStore.Id}/item.md";

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fields_are_set_from_what_the_thread_proves_and_all_else_of_the_item_stays()
    {
        using var store = new CaseStore();
        store.Write(Item, "---\r\ntitle: \"A ticket\" # as asked\r\nowner: 'me'\r\n---\r\n\r\nWords.");
        store.Thread(CaseStore.Event("create", "lines: 1", at: "2026-05-01T10:00:00Z"), CaseStore.Step("planning", "ready"), CaseStore.Event("state_changed", "from: ready to: queued", at: "2026-05-02T10:00:00Z", author: "queuer"));

        var report = await store.FixAsync();

        report.Findings.ShouldAllBe(f => f.IsFixed);
        store.Text(Item).ShouldBe(
            "---\r\ntitle: \"A ticket\" # as asked\r\nowner: 'me'\r\nstate: 'queued'\r\ncreated_at: '2026-05-01T10:00:00Z'\r\nupdated_at: '2026-05-02T10:00:00Z'\r\n"
            + "queued_by: 'queuer'\r\nqueued_at: '2026-05-02T10:00:00Z'\r\n---\r\n\r\nWords.");
        (await store.CheckAsync()).Findings.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_state_that_contradicts_the_thread_or_that_a_broken_thread_would_give_is_left_to_a_person()
    {
        using var store = new CaseStore();
        store.ReplaceIn(Item, "'planning'", "'ready'");
        store.PlaceAt("queued", CaseStore.Other);
        store.ReplaceIn($"{CaseStore.Other}/item.md", "state: 'queued'\n", "");
        store.Threaded(CaseStore.Other, CaseStore.Created, CaseStore.Step("ready", "queued"));
        var before = (store.Text(Item), store.Text($"{CaseStore.Other}/item.md"));

        (await store.FixAsync()).Findings.Select(f => (f.Code, f.IsFixed)).ShouldBe([("state_mismatch", false), ("field_missing", false), ("chain_broken", false)]);

        (store.Text(Item), store.Text($"{CaseStore.Other}/item.md")).ShouldBe(before);
    }

    [Fact]
    public async Task The_end_of_a_thread_is_completed_and_its_events_stay_as_they_are()
    {
        using var store = new CaseStore();
        var torn = CaseStore.Created + "\n<!-- event: comment author: tester at: 2026-05-01T12:00:00Z lines: 3 -->\n\n## Comment\n\n```\nCut o";
        store.Write($"{CaseStore.Id}/thread.md", torn);

        var report = await store.FixAsync();

        store.Text($"{CaseStore.Id}/thread.md").ShouldBe($"{torn}\n\n---\n");
        report.Findings.Select(f => (f.Code, f.IsFixed)).ShouldBe([("lines_wrong", false), ("rule_missing", true)]);
        ThreadText.Read(CaseStore.Bytes(store.Text($"{CaseStore.Id}/thread.md"))).Select(e => e.Body).ShouldBe(["Words.", "```\nCut o"]);
    }

    [Fact]
    public async Task Relations_and_a_resolution_are_written_as_the_program_writes_them()
    {
        using var store = new CaseStore();
        store.Place(CaseStore.Other);
        store.PlaceAt("closed");
        store.Thread(CaseStore.Created, CaseStore.Event("close", "status: closed", body: "It was\n\n---\n\ndone."));
        store.Write($"{CaseStore.Id}/resolution.md", " \n");
        store.Write($"{CaseStore.Id}/artifacts/relations.json", CaseStore.Relations(CaseStore.Relation("related", CaseStore.Other, note: "全角\u3000"), CaseStore.Relation("blocks", CaseStore.Other)));

        (await store.FixAsync()).Fixed.ShouldBe(2);

        store.Text($"{CaseStore.Id}/resolution.md").ShouldBe("It was\n\n---\n\ndone.\n");
        store.Text($"{CaseStore.Id}/artifacts/relations.json").ShouldBe($$"""
            {
              "version": 1,
              "relations": [
                {
                  "ticket_id": "{{CaseStore.Id}}",
                  "kind": "blocks",
                  "target": "{{CaseStore.Other}}",
                  "note": "Why.",
                  "author": "tester",
                  "at": "2026-05-01T12:00:00Z"
                },
                {
                  "ticket_id": "{{CaseStore.Id}}",
                  "kind": "related",
                  "target": "{{CaseStore.Other}}",
                  "note": "全角　",
                  "author": "tester",
                  "at": "2026-05-01T12:00:00Z"
                }
              ]
            }

            """);
    }

    [Fact]
    public async Task A_change_that_a_crash_left_is_finished()
    {
        using var temp = new TempStore();
        var doctor = TicketDoctor.Open(new() { Root = temp.Store.Root, Time = temp.Clock });
        var id = await temp.CreateAtAsync(TicketState.Done);
        var crash = await Crash.OfAsync(temp, id, () => TempStore.Must(temp.StepAsync(id, TicketState.Done, TicketState.Closed, resolution: "Merged.")));
        for (var applied = 0; applied <= crash.Steps; applied++)
        {
            crash.At(applied);
            (await doctor.CheckAsync(null, Ct)).Findings.ShouldHaveSingleItem().ShouldSatisfyAllConditions(f => f.Code.ShouldBe("change_unfinished"), f => f.Message.ShouldContain("thread.md, resolution.md, item.md"));
            (await doctor.FixAsync(id, Ct)).Findings.ShouldHaveSingleItem().IsFixed.ShouldBeTrue();
            (await doctor.CheckAsync(null, Ct)).Findings.ShouldBeEmpty();
            (await temp.ReadAsync(id)).ShouldSatisfyAllConditions(t => t.Item.State.ShouldBe(TicketState.Closed), t => t.Resolution.ShouldBe("Merged.\n"));
        }
    }

    [Fact]
    public async Task One_that_no_longer_fits_is_laid_aside_and_told_of()
    {
        using var temp = new TempStore();
        var doctor = TicketDoctor.Open(new() { Root = temp.Store.Root, Time = temp.Clock });
        var id = await temp.CreateAsync();
        var crash = await Crash.OfAsync(temp, id, () => TempStore.Must(temp.CommentAsync(id, "Cut off")));
        crash.At(0);
        await File.WriteAllTextAsync(temp.PathOf(id, "thread.md"), CaseStore.Event("create"), Ct);

        var report = await doctor.FixAsync(null, Ct);

        report.Findings.Select(f => (f.Code, f.IsFixed)).ShouldBe([("change_laid_aside", false), ("change_unfinished", true)]);
        report.Findings[0].Message.ShouldContain($"{id}, thread.md.");
    }

    [Fact]
    public async Task Where_nothing_can_be_written_it_says_why_and_what_it_found()
    {
        using var store = new CaseStore();
        store.PlaceAt("queued");
        store.Write(".ticket-change.json", $$"""{"version":99,"ticket":"{{CaseStore.Id}}","steps":[]}""");
        var before = Snapshot.Of(store.Full(CaseStore.Id));

        var report = await store.FixAsync();

        report.Stopped!.Code.ShouldBe(FaultCodes.SchemaNewer);
        report.Findings.Select(f => (f.Code, f.IsFixed)).ShouldBe([("change_unfinished", false), ("queue_fields_missing", false)]);
        Snapshot.Of(store.Full(CaseStore.Id)).ShouldBe(before);
    }
}
