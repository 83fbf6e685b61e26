namespace Yoi.Tests.EndToEnd.Whole;

public sealed class SchedulingTests
{
    [Fact]
    public async Task A_ticket_waits_for_what_it_depends_on_with_its_reason_recorded_once_and_then_goes_by_itself()
    {
        await using var workspace = await TestWorkspace.Make();
        var (_, model) = await workspace.ServeModel(Words.Write(0, delayMs: 500), Words.Submit(1), Words.Approve());
        await workspace.Configure(model, validation: "true");
        var server = await workspace.Up();
        var first = await workspace.Create("First");
        var second = await workspace.Create("Second", writeScope: "second.txt");
        await workspace.MustYoi("ticket", "relation", "add", second, "--kind", "depends_on", "--target", first);

        await workspace.MustQueue(first);
        await workspace.MustQueue(second);
        await workspace.WaitForThread(second, "waits: dependency_blocked", server);
        await workspace.WaitForThread(first, "step: clean", server);
        await workspace.WaitForThread(second, "event: implementation_report", server);

        var told = await workspace.Told(second);
        told.TakeWhile(t => t != "state_changed inprogress").ShouldBe(
            ["create", "relation_added", "intake_summary", "state_changed ready", "state_changed queued", "decision", "plan_recorded", "decision", "plan_recorded", "decision"]);
        (await workspace.Thread(second)).ShouldContain($"dependency_blocked by {first}");
    }

    [Fact]
    public async Task Without_a_slot_tickets_wait_for_capacity_and_a_slot_goes_to_the_most_urgent_first()
    {
        await using var workspace = await TestWorkspace.Make();
        var (models, model) = await workspace.ServeModel(Words.Write(0, delayMs: 6_000), Words.Submit(1), Words.Approve());
        await workspace.Configure(model, slots: 0);
        var server = await workspace.Up();
        var low = await workspace.Create("Low", priority: "low");
        var high = await workspace.Create("High", priority: "high");
        foreach (var id in new[] { low, high })
        {
            await workspace.MustQueue(id);
            await workspace.WaitForThread(id, "waits: capacity", server);
        }

        await workspace.Configure(model, slots: 1);
        await models.LineWith("turn=0 held");

        (await workspace.Told(high)).ShouldContain("implementation_report kickoff");
        (await workspace.Told(low)).ShouldNotContain("state_changed inprogress");
        (await workspace.Told(low)).Count(t => t == "decision").ShouldBe(1, "the reason did not change");
    }
}
