using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets.Scheduling;

public sealed class FactsTests
{
    [Fact]
    public async Task Every_kind_of_plan_record_is_written_read_and_judged()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAtAsync(TicketState.Queued);
        var other = await temp.CreateAsync("Other");
        foreach (var kind in PlanKinds.Related) await temp.PlanAsync(id, kind, other);
        await TempStore.Must(temp.Store.RecordPlanAsync(id, new() { Kind = "waiting_capacity_note", Note = "full", RelatedTicket = other, Author = "o" }, TempStore.Ct));
        await TempStore.Must(temp.Store.RecordPlanAsync(id, new() { Kind = "accepted_plan", AcceptedPlan = new("s"), Author = "o" }, TempStore.Ct));
        await temp.RelateAsync(id, "supersedes", other);

        var facts = (await temp.Store.FactsAsync(TempStore.Ct)).Value;

        facts.Select(f => (f.Id, f.State, f.QueuedAt is null, f.Diagnostic)).ShouldBe([(id, TicketState.Queued, false, null), (other, TicketState.Planning, true, null)]);
        facts[0].Plans.Select(p => p.Kind).ShouldBe(
            [PlanLinkKind.Before, PlanLinkKind.After, PlanLinkKind.BlockedBy, PlanLinkKind.Blocks, PlanLinkKind.ConflictsWith, PlanLinkKind.DoNotParallelize]);
        facts[0].Plans.ShouldAllBe(p => p.Other == other);
        facts[0].Plans.Select(p => p.Record).ShouldBe((await temp.ReadAsync(id)).Plans.Take(6).Select(p => p.Id));
        facts[0].Relations.ShouldHaveSingleItem().Kind.ShouldBe("supersedes");
        Startable.Judge(facts)[0].Reasons.ShouldHaveSingleItem().Cause.ShouldBe(WaitCause.PlannedBlockedBy);
    }

    [Theory]
    [InlineData("before")]
    [InlineData("waiting_capacity_note")]
    public async Task A_plan_record_names_a_ticket_that_exists_and_is_another(string kind)
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync();
        var record = new NewPlanRecord { Kind = kind, Note = "n", Author = "o" };
        (await temp.Store.RecordPlanAsync(id, record with { RelatedTicket = id }, TempStore.Ct)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        (await temp.Store.RecordPlanAsync(id, record with { RelatedTicket = new(7) }, TempStore.Ct)).Fault!.Code.ShouldBe(FaultCodes.NotFound);
        (await temp.ReadAsync(id)).Plans.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("item.md", "no front matter")]
    [InlineData("artifacts/relations.json", "{}")]
    public async Task A_ticket_that_cannot_be_read_is_told_and_stops_no_other(string file, string content)
    {
        using var temp = new TempStore();
        var broken = await temp.CreateAtAsync(TicketState.Queued);
        var waits = await temp.CreateAtAsync(TicketState.Queued);
        var free = await temp.CreateAtAsync(TicketState.Queued);
        await temp.RelateAsync(waits, "depends_on", broken);
        await File.WriteAllTextAsync(temp.PathOf(broken, file), content, TempStore.Ct);

        var facts = (await temp.Store.FactsAsync(TempStore.Ct)).Value;

        facts.Single(f => f.Id == broken).Diagnostic!.Code.ShouldBe(FaultCodes.TicketUnreadable);
        var judged = Startable.Judge(facts).ToDictionary(j => j.Ticket);
        judged[free].CanStart.ShouldBeTrue();
        judged[waits].Reasons.ShouldHaveSingleItem().On.ShouldBe(broken);
        if (judged.TryGetValue(broken, out var itself)) itself.Reasons.ShouldHaveSingleItem().Kind.ShouldBe(WaitKind.TicketUnreadable);
    }

    [Fact]
    public async Task What_may_start_agrees_with_the_gate()
    {
        using var temp = new TempStore();
        var first = await temp.CreateAtAsync(TicketState.Queued);
        var second = await temp.CreateAtAsync(TicketState.Queued);
        await temp.RelateAsync(first, "blocks", second);
        Startable.Judge((await temp.Store.FactsAsync(TempStore.Ct)).Value).Select(j => j.CanStart).ShouldBe([true, false]);
        (await temp.StepAsync(second, TicketState.Queued, TicketState.Inprogress)).Fault!.Message.ShouldContain($"{first} (queued)");
        await TempStore.Must(temp.StepAsync(first, TicketState.Queued, TicketState.Closed, reason: "rejected", resolution: "No."));
        Startable.Judge((await temp.Store.FactsAsync(TempStore.Ct)).Value).ShouldHaveSingleItem().CanStart.ShouldBeTrue();
        await temp.AcceptAsync(second);
    }

    [Fact]
    public async Task Facts_of_real_tickets_hold_their_records_and_what_they_wait_for()
    {
        using var store = TicketStore.Open(new() { Root = Corpus.Require() });
        var facts = (await store.FactsAsync(TempStore.Ct)).Value;
        facts.Count.ShouldBe((await store.ListAsync(TempStore.Ct)).Value.Count);
        facts.ShouldAllBe(f => f.Diagnostic == null);
        facts.Sum(f => f.Relations.Count).ShouldBeGreaterThan(40);
        facts.Sum(f => f.Plans.Count).ShouldBeGreaterThan(5);

        // As if everything that is settled were queued: nobody may pass whom the store itself says it waits for.
        var open = facts.Select(f => f with { State = TicketState.Queued }).ToList();
        foreach (var judged in Startable.Judge(open).Where(j => j.CanStart))
            open.Single(f => f.Id == judged.Ticket).Relations.ShouldAllBe(r => r.Kind != RelationKinds.DependsOn);
    }
}
