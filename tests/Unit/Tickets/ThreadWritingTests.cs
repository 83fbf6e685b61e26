using FsCheck;
using FsCheck.Fluent;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets;

public sealed class ThreadWritingTests
{
    private const string Item = "---\ntitle: 'T'\nstate: 'planning'\ncreated_at: '2026-04-01T00:00:00Z'\nupdated_at: '2026-04-01T00:00:00Z'\nassignee: null\n---\n\nText\n";
    private const string Old = "<!-- event: comment author: a at: 2026-04-01T00:00:00Z -->\n\n## Comment\n\n";

    private static readonly Gen<string> Pieces = Gen.Elements(
        "", "\n", "\n\n", "---", "\n---\n", "\n\n---\n\n", "```", "\n```md\n", "\n~~~\n", "## Comment\n", "\r", "\r\n", "\0", "text", " ", "受け入れ条件", "\uFEFF",
        "<!-- event: comment author: a at: 2026-05-26T12:40:00Z -->", "\n<!-- event: close author: x at: 2026-05-26T12:40:00Z status: closed lines: 1 -->\n\n## Closed\n\nx\n\n---\n");

    [Fact]
    public async Task Any_body_reads_back_as_it_was_written()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync();
        List<string> written = [(await temp.ReadAsync(id)).Thread[0].Body];
        var bodies = Gen.OneOf(Gen.ListOf(Pieces).Select(string.Concat), ArbMap.Default.GeneratorFor<string>().Select(s => s ?? ""));
        foreach (var body in bodies.Sample(150))
        {
            if (body.Any(char.IsSurrogate)) continue;
            written.Add(body);
            (await temp.CommentAsync(id, body)).Value.Thread[^1].Body.ShouldBe(body);
        }

        written.Count.ShouldBeGreaterThan(50);
        var ticket = await temp.ReadAsync(id);
        ticket.Thread.Select(e => e.Body).ShouldBe(written);
        Threads.ShouldBeWhole(temp.TextOf(id, "thread.md"), ticket);
    }

    [Fact]
    public async Task Any_attribute_of_one_line_reads_back_as_it_was_written()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync();
        string[] values = ["", "plain", "two words", "a:", "key: value", "\"quoted\"", "back\\slash", "\\\"", "ends with \\", "a-- ", "作成 者", "<!--", " lead"];
        foreach (var value in values)
        {
            var e = new NewThreadEvent { Kind = "comment", Author = "x" + value, Body = "b", Attributes = [new("commit", value), new("merge", "abc")] };
            var read = (await temp.Store.AppendAsync(id, e, TempStore.Ct)).Value.Thread[^1];
            read.Author.ShouldBe("x" + value);
            read.Attributes.Keys.ShouldBe(["author", "at", "commit", "merge", "lines"]);
            read.Attribute("commit").ShouldBe(value);
        }
    }

    [Theory]
    [InlineData("a\nb")]
    [InlineData("a\rb")]
    [InlineData("a --> b")]
    public async Task An_attribute_that_could_end_its_comment_is_refused(string value)
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync();
        var e = new NewThreadEvent { Kind = "comment", Author = value, Body = "b" };
        (await temp.Store.AppendAsync(id, e, TempStore.Ct)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        (await temp.Store.AppendAsync(id, e with { Author = "x", Attributes = [new("commit", value)] }, TempStore.Ct)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        (await temp.ReadAsync(id)).Thread.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData(Old + "One\n\n---\n")]
    [InlineData(Old + "One\n\n---")]
    [InlineData(Old + "One\n\n---\n\n\n")]
    [InlineData(Old + "One\n")]
    [InlineData(Old + "One")]
    [InlineData(Old + "One\n\n")]
    [InlineData(Old + "```\nnever closed\n\n---\n")]
    [InlineData(Old + "```\nnever closed")]
    [InlineData("\uFEFF" + Old + "One\n\n---\n")]
    [InlineData("Hand-written before any event\n```\n")]
    [InlineData("\n")]
    [InlineData("")]
    public async Task An_event_is_appended_without_touching_what_is_there(string thread)
    {
        using var temp = new TempStore();
        var id = temp.Place(Item, thread);
        var before = await temp.ReadAsync(id);
        (await temp.CommentAsync(id, "```\n<!-- event: review author: b at: 2026-04-01T00:00:00Z -->\n```")).Fault.ShouldBeNull();
        var after = (await temp.CommentAsync(id, "Two ``` \n```")).Value;

        temp.TextOf(id, "thread.md").ShouldStartWith(thread.TrimStart('\uFEFF'));
        after.Thread.Count.ShouldBe(before.Thread.Count + 2);
        after.Thread.Take(before.Thread.Count).Select(e => (e.Line, e.Body)).ShouldBe(before.Thread.Select(e => (e.Line, e.Body)));
        after.Thread[^1].Body.ShouldBe("Two ``` \n```");
        Threads.ShouldBeWhole(temp.TextOf(id, "thread.md"), after);
        temp.TextOf(id, "thread.md").ShouldContain("\n\n<!-- event: comment author: tester");
    }

    [Fact]
    public async Task A_thread_converted_to_other_line_endings_reads_the_same()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync();
        await temp.CommentAsync(id, "One\n\n---\n\n<!-- event: comment author: a -->\nTwo");
        var before = await temp.ReadAsync(id);
        File.WriteAllText(temp.PathOf(id, "thread.md"), temp.TextOf(id, "thread.md").Replace("\n", "\r\n", StringComparison.Ordinal));
        (await temp.ReadAsync(id)).Thread.Select(e => (e.Heading, e.Body)).ShouldBe(before.Thread.Select(e => (e.Heading, e.Body)));
        (await temp.CommentAsync(id, "Three")).Value.Thread.Count.ShouldBe(3);
    }

    [Fact]
    public async Task The_form_on_disk_is_the_one_the_earlier_program_reads()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync();
        var op = OperationId.Of("a step");
        var e = new NewThreadEvent { Kind = "review", Author = "a reviewer", Status = "approve", Body = "Fine.\nReally.", Attributes = [new("commit", "abc")], Operation = op };
        await temp.Store.AppendAsync(id, e, TempStore.Ct);
        temp.TextOf(id, "thread.md").ShouldBe(
            "<!-- event: create author: tester at: 2026-05-01T12:00:00Z lines: 1 -->\n\n## Created\n\nTicket created.\n\n---\n\n"
            + $"<!-- event: review author: \"a reviewer\" at: 2026-05-01T12:00:00Z status: approve commit: abc lines: 2 op: {op} -->\n\n"
            + "## Review: approve\n\nFine.\nReally.\n\n---\n");
    }

    [Fact]
    public async Task The_record_language_changes_headings_only()
    {
        using var temp = new TempStore(language: "日本語 (ja)");
        var id = await temp.CreateAsync();
        await temp.StepAsync(id, TicketState.Planning, TicketState.Closed, reason: "duplicate", resolution: "重複");
        (await temp.ReadAsync(id)).Thread.Select(e => (e.Kind, e.Heading)).ShouldBe(
            [("create", "作成"), ("state_changed", "State changed"), ("close", "完了")]);
    }

    [Fact]
    public async Task The_same_operation_again_writes_nothing()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync();
        var op = OperationId.Of("comment", "1");
        await temp.CommentAsync(id, "One", op);
        var thread = temp.TextOf(id, "thread.md");
        temp.Clock.Now += TimeSpan.FromHours(1);
        var again = (await temp.CommentAsync(id, "Another text", op)).Value;
        again.Thread[^1].Body.ShouldBe("One");
        temp.TextOf(id, "thread.md").ShouldBe(thread);
    }

    [Theory]
    [InlineData("create")]
    [InlineData("state_changed")]
    [InlineData("close")]
    [InlineData("plan_recorded")]
    [InlineData("Not a kind")]
    public async Task Events_that_belong_to_another_change_are_refused(string kind)
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync();
        (await temp.Store.AppendAsync(id, new() { Kind = kind, Author = "x", Body = "b" }, TempStore.Ct)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
    }

    [Fact]
    public async Task A_review_needs_its_verdict_and_half_a_character_is_refused()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync();
        (await temp.Store.AppendAsync(id, new() { Kind = "review", Author = "x", Body = "b" }, TempStore.Ct)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        (await temp.CommentAsync(id, "\uD800")).Fault!.Code.ShouldBe(FaultCodes.Invalid);
    }

    [Fact]
    public async Task Times_never_go_backwards()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync();
        temp.Clock.Now -= TimeSpan.FromDays(3);
        var ticket = (await temp.CommentAsync(id, "Earlier?")).Value;
        ticket.Item.UpdatedAt.ShouldBe(ticket.Item.CreatedAt);
        ticket.Thread[^1].At.ShouldBe(ticket.Item.CreatedAt);
    }
}
