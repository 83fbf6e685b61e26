using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets;

public sealed class RelationCycleTests
{
    [Fact]
    public async Task Two_tickets_cannot_wait_for_each_other()
    {
        using var temp = new TempStore();
        var (a, b) = (await temp.CreateAsync(), await temp.CreateAsync());
        await temp.RelateAsync(a, "depends_on", b);
        await Refused(temp, b, "depends_on", a, b, a, b);
        await Refused(temp, a, "blocks", b, b, a, b);
        await temp.RelateAsync(b, "blocks", a);
    }

    [Fact]
    public async Task A_circle_through_three_and_more_tickets_of_both_kinds_is_named()
    {
        using var temp = new TempStore();
        var (a, b, c, d) = (await temp.CreateAsync(), await temp.CreateAsync(), await temp.CreateAsync(), await temp.CreateAsync());
        await temp.RelateAsync(a, "depends_on", b);
        await temp.RelateAsync(c, "blocks", b);
        await Refused(temp, c, "depends_on", a, c, a, b, c);
        await temp.RelateAsync(c, "depends_on", d);
        await Refused(temp, a, "blocks", d, d, a, b, c, d);
        await Refused(temp, d, "depends_on", b, d, b, c, d);
        await temp.RelateAsync(a, "depends_on", d);
        await temp.RelateAsync(d, "blocks", b);
    }

    [Theory]
    [InlineData("related")]
    [InlineData("supersedes")]
    [InlineData("duplicate_of")]
    public async Task Kinds_that_nobody_waits_for_make_no_circle(string kind)
    {
        using var temp = new TempStore();
        var (a, b) = (await temp.CreateAsync(), await temp.CreateAsync());
        await temp.RelateAsync(a, kind, b);
        await temp.RelateAsync(b, kind, a);
        await temp.RelateAsync(a, "depends_on", b);
    }

    [Fact]
    public async Task A_circle_is_refused_though_the_others_are_settled_because_they_may_be_opened_again()
    {
        using var temp = new TempStore();
        var (a, b) = (await temp.CreateAtAsync(TicketState.Closed), await temp.CreateAsync());
        await temp.RelateAsync(a, "depends_on", b);
        await Refused(temp, b, "depends_on", a, b, a, b);
    }

    [Fact]
    public async Task A_circle_that_is_there_already_stops_no_other_relation_and_a_removed_one_no_longer_counts()
    {
        using var temp = new TempStore();
        var (a, b, c) = (await temp.CreateAsync(), await temp.CreateAsync(), await temp.CreateAsync());
        await temp.RelateAsync(a, "depends_on", b);
        var file = temp.TextOf(a, "artifacts/relations.json").Replace(b.ToString(), "~").Replace(a.ToString(), b.ToString()).Replace("~", a.ToString());
        await File.WriteAllTextAsync(temp.PathOf(b, "artifacts/relations.json"), file, TempStore.Ct);
        await temp.RelateAsync(c, "depends_on", a);
        await Refused(temp, b, "depends_on", c, b, c, a, b);
        await TempStore.Must(temp.Store.RemoveRelationAsync(a, "depends_on", b, "x", null, TempStore.Ct));
        await temp.RelateAsync(b, "depends_on", c);
    }

    private static async Task Refused(TempStore temp, TicketId id, string kind, TicketId target, params TicketId[] circle)
    {
        var before = (await temp.ReadAsync(id)).Relations;
        var refused = (await temp.Store.AddRelationAsync(id, new() { Kind = kind, Target = target, Author = "tester" }, TempStore.Ct)).Fault!;
        refused.Code.ShouldBe(FaultCodes.RelationCycle);
        refused.Message.ShouldEndWith($": {string.Join(" → ", circle)}.");
        (await temp.ReadAsync(id)).Relations.ShouldBe(before);
    }
}
