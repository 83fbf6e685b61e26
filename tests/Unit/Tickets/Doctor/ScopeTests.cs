using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets.Doctor;

public sealed class ScopeTests
{
    private static readonly TicketId One = TicketId.Parse(CaseStore.Id, null);
    private static readonly TicketId Other = TicketId.Parse(CaseStore.Other, null);

    [Fact]
    public async Task Of_one_ticket_only_its_own_faults_are_told_and_mended()
    {
        using var store = new CaseStore();
        store.PlaceAt("queued");
        store.PlaceAt("queued", CaseStore.Other);
        store.Write("README.md", "Words.");

        (await store.CheckAsync(Other)).ShouldSatisfyAllConditions(r => r.Tickets.ShouldBe(1), r => r.Findings.ShouldHaveSingleItem().Ticket.ShouldBe(Other));
        (await store.FixAsync(Other)).Fixed.ShouldBe(1);

        (await store.CheckAsync()).Findings.Select(f => f.Path).ShouldBe([$"{CaseStore.Id}/item.md", "README.md"]);
    }

    [Fact]
    public async Task A_circle_is_told_once_for_the_store_and_for_each_ticket_in_it()
    {
        using var store = new CaseStore();
        string[] ids = [CaseStore.Id, CaseStore.Other, "00001KSKBPETR", "00001KSKBPHRG", "00001KSKBPMP8"];
        foreach (var id in ids.Skip(1)) store.Place(id);
        // 0 → 1 → 2 → 0, where 2 says that it blocks 1; 3 waits for the circle, 4 is waited for by it.
        Relate(store, ids[0], ("depends_on", ids[1]));
        Relate(store, ids[2], ("depends_on", ids[0]), ("depends_on", ids[4]), ("blocks", ids[1]));
        Relate(store, ids[3], ("depends_on", ids[0]));

        var told = (await store.CheckAsync()).Findings.ShouldHaveSingleItem();
        (told.Code, told.Path).ShouldBe(("relation_cycle", $"{ids[0]}/artifacts/relations.json"));
        told.Message.ShouldContain($"{ids[0]} → {ids[1]} → {ids[2]} → {ids[0]}");
        foreach (var id in ids) (await store.CheckAsync(TicketId.Parse(id, null))).Errors.ShouldBe(Array.IndexOf(ids, id) < 3 ? 1 : 0, id);
    }

    [Fact]
    public async Task A_file_of_garbage_is_told_in_few_findings()
    {
        using var store = new CaseStore();
        store.Write($"{CaseStore.Id}/artifacts/orchestration-plan.jsonl", string.Concat(Enumerable.Repeat("x\n", 1000)));
        var findings = (await store.CheckAsync(One)).Findings;
        findings.Count.ShouldBe(DoctorReport.MostOfAKind);
        findings[^1].Message.ShouldEndWith("The file has 950 more of these.");
    }

    [Fact]
    public async Task A_name_that_was_meant_as_an_id_is_told_which()
    {
        using var store = new CaseStore();
        store.Place("00001kskbp8zo");
        (await store.CheckAsync()).Findings.ShouldHaveSingleItem().Message.ShouldContain("Rename it to 00001KSKBP8Z0.");
    }

    private static void Relate(CaseStore store, string id, params (string Kind, string Target)[] relations) =>
        store.Write($"{id}/artifacts/relations.json", CaseStore.Relations([.. relations.OrderBy(r => r.Kind == "blocks").ThenBy(r => r.Target, StringComparer.Ordinal).Select(r => CaseStore.Relation(r.Kind, r.Target, id))]));
}
