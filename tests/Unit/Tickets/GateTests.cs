using Yoi.Protocol;
using Yoi.Tickets;
using static Yoi.Tickets.TicketState;

namespace Yoi.Tests.Unit.Tickets;

public sealed class GateTests
{
    [Theory]
    [InlineData("## Requirements\n\nx\n\n## Acceptance criteria\n\ny\n", true)]
    [InlineData("### requirement\nx\n### ACCEPTANCE CRITERIA\n- [ ] y\n", true)]
    [InlineData("## 要件\n\nx\n\n## 受け入れ条件\n\ny\n", true)]
    [InlineData("## Requirements\n\n### Part one\n\nx\n\n## Definition of done\n\ny\n", true)]
    [InlineData("## Requirements\n\n## Acceptance criteria\n\ny\n", false)]
    [InlineData("## Requirements\n\nx\n", false)]
    [InlineData("```\n## Requirements\nx\n## Acceptance criteria\ny\n```\n", false)]
    [InlineData("Requirements and acceptance criteria: none\n", false)]
    [InlineData("", false)]
    public async Task Ready_needs_requirements_and_acceptance_criteria(string body, bool passes)
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync(body: body);
        var step = await temp.StepAsync(id, Planning, Ready);
        (step.Fault?.Code).ShouldBe(passes ? null : FaultCodes.GateRefused);
        if (!passes) step.Fault!.Message.ShouldContain("heading such as");
        (await temp.ReadAsync(id)).Item.State.ShouldBe(passes ? Ready : Planning);
    }

    [Theory]
    [InlineData(TempStore.Body, "Planning", "Ready", null)]
    [InlineData("Only words.", "Planning", "Ready", FaultCodes.GateRefused)]
    [InlineData(TempStore.Body, "Ready", "Queued", FaultCodes.StaleState)]
    [InlineData(TempStore.Body, "Planning", "Done", FaultCodes.NoSuchTransition)]
    public async Task Asking_a_gate_answers_as_the_step_would_and_writes_nothing(string body, string from, string to, string? code)
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync(body: body);
        var before = temp.TextOf(id, "thread.md") + temp.TextOf(id, "item.md");
        var step = new Transition { Expected = Enum.Parse<TicketState>(from), To = Enum.Parse<TicketState>(to), Author = "tester" };

        var asked = await temp.Store.CheckAsync(id, step, TempStore.Ct);

        (asked?.Code).ShouldBe(code);
        (temp.TextOf(id, "thread.md") + temp.TextOf(id, "item.md")).ShouldBe(before);
        File.Exists(temp.ChangeFile).ShouldBeFalse();
        (await temp.Store.TransitionAsync(id, step, TempStore.Ct)).Fault.ShouldBe(asked);
    }

    [Fact]
    public async Task Asking_a_gate_counts_what_the_ticket_waits_for()
    {
        using var temp = new TempStore();
        var (id, other) = (await temp.CreateAtAsync(Ready), await temp.CreateAsync());
        await temp.RelateAsync(id, "depends_on", other);

        (await temp.Store.CheckAsync(id, new() { Expected = Ready, To = Queued, Author = "tester" }, TempStore.Ct))!.Message.ShouldContain($"{other}");
        (await temp.Store.CheckAsync(new TicketId(1), new() { Expected = Ready, To = Queued, Author = "tester" }, TempStore.Ct))!.Code.ShouldBe(FaultCodes.NotFound);
    }

    [Fact]
    public async Task A_person_overrides_with_a_reason_which_is_recorded()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync(body: "Just do it.");
        (await temp.StepAsync(id, Planning, Ready, force: true)).Fault!.Message.ShouldContain("override needs a reason");
        var ticket = await TempStore.Must(temp.StepAsync(id, Planning, Ready, reason: "small enough", force: true, body: "As discussed."));
        ticket.Thread[^1].Attribute("override").ShouldBe("true");
        ticket.Thread[^1].Attribute("reason").ShouldBe("small enough");
        ticket.Thread[^2].Body.ShouldBe("As discussed.");
    }

    [Fact]
    public async Task A_start_needs_a_decision_and_an_accepted_plan_since_the_last_queueing()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAtAsync(Queued);
        var refused = (await temp.StepAsync(id, Queued, Inprogress)).Fault!;
        refused.Code.ShouldBe(FaultCodes.GateRefused);
        refused.Message.ShouldContain("no decision");
        refused.Message.ShouldContain("no accepted plan");
        await temp.AcceptAsync(id);

        await TempStore.Must(temp.StepAsync(id, Inprogress, Queued, reason: "given up"));
        (await temp.StepAsync(id, Queued, Inprogress)).Fault!.Message.ShouldContain("no accepted plan");
        await temp.AcceptAsync(id);
    }

    [Fact]
    public async Task A_plan_of_an_older_writer_counts_by_its_time()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAtAsync(Queued);
        await temp.Store.AppendAsync(id, new() { Kind = "decision", Author = "x", Body = "go" }, TempStore.Ct);
        string Line(string at) => $$"""{"id":"orch-plan-1","ticket_id":"{{id}}","kind":"accepted_plan","accepted_plan":{"summary":"s"},"author":"x","at":"{{at}}"}""" + "\n";
        await File.WriteAllTextAsync(temp.PathOf(id, "artifacts/orchestration-plan.jsonl"), Line("2026-05-01T11:59:59Z"), TempStore.Ct);
        (await temp.StepAsync(id, Queued, Inprogress)).Fault!.Message.ShouldContain("no accepted plan");
        await File.WriteAllTextAsync(temp.PathOf(id, "artifacts/orchestration-plan.jsonl"), Line("2026-05-01T12:00:00Z"), TempStore.Ct);
        await TempStore.Must(temp.StepAsync(id, Queued, Inprogress));
    }

    [Fact]
    public async Task Done_needs_a_merge_with_receipts_and_a_last_review_that_approves()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAtAsync(Inprogress);
        var refused = (await temp.StepAsync(id, Inprogress, Done, reason: "trust me")).Fault!;
        refused.Code.ShouldBe(FaultCodes.GateRefused);
        refused.Message.ShouldContain("merge and its receipts");
        refused.Message.ShouldContain("no review");
        await Report(("merge", "abc"));
        await Report(("merge", "abc"), ("receipts", ""));
        (await temp.StepAsync(id, Inprogress, Done)).Fault!.Message.ShouldContain("merge and its receipts");
        await Report(("merge", "abc"), ("receipts", "r1,r2"));
        await Review("approve");
        await Review("request_changes");
        (await temp.StepAsync(id, Inprogress, Done)).Fault!.Message.ShouldContain("asks for changes");
        await Review("approve");
        await TempStore.Must(temp.StepAsync(id, Inprogress, Done));

        Task Report(params (string Key, string Value)[] attributes) => temp.Store.AppendAsync(
            id,
            new() { Kind = "implementation_report", Author = "host", Body = "b", Attributes = [.. attributes.Select(a => KeyValuePair.Create(a.Key, a.Value))] },
            TempStore.Ct);
        Task Review(string status) => temp.Store.AppendAsync(id, new() { Kind = "review", Author = "r", Body = "b", Status = status }, TempStore.Ct);
    }

    [Fact]
    public async Task Evidence_of_an_earlier_attempt_does_not_count()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAtAsync(Inprogress);
        await temp.Store.AppendAsync(id, new() { Kind = "implementation_report", Author = "host", Body = "b", Attributes = [new("merge", "a"), new("receipts", "r")] }, TempStore.Ct);
        await temp.Store.AppendAsync(id, new() { Kind = "review", Author = "r", Body = "b", Status = "approve" }, TempStore.Ct);
        await TempStore.Must(temp.StepAsync(id, Inprogress, Queued, reason: "again"));
        await temp.AcceptAsync(id);
        (await temp.StepAsync(id, Inprogress, Done)).Fault!.Code.ShouldBe(FaultCodes.GateRefused);
    }

    [Theory]
    [InlineData(Planning)]
    [InlineData(Ready)]
    [InlineData(Queued)]
    public async Task Closing_unfinished_work_needs_a_resolution_and_a_reason(TicketState from)
    {
        using var temp = new TempStore();
        var id = await temp.CreateAtAsync(from);
        (await temp.StepAsync(id, from, Closed, reason: "duplicate", force: true)).Fault!.Message.ShouldContain("a resolution is required");
        (await temp.StepAsync(id, from, Closed, resolution: "Same as the other.")).Fault!.Message.ShouldContain("a reason is required");
        File.Exists(temp.PathOf(id, "resolution.md")).ShouldBeFalse();
        (await TempStore.Must(temp.StepAsync(id, from, Closed, reason: "duplicate", resolution: "Same as the other."))).Item.State.ShouldBe(Closed);
    }

    [Fact]
    public async Task Blockers_hold_a_ticket_back()
    {
        using var temp = new TempStore();
        var needed = await temp.CreateAsync("Needed");
        var blocks = await temp.CreateAsync("Blocks");
        var id = await temp.CreateAtAsync(Ready);
        Relate(temp, id, "depends_on", needed);
        Relate(temp, blocks, "blocks", id);
        var refused = (await temp.StepAsync(id, Ready, Queued)).Fault!;
        refused.Code.ShouldBe(FaultCodes.GateRefused);
        refused.Message.ShouldContain($"{needed} (planning), {blocks} (planning)");

        foreach (var other in new[] { needed, blocks })
        {
            await TempStore.Must(temp.StepAsync(other, Planning, Ready));
            await TempStore.Must(temp.StepAsync(other, Ready, Queued));
        }

        await TempStore.Must(temp.StepAsync(id, Ready, Queued));
        (await temp.StepAsync(id, Queued, Inprogress)).Fault!.Message.ShouldContain($"{needed} (queued)");
        foreach (var other in new[] { needed, blocks }) await TempStore.Must(temp.StepAsync(other, Queued, Closed, reason: "rejected", resolution: "No."));
        await temp.AcceptAsync(id);
    }

    [Fact]
    public async Task An_unknown_blocker_and_an_unreadable_relation_file_refuse()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAtAsync(Ready);
        Relate(temp, id, "depends_on", TicketId.Parse("00001KTG3MDFG", null));
        (await temp.StepAsync(id, Ready, Queued)).Fault!.Message.ShouldContain("00001KTG3MDFG (planning)");
        await File.WriteAllTextAsync(temp.PathOf(id, "artifacts/relations.json"), """{"version":1,"relations":[],"more":1}""", TempStore.Ct);
        (await temp.StepAsync(id, Ready, Queued)).Fault!.Code.ShouldBe(FaultCodes.TicketUnreadable);
    }

    private static void Relate(TempStore temp, TicketId id, string kind, TicketId target) => File.WriteAllText(
        temp.PathOf(id, "artifacts/relations.json"),
        $$"""{"version":1,"relations":[{"ticket_id":"{{id}}","kind":"{{kind}}","target":"{{target}}","author":"x","at":"2026-05-01T12:00:00Z"}]}""");
}
