using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets;

public sealed class PlanAndArtifactTests
{
    [Fact]
    public async Task A_plan_record_is_one_line_and_one_event()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync();
        var other = await temp.CreateAsync();
        await TempStore.Must(temp.Store.RecordPlanAsync(id, new() { Kind = "after", Author = "o", RelatedTicket = other, Note = "型 <first>" }, TempStore.Ct));
        var op = OperationId.Of("plan");
        var plan = new NewPlanRecord { Kind = "accepted_plan", Author = "o", AcceptedPlan = new("Do it.", "work/x", ".worktree/x", "Coder codes."), Operation = op };
        await TempStore.Must(temp.Store.RecordPlanAsync(id, plan, TempStore.Ct));
        var ticket = await TempStore.Must(temp.Store.RecordPlanAsync(id, plan, TempStore.Ct));

        temp.TextOf(id, "artifacts/orchestration-plan.jsonl").ShouldBe(
            $$"""{"id":"orch-plan-20260501-120000-1","ticket_id":"{{id}}","kind":"after","related_ticket":"{{other}}","note":"型 <first>","author":"o","at":"2026-05-01T12:00:00Z"}""" + "\n"
            + $$"""{"id":"orch-plan-20260501-120000-2","ticket_id":"{{id}}","kind":"accepted_plan","accepted_plan":{"summary":"Do it.","branch":"work/x","worktree":".worktree/x","role_plan":"Coder codes."},"author":"o","at":"2026-05-01T12:00:00Z"}""" + "\n");
        ticket.Plans.Select(p => p.Kind).ShouldBe(["after", "accepted_plan"]);
        ticket.Plans[1].AcceptedPlan.ShouldBe(new("Do it.", "work/x", ".worktree/x", "Coder codes."));
        ticket.Thread.Where(e => e.Kind == "plan_recorded").Select(e => e.Attribute("plan")).ShouldBe(ticket.Plans.Select(p => p.Id));
    }

    [Fact]
    public async Task Unreadable_plan_lines_are_kept_reported_and_counted()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync();
        await File.WriteAllTextAsync(temp.PathOf(id, "artifacts/orchestration-plan.jsonl"), "not json", TempStore.Ct);
        var ticket = await TempStore.Must(temp.Store.RecordPlanAsync(id, new() { Kind = "waiting_capacity_note", Author = "o", Note = "full" }, TempStore.Ct));
        ticket.Unowned.ShouldBe([new UnownedText("artifacts/orchestration-plan.jsonl", 1, 1, "not json")]);
        ticket.Plans.ShouldHaveSingleItem().Id.ShouldEndWith("-2");
    }

    [Fact]
    public async Task Plan_records_without_what_their_kind_needs_are_refused()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync();
        NewPlanRecord[] bad =
        [
            new() { Kind = "accepted_plan", Author = "o" },
            new() { Kind = "accepted_plan", Author = "o", AcceptedPlan = new("s", Worktree: "/absolute") },
            new() { Kind = "accepted_plan", Author = "o", AcceptedPlan = new("s", Worktree: "a/../..") },
            new() { Kind = "waiting_capacity_note", Author = "o" },
            new() { Kind = "before", Author = "o" },
            new() { Kind = "before", Author = "o", RelatedTicket = id },
            new() { Kind = "whatever", Author = "o", Note = "n" },
        ];
        foreach (var record in bad) (await temp.Store.RecordPlanAsync(id, record, TempStore.Ct)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        (await temp.Store.RecordPlanAsync(id, new() { Kind = "before", Author = "o", RelatedTicket = new(7) }, TempStore.Ct)).Fault!.Code.ShouldBe(FaultCodes.NotFound);
        var large = new NewPlanRecord { Kind = "waiting_capacity_note", Author = "o", Note = new('x', Limits.PlanText + 1) };
        (await temp.Store.RecordPlanAsync(id, large, TempStore.Ct)).Fault!.Code.ShouldBe(FaultCodes.TooLarge);
        (await temp.ReadAsync(id)).Plans.ShouldBeEmpty();
    }

    [Fact]
    public async Task Output_whose_receipt_was_never_written_gives_way_to_the_output_of_the_next_run()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync();
        (await temp.Store.WriteArtifactAsync(id, "receipts/r.log", "of a run that was killed"u8.ToArray(), TempStore.Ct)).ShouldBeNull();

        (await temp.Store.WriteArtifactAsync(id, "receipts/r.log", "of the next"u8.ToArray(), TempStore.Ct)).ShouldBeNull();
        (await temp.Store.WriteArtifactAsync(id, "receipts/r.json", "names it"u8.ToArray(), TempStore.Ct)).ShouldBeNull();
        (await temp.Store.WriteArtifactAsync(id, "receipts/r.log", "of another"u8.ToArray(), TempStore.Ct))!.Code.ShouldBe(FaultCodes.Conflict);

        temp.TextOf(id, "artifacts/receipts/r.log").ShouldBe("of the next");
    }

    [Fact]
    public async Task A_receipt_is_written_once_and_never_rewritten()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync();
        (await temp.Store.WriteArtifactAsync(id, "receipts/r.json", "one"u8.ToArray(), TempStore.Ct)).ShouldBeNull();
        (await temp.Store.WriteArtifactAsync(id, "receipts/r.json", "one"u8.ToArray(), TempStore.Ct)).ShouldBeNull();
        (await temp.Store.WriteArtifactAsync(id, "receipts/r.json", "two"u8.ToArray(), TempStore.Ct))!.Code.ShouldBe(FaultCodes.Conflict);
        (await temp.Store.ReadArtifactAsync(id, "receipts/r.json", TempStore.Ct)).Value.ToArray().ShouldBe("one"u8.ToArray());
        (await temp.Store.WriteArtifactAsync(id, "notes.md", "one"u8.ToArray(), TempStore.Ct)).ShouldBeNull();
        (await temp.Store.WriteArtifactAsync(id, "notes.md", "two"u8.ToArray(), TempStore.Ct)).ShouldBeNull();
        temp.TextOf(id, "artifacts/notes.md").ShouldBe("two");
        (await temp.Store.ReadArtifactAsync(id, "none", TempStore.Ct)).Fault!.Code.ShouldBe(FaultCodes.NotFound);
    }

    [Theory]
    [InlineData("")]
    [InlineData("..")]
    [InlineData("../item.md")]
    [InlineData("a/../../item.md")]
    [InlineData("/etc/passwd")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("./a")]
    [InlineData("a\0b")]
    [InlineData("a\\b")]
    [InlineData(".gitkeep")]
    [InlineData("orchestration-plan.jsonl")]
    [InlineData("relations.json")]
    public async Task A_name_that_leads_elsewhere_is_refused(string name)
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync();
        (await temp.Store.WriteArtifactAsync(id, name, "x"u8.ToArray(), TempStore.Ct))!.Code.ShouldBe(FaultCodes.Invalid);
        (await temp.Store.ReadArtifactAsync(id, name, TempStore.Ct)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
    }

    [Theory]
    [InlineData("artifacts")]
    [InlineData("artifacts/receipts")]
    [InlineData("artifacts/receipts/r.json")]
    public async Task A_link_on_the_way_to_an_artifact_is_not_followed(string link)
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync();
        var outside = Path.Combine(temp.Outside, "outside");
        var path = temp.PathOf(id, link);
        Directory.CreateDirectory(Path.Combine(outside, "receipts"));
        if (Directory.Exists(path)) Directory.Delete(path, recursive: true);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.CreateSymbolicLink(path, link.EndsWith(".json", StringComparison.Ordinal) ? Path.Combine(outside, "r.json") : outside);
        (await temp.Store.WriteArtifactAsync(id, "receipts/r.json", "x"u8.ToArray(), TempStore.Ct))!.Code.ShouldBe(FaultCodes.TicketUnreadable);
        (await temp.Store.ReadArtifactAsync(id, "receipts/r.json", TempStore.Ct)).Fault!.Code.ShouldBe(FaultCodes.TicketUnreadable);
        Directory.EnumerateFiles(outside, "*", SearchOption.AllDirectories).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("item.md")]
    [InlineData("thread.md")]
    public async Task A_record_that_is_a_link_is_not_followed(string file)
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync();
        var secret = Path.Combine(temp.Outside, "secret");
        File.Move(temp.PathOf(id, file), secret);
        File.CreateSymbolicLink(temp.PathOf(id, file), secret);
        var before = await File.ReadAllTextAsync(secret, TempStore.Ct);
        (await temp.Store.ReadAsync(id, TempStore.Ct)).Fault!.Code.ShouldBe(FaultCodes.TicketUnreadable);
        (await temp.CommentAsync(id, "x")).Fault!.Code.ShouldBe(FaultCodes.TicketUnreadable);
        (await File.ReadAllTextAsync(secret, TempStore.Ct)).ShouldBe(before);
    }
}
