using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets.Doctor;

public sealed class DoctorCorpusTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>Each of them was looked at by hand and is there; relations and plans name tickets that are not in the selection.</summary>
    [Fact]
    public async Task A_real_store_shows_only_faults_that_are_there()
    {
        var report = await TicketDoctor.Open(new() { Root = Corpus.Require() }).CheckAsync(null, Ct);
        report.Tickets.ShouldBe(115);
        report.Findings.CountBy(f => f.Code).ToDictionary().ShouldBe(new Dictionary<string, int>
        {
            ["thread_missing"] = 2,
            ["comment_malformed"] = 3,
            ["heading_missing"] = 2,
            ["kind_unknown"] = 8,
            ["rule_missing"] = 1,
            ["relations_unsorted"] = 1,
            ["relation_dangling"] = 37,
            ["plan_dangling"] = 10,
        }, ignoreOrder: true);
        report.Findings.Where(f => f.Code is "kind_unknown").ShouldAllBe(f => f.Message.Contains("'migration'"));
    }

    [Fact]
    public async Task Mending_a_real_store_changes_what_it_says_and_nothing_else()
    {
        using var temp = new TempStore();
        Corpus.CopyTo(temp.Store.Root);
        var doctor = TicketDoctor.Open(new() { Root = temp.Store.Root, Time = temp.Clock });
        var before = Snapshot.Of(temp.Store.Root);

        var report = await doctor.FixAsync(null, Ct);

        report.Findings.Where(f => f.IsFixed).Select(f => f.Code).ShouldBe(["relations_unsorted"]);
        Snapshot.Of(temp.Store.Root).Except(before).Select(line => line.Split(' ')[0][(temp.Store.Root.Length + 1)..]).ShouldBe([".ticket-backend.lock", "00001KVZSGT14/artifacts/relations.json"]);
        (await doctor.CheckAsync(null, Ct)).Fixable.ShouldBe(0);
    }

    [Fact]
    public async Task Every_byte_of_a_real_store_is_explained()
    {
        using var store = TicketStore.Open(new() { Root = Corpus.Require() });
        foreach (var listing in (await store.ListAsync(Ct)).Value) await Explained.ShouldBeAsync(store, listing.Id, Ct);
    }
}
