using System.Text;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets.Merging;

public sealed class ItemAndRecordMergeTests
{
    [Fact]
    public async Task The_later_time_of_change_holds_and_keys_that_one_branch_changed_are_taken()
    {
        using var branches = await Branches.OfAsync(TicketState.Ready);
        (await branches.At("ours", 10).TransitionAsync(branches.Id, new() { Expected = TicketState.Ready, To = TicketState.Queued, Author = "x" }, TempStore.Ct)).Fault.ShouldBeNull();
        await branches.CommentAsync("theirs", 20, "Two");
        branches.Edit("theirs", "item.md", t => t.Replace("title: 'A ticket'", "title: \"Another title\" # by hand", StringComparison.Ordinal)
            .Replace("assignee: null\n", "shiny: {a: 1}\npriority: 'P1'\n", StringComparison.Ordinal).Replace("- it works", "- it works well", StringComparison.Ordinal));
        var merged = await branches.CleanKeysAsync("item.md");
        merged.ShouldBe(
            "---\ntitle: \"Another title\" # by hand\nstate: 'queued'\ncreated_at: '2026-05-01T12:00:00Z'\nupdated_at: '2026-05-01T12:00:20Z'\nqueued_by: 'x'\nqueued_at: '2026-05-01T12:00:10Z'\n"
            + "shiny: {a: 1}\npriority: 'P1'\n---\n\n" + TempStore.Body.Replace("- it works", "- it works well", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_state_that_both_changed_otherwise_is_left_to_a_person()
    {
        using var branches = await Branches.OfAsync(TicketState.Ready);
        (await branches.At("ours", 10).TransitionAsync(branches.Id, new() { Expected = TicketState.Ready, To = TicketState.Queued, Author = "x" }, TempStore.Ct)).Fault.ShouldBeNull();
        (await branches.At("theirs", 20).TransitionAsync(
            branches.Id, new() { Expected = TicketState.Ready, To = TicketState.Planning, Author = "y", Reason = "r", Body = "b" }, TempStore.Ct)).Fault.ShouldBeNull();
        (await branches.ProblemAsync("item.md")).ShouldContain("state");
    }

    [Theory]
    [InlineData("---\nstate: done\n", "---\nno end")]
    [InlineData("no front matter", "nor here")]
    [InlineData("---\n{title: T, state: ready}\n---\n", "---\n{title: T, state: done}\n---\n")]
    public async Task Front_matter_that_cannot_be_read_is_left_to_a_person(string ours, string theirs)
    {
        using var branches = await Branches.OfAsync();
        branches.Edit("ours", "item.md", _ => ours);
        branches.Edit("theirs", "item.md", _ => theirs);
        (await branches.ProblemAsync("item.md")).ShouldContain("key by key");
    }

    [Fact]
    public async Task Relations_of_both_branches_are_there_in_their_one_order_and_those_that_one_removed_are_gone()
    {
        using var branches = await Branches.OfAsync();
        var third = await branches.Base.CreateAsync();
        await branches.Base.RelateAsync(branches.Id, "related", branches.Other);
        (await branches.At("ours", 10).AddRelationAsync(branches.Id, new() { Kind = "related", Target = third, Author = "x", Note = "型" }, TempStore.Ct)).Fault.ShouldBeNull();
        (await branches.At("ours", 10).RemoveRelationAsync(branches.Id, "related", branches.Other, "x", null, TempStore.Ct)).Fault.ShouldBeNull();
        (await branches.At("theirs", 20).AddRelationAsync(branches.Id, new() { Kind = "depends_on", Target = branches.Other, Author = "y" }, TempStore.Ct)).Fault.ShouldBeNull();
        var merged = await branches.CleanAsync("artifacts/relations.json");
        merged.Split('\n').Where(l => l.Contains("\"kind\"", StringComparison.Ordinal) || l.Contains("\"target\"", StringComparison.Ordinal)).Select(l => l.Trim(' ', ','))
            .ShouldBe(["\"kind\": \"depends_on\"", $"\"target\": \"{branches.Other}\"", "\"kind\": \"related\"", $"\"target\": \"{third}\""]);
        merged.ShouldContain("型");
    }

    [Fact]
    public async Task A_relation_that_both_recorded_with_other_words_is_left_to_a_person_and_with_the_same_is_one()
    {
        using var branches = await Branches.OfAsync();
        foreach (var (branch, seconds) in new[] { ("ours", 20), ("theirs", 10) })
            (await branches.At(branch, seconds).AddRelationAsync(branches.Id, new() { Kind = "related", Target = branches.Other, Author = branch, Note = "n" }, TempStore.Ct)).Fault.ShouldBeNull();
        (await branches.CleanAsync("artifacts/relations.json")).ShouldContain("\"author\": \"theirs\"");
        branches.Edit("ours", "artifacts/relations.json", t => t.Replace("\"n\"", "\"m\"", StringComparison.Ordinal));
        (await branches.ProblemAsync("artifacts/relations.json")).ShouldContain("related");
        branches.Edit("ours", "artifacts/relations.json", _ => "{}");
        (await branches.ProblemAsync("artifacts/relations.json")).ShouldContain("no file of relations");
    }

    [Fact]
    public async Task Plan_records_of_both_branches_are_there_with_their_ids()
    {
        using var branches = await Branches.OfAsync();
        await branches.Base.PlanAsync(branches.Id, "after", branches.Other);
        foreach (var (branch, seconds) in new[] { ("ours", 20), ("theirs", 10) })
            (await branches.At(branch, seconds).RecordPlanAsync(branches.Id, new() { Kind = "waiting_capacity_note", Note = branch, Author = branch }, TempStore.Ct)).Fault.ShouldBeNull();
        branches.Edit("ours", "artifacts/orchestration-plan.jsonl", t => t + "no record, by hand");
        var merged = await branches.CleanAsync("artifacts/orchestration-plan.jsonl");
        merged.Split('\n').Select(l => l.Length > 40 ? l[7..36] : l).ShouldBe(
            ["orch-plan-20260501-120000-1\",", "orch-plan-20260501-120010-2\",", "orch-plan-20260501-120020-2\",", "no record, by hand"]);
    }

    [Fact]
    public async Task Any_other_file_is_text()
    {
        var merged = await Branches.MergeAsync("artifacts/notes.md", new("a\n"u8.ToArray(), "b\n"u8.ToArray(), "a\n"u8.ToArray()));
        (Encoding.UTF8.GetString(merged.Bytes.Span), merged.Problem).ShouldBe(("b\n", null));
    }
}
