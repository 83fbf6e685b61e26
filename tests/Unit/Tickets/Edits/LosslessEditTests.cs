using System.Text;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets.Edits;

/// <summary>An edit rewrites the lines whose value changes and nothing else.</summary>
public sealed class LosslessEditTests
{
    [Fact]
    public async Task Quoting_order_unknown_keys_comments_and_line_ends_stay()
    {
        using var temp = new TempStore();
        var id = temp.Place(
            "\uFEFF---\r\n# by hand\r\nshiny: {a: [1, 2]}   # kept\r\npriority: P2   # why not\r\ntitle: \"It's \\\"x\\\"\"\r\nupdated_at: \"2026-04-01T00:00:00Z\"\r\n---\r\n\r\nOne\r\nTwo\nThree\r\nno newline");
        temp.Clock.Now = new(2026, 5, 2, 3, 4, 5, TimeSpan.Zero);

        await TempStore.Must(temp.EditAsync(id, new() { Author = "e", Priority = "P1", Assignee = "ada", Body = "One\nTwo\nThree and a half\nno newline\n" }));

        File.ReadAllBytes(temp.PathOf(id, "item.md")).ShouldBe(Encoding.UTF8.GetBytes(
            "\uFEFF---\r\n# by hand\r\nshiny: {a: [1, 2]}   # kept\r\npriority: 'P1'   # why not\r\ntitle: \"It's \\\"x\\\"\"\r\nupdated_at: '2026-05-02T03:04:05Z'\r\nassignee: 'ada'\r\n---\r\n\r\n"
            + "One\r\nTwo\nThree and a half\r\nno newline"));
    }

    [Theory]
    [InlineData("risk_flags:\n- a\n- b\n# of the next\nnext: x\n", "risk_flags: ['c']\n# of the next\nnext: x\n")]
    [InlineData("risk_flags:\n  - a\n  - b # why\nnext: x\n", "risk_flags: ['c'] # why\nnext: x\n")]
    [InlineData("risk_flags: # which\n- a\nnext: x\n", "risk_flags: ['c'] # which\nnext: x\n")]
    [InlineData("risk_flags: [a, 'b']   # two\nnext: x\n", "risk_flags: ['c']   # two\nnext: x\n")]
    [InlineData("risk_flags: [\n  a,\n  b\n]\nnext: x\n", "risk_flags: ['c']\nnext: x\n")]
    [InlineData("risk_flags: a\nnext: x\n", "risk_flags: ['c']\nnext: x\n")]
    [InlineData("risk_flags:\nnext: x\n", "risk_flags: ['c']\nnext: x\n")]
    [InlineData("next: x\n", "next: x\nrisk_flags: ['c']\n")]
    public async Task A_list_is_replaced_however_it_was_written(string fields, string expected)
    {
        using var temp = new TempStore();
        var id = temp.Place($"---\ntitle: T\nupdated_at: '2026-05-01T12:00:00Z'\n{fields}---\n\nText\n");
        await TempStore.Must(temp.EditAsync(id, new() { Author = "e", RiskFlags = ["c"] }));
        // updated_at is behind the others only where it was missing.
        temp.TextOf(id, "item.md").ShouldBe($"---\ntitle: T\nupdated_at: '2026-05-01T12:00:00Z'\n{expected}---\n\nText\n");
    }

    [Theory]
    [InlineData("title: |\n  Old\nnext: x\n", "title: 'New'\nnext: x\n")]
    [InlineData("title: >-\n  Old\n  words\nnext: x\n", "title: 'New'\nnext: x\n")]
    [InlineData("title:\n  Old words\nnext: x\n", "title: 'New'\nnext: x\n")]
    [InlineData("? title\n: Old\nnext: x\n", "? title\n: 'New'\nnext: x\n")]
    [InlineData("\"title\" : Old # it\nnext: x\n", "\"title\" : 'New' # it\nnext: x\n")]
    public async Task A_text_is_replaced_however_it_was_written(string fields, string expected)
    {
        using var temp = new TempStore();
        var id = temp.Place($"---\nupdated_at: '2026-05-01T12:00:00Z'\n{fields}---\n\nText\n");
        await TempStore.Must(temp.EditAsync(id, new() { Author = "e", Title = "New" }));
        temp.TextOf(id, "item.md").ShouldBe($"---\nupdated_at: '2026-05-01T12:00:00Z'\n{expected}---\n\nText\n");
    }

    [Theory]
    [InlineData("{title: T, updated_at: '2026-05-01T12:00:00Z'}\n")]
    [InlineData("title: &t T\nother: *t\n")]
    [InlineData("title: *t\nother: &t T\n")]
    public async Task Front_matter_in_which_a_value_cannot_be_set_alone_is_refused_and_stays(string fields)
    {
        using var temp = new TempStore();
        var text = $"---\n{fields}---\n\nText\n";
        var id = temp.Place(text);
        (await temp.EditAsync(id, new() { Author = "e", Title = "New", Priority = "high" })).Fault!.Code.ShouldBe(FaultCodes.TicketUnreadable);
        temp.TextOf(id, "item.md").ShouldBe(text);
    }

    [Fact]
    public async Task Keys_that_are_unknown_are_shown_as_they_were_written()
    {
        using var temp = new TempStore();
        var id = temp.Place("---\nmap: {a: [1, 2]}   # in brackets\ntitle: T\nlines:\n- a\n- b: c\n# of the next\nnested:\n  x: 1\n  y: [2]\nflow: [a,\n  b]\n---\n\nText\n");
        (await temp.ReadAsync(id)).Item.Unknown.Select(u => $"{u.Key}={u.Value}").ShouldBe(["map={a: [1, 2]}", "lines=- a\n- b: c", "nested=x: 1\n  y: [2]", "flow=[a,\n  b]"]);
    }

    [Theory]
    [InlineData("---\ntitle: T\n---\nNo blank line.\n", "Other.", "---\nOther.\n")]
    [InlineData("---\ntitle: T\n---\nNo blank line.\n", "\nBlank first.", "---\n\n\nBlank first.\n")]
    [InlineData("---\ntitle: T\n---\n\nText\n", "\n\nTwo blank first.", "---\n\n\n\nTwo blank first.\n")]
    [InlineData("---\ntitle: T\n---\n", "First words.", "---\n\nFirst words.\n")]
    [InlineData("---\ntitle: T\n---", "First words.", "---\n\nFirst words.\n")]
    [InlineData("---\ntitle: T\n---\n\nText\n", "", "---\n\n")]
    [InlineData("---\ntitle: T\n---\n\nA\nno newline", "A\nno newline\nbut more", "---\n\nA\nno newline\nbut more\n")]
    [InlineData("---\ntitle: T\n---\n\nA\nB\nC\n", "A\nC\n", "---\n\nA\nC\n")]
    [InlineData("---\ntitle: T\n---\n\nA\nA\n", "A\nA\nA\n", "---\n\nA\nA\nA\n")]
    public async Task Every_body_can_take_the_place_of_every_other(string item, string body, string expected)
    {
        using var temp = new TempStore();
        var id = temp.Place(item);
        var ticket = await TempStore.Must(temp.EditAsync(id, new() { Author = "e", Body = body }));
        temp.TextOf(id, "item.md").ShouldEndWith(expected);
        ticket.Item.Body.TrimEnd('\n').ShouldBe(body.TrimEnd('\n'));
    }

    [Fact]
    public async Task A_body_that_is_not_UTF_8_could_not_be_kept_and_is_not_replaced()
    {
        using var temp = new TempStore();
        var id = temp.Place("---\ntitle: T\n---\n\n");
        byte[] item = [.. "---\ntitle: T\n---\n\n"u8, 0xFF, 0xFE, (byte)'\n'];
        await File.WriteAllBytesAsync(temp.PathOf(id, "item.md"), item, TempStore.Ct);
        (await temp.EditAsync(id, new() { Author = "e", Body = "Other." })).Fault!.Code.ShouldBe(FaultCodes.TicketUnreadable);
        File.ReadAllBytes(temp.PathOf(id, "item.md")).ShouldBe(item);
        await TempStore.Must(temp.EditAsync(id, new() { Author = "e", Title = "Other" }));
        File.ReadAllBytes(temp.PathOf(id, "item.md"))[^3..].ShouldBe(item[^3..]);
    }
}
