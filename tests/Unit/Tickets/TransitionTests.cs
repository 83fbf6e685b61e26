using Yoi.Protocol;
using Yoi.Tickets;
using static Yoi.Tickets.TicketState;

namespace Yoi.Tests.Unit.Tickets;

public sealed class TransitionTests
{
    [Fact]
    public async Task A_straight_ticket_goes_from_planning_to_closed()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAtAsync(Inprogress);
        await temp.Store.AppendAsync(id, new() { Kind = "implementation_report", Author = "host", Body = "Merged.", Attributes = [new("merge", "abc"), new("receipts", "r1")] }, TempStore.Ct);
        await temp.Store.AppendAsync(id, new() { Kind = "review", Author = "reviewer", Body = "Fine.", Status = "approve" }, TempStore.Ct);
        await TempStore.Must(temp.StepAsync(id, Inprogress, Done));
        var ticket = await TempStore.Must(temp.StepAsync(id, Done, Closed, resolution: "All is well."));

        ticket.Item.State.ShouldBe(Closed);
        (ticket.Item.QueuedBy, ticket.Item.QueuedAt).ShouldBe(("tester", new DateTimeOffset(2026, 5, 1, 12, 0, 0, TimeSpan.Zero)));
        ticket.Resolution.ShouldBe("All is well.\n");
        ticket.Thread.Select(e => e.Kind).ShouldBe(
        [
            "create", "intake_summary", "state_changed", "state_changed", "decision", "plan_recorded", "state_changed",
            "implementation_report", "review", "state_changed", "state_changed", "close",
        ]);
        ticket.Thread.Where(e => e.Kind == "state_changed").Select(e => $"{e.Attribute("from")} {e.Attribute("to")} {e.Attribute("reason")} {e.Attribute("field")}").ShouldBe(
            ["planning ready ready state", "ready queued queued state", "queued inprogress accepted state", "inprogress done merged_reviewed_validated state", "done closed closed state"]);
        (ticket.Thread[^1].Attribute("status"), ticket.Thread[^1].Body).ShouldBe(("closed", "All is well."));
        (await temp.ReadAsync(id)).Thread.Count.ShouldBe(ticket.Thread.Count);
    }

    [Fact]
    public async Task A_stale_step_changes_nothing_and_names_the_state()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAtAsync(Ready);
        var thread = temp.TextOf(id, "thread.md");
        var stale = (await temp.StepAsync(id, Planning, Ready)).Fault!;
        stale.Code.ShouldBe(FaultCodes.StaleState);
        stale.Message.ShouldContain("is ready");
        (await temp.StepAsync(id, Queued, Inprogress)).Fault!.Code.ShouldBe(FaultCodes.StaleState);
        (await temp.StepAsync(id, Ready, Ready)).Fault!.Code.ShouldBe(FaultCodes.StaleState);
        temp.TextOf(id, "thread.md").ShouldBe(thread);
    }

    [Theory]
    [InlineData(Planning, Queued)]
    [InlineData(Planning, Done)]
    [InlineData(Ready, Inprogress)]
    [InlineData(Inprogress, Closed)]
    [InlineData(Inprogress, Planning)]
    [InlineData(Done, Ready)]
    public async Task A_step_outside_the_table_is_refused(TicketState from, TicketState to)
    {
        using var temp = new TempStore();
        var id = await temp.CreateAtAsync(from);
        (await temp.StepAsync(id, from, to, reason: "r", body: "b", resolution: "x", force: true)).Fault!.Code.ShouldBe(FaultCodes.NoSuchTransition);
    }

    [Fact]
    public async Task Closing_a_closed_ticket_is_the_same_answer_again()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAtAsync(Closed);
        var before = await temp.ReadAsync(id);
        var again = await TempStore.Must(temp.StepAsync(id, Done, Closed, resolution: "Something else", op: OperationId.Of("again")));
        again.Resolution.ShouldBe(before.Resolution);
        again.Thread.Count.ShouldBe(before.Thread.Count);
    }

    [Fact]
    public async Task The_same_operation_again_answers_the_ticket_as_it_stands_whatever_state_it_expects()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync();
        var (ready, queue) = (OperationId.Of("ready"), OperationId.Of("queue"));
        await TempStore.Must(temp.StepAsync(id, Planning, Ready, op: ready));
        await TempStore.Must(temp.StepAsync(id, Ready, Queued, op: queue));
        var again = await TempStore.Must(temp.StepAsync(id, Planning, Ready, op: ready));
        again.Item.State.ShouldBe(Queued);
        again.Thread.Count(e => e.Kind == "state_changed").ShouldBe(2);
        again.Thread.Count(e => e.Operation == ready).ShouldBe(1);
        again.Thread.ShouldAllBe(e => e.Kind == "create" || e.Operation != null);
    }

    [Fact]
    public async Task A_ticket_goes_back_with_a_reason()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAtAsync(Inprogress);
        (await temp.StepAsync(id, Inprogress, Queued)).Fault!.Code.ShouldBe(FaultCodes.GateRefused);
        await TempStore.Must(temp.StepAsync(id, Inprogress, Queued, reason: "the attempt was given up"));
        await TempStore.Must(temp.StepAsync(id, Queued, Ready, reason: "not now"));
        var refused = (await temp.StepAsync(id, Ready, Planning, reason: "unclear")).Fault!;
        (refused.Code, refused.Message.Contains("names what", StringComparison.Ordinal)).ShouldBe((FaultCodes.GateRefused, true));
        var ticket = await TempStore.Must(temp.StepAsync(id, Ready, Planning, reason: "unclear", body: "Which browser?"));
        (ticket.Item.State, ticket.Thread[^1].Body, ticket.Thread[^1].Attribute("reason")).ShouldBe((Planning, "Which browser?", "unclear"));
    }

    [Fact]
    public async Task Only_the_lines_of_changed_fields_change()
    {
        using var temp = new TempStore();
        var id = temp.Place(
            "\uFEFF---\r\n# by hand\r\nshiny: {a: [1, 2]}   # kept\r\nstate: ready   # why not\r\ntitle: \"It's \\\"x\\\"\"\r\nupdated_at: \"2026-04-01T00:00:00Z\"\r\nlabels:\r\n- a\r\n- b\r\n---\r\n\r\nText\r\nno newline");
        temp.Clock.Now = new(2026, 5, 2, 3, 4, 5, TimeSpan.Zero);
        await TempStore.Must(temp.StepAsync(id, Ready, Queued));
        File.ReadAllText(temp.PathOf(id, "item.md")).ShouldBe(
            "---\r\n# by hand\r\nshiny: {a: [1, 2]}   # kept\r\nstate: 'queued'   # why not\r\ntitle: \"It's \\\"x\\\"\"\r\nupdated_at: '2026-05-02T03:04:05Z'\r\nlabels:\r\n- a\r\n- b\r\n"
            + "queued_by: 'tester'\r\nqueued_at: '2026-05-02T03:04:05Z'\r\n---\r\n\r\nText\r\nno newline");
        File.ReadAllBytes(temp.PathOf(id, "item.md"))[..3].ShouldBe([0xEF, 0xBB, 0xBF]);
        (await temp.ReadAsync(id)).Item.Unknown.Select(u => u.Key).ShouldBe(["shiny", "labels"]);
    }

    [Fact]
    public async Task A_null_field_is_filled_in_place()
    {
        using var temp = new TempStore();
        temp.Clock.Now = new(2026, 6, 2, 3, 4, 5, TimeSpan.Zero);
        var id = temp.Place("---\ntitle: T\nqueued_by:\nqueued_at: null\nstate: ready\n---\n\nText\n");
        await TempStore.Must(temp.StepAsync(id, Ready, Queued));
        temp.TextOf(id, "item.md").ShouldBe(
            "---\ntitle: T\nqueued_by: 'tester'\nqueued_at: '2026-06-02T03:04:05Z'\nstate: 'queued'\nupdated_at: '2026-06-02T03:04:05Z'\n---\n\nText\n");
    }
}
