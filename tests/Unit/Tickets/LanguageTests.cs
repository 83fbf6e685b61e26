using Yoi.Tickets;
using static Yoi.Tickets.TicketState;

namespace Yoi.Tests.Unit.Tickets;

/// <summary>The record language changes headings and what the program says in its own words, and nothing a program reads.</summary>
public sealed class LanguageTests
{
    [Theory]
    [InlineData("en", "Created", "Item updated", "Closed")]
    [InlineData("de", "Created", "Item updated", "Closed")]
    [InlineData("ja", "作成", "項目更新", "完了")]
    [InlineData("ja-JP", "作成", "項目更新", "完了")]
    [InlineData("Japanese", "作成", "項目更新", "完了")]
    [InlineData("日本語で書く", "作成", "項目更新", "完了")]
    public async Task Headings_follow_the_language_and_kinds_do_not(string language, string created, string edited, string closed)
    {
        using var temp = new TempStore(language);
        var thread = (await Life(temp)).Thread;
        thread.Select(e => $"{e.Kind}: {e.Heading}").ShouldBe(
        [
            $"create: {created}", $"item_edit: {edited}", "comment: Comment", "plan: Plan", "decision: Decision", "implementation_report: Implementation report",
            "review: Review: approve", "review: Review: request changes", "intake_summary: Intake summary", "state_changed: State changed", "state_changed: State changed",
            "state_changed: State changed", $"close: {closed}", "state_changed: State changed",
        ]);
    }

    [Fact]
    public async Task What_the_program_says_in_English()
    {
        using var temp = new TempStore("en");
        Boilerplate(await Life(temp)).ShouldBe(
        [
            "Ticket created.",
            "Ticket item updated: title, body.\n\nBefore:\n\n```yaml\ntitle: 'A ticket'\n```\n\nBody before:\n\n```markdown\nOld.\n```",
            "Approved.",
            "Requirements and acceptance criteria are in the body of the Ticket.",
            "State changed to `ready`.",
            "Ticket queued by `tester`.",
            "State changed to `closed`.",
            "Ticket reopened by `tester`. Its resolution is kept as `artifacts/resolution-1.md`.",
        ]);
    }

    [Fact]
    public async Task What_the_program_says_in_Japanese()
    {
        using var temp = new TempStore("ja");
        Boilerplate(await Life(temp)).ShouldBe(
        [
            "Ticket を作成しました。",
            "Ticket の項目を更新しました: title, body。\n\n変更前:\n\n```yaml\ntitle: 'A ticket'\n```\n\n変更前の本文:\n\n```markdown\nOld.\n```",
            "承認しました。",
            "要件と受け入れ条件は Ticket 本文のとおり。",
            "Ticket を ready にしました。",
            "Ticket を `tester` が queued にしました。",
            "Ticket を closed にしました。",
            "Ticket を `tester` が再開しました。以前の resolution は `artifacts/resolution-1.md` にあります。",
        ]);
    }

    [Fact]
    public async Task An_objectives_sections_belong_to_the_format_and_are_the_same_in_every_language()
    {
        using var temp = new TempStore("ja");
        (await temp.Store.Objectives.CreateAsync(new() { Title = "目標" }, TempStore.Ct)).Value.Body.ShouldBe(ObjectiveSections.Empty);
    }

    private static async Task<Ticket> Life(TempStore temp)
    {
        var id = await temp.CreateAsync(body: "Old.\n");
        await TempStore.Must(temp.EditAsync(id, new() { Author = "tester", Title = "Other", Body = TempStore.Body }));
        foreach (var kind in new[] { "comment", "plan", "decision", "implementation_report" })
            await TempStore.Must(temp.Store.AppendAsync(id, new() { Kind = kind, Author = "tester", Body = "Own words." }, TempStore.Ct));
        await TempStore.Must(temp.Store.AppendAsync(id, new() { Kind = "review", Status = "approve", Author = "tester", Body = "" }, TempStore.Ct));
        await TempStore.Must(temp.Store.AppendAsync(id, new() { Kind = "review", Status = "request_changes", Author = "tester", Body = "Own words." }, TempStore.Ct));
        await TempStore.Must(temp.StepAsync(id, Planning, Ready));
        await TempStore.Must(temp.StepAsync(id, Ready, Queued));
        await TempStore.Must(temp.StepAsync(id, Queued, Closed, reason: "rejected", resolution: "Own words."));
        return await TempStore.Must(temp.StepAsync(id, Closed, Planning, reason: "again"));
    }

    private static IEnumerable<string> Boilerplate(Ticket ticket) => ticket.Thread.Select(e => e.Body).Where(body => body != "Own words.");
}
