using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets;

public sealed class ThreadReadingTests
{
    private const string Item = "---\ntitle: 'T'\nstate: 'planning'\ncreated_at: '2026-04-01T00:00:00Z'\nupdated_at: '2026-04-01T00:00:00Z'\n---\n\nText\n";

    [Theory]
    [InlineData("rule inside a body", "<!-- event: plan author: a at: 2026-04-01T00:00:00Z -->\n\n## Plan\n\nOne\n\n---\n\nTwo\n\n---\n", new[] { "One\n\n---\n\nTwo" })]
    [InlineData("missing rule", "<!-- event: a author: a -->\n\n## A\n\nOne\n\n<!-- event: b author: a -->\n\n## B\n\nTwo\n\n---\n", new[] { "One", "Two" })]
    [InlineData("no blank line behind a rule", "<!-- event: a author: a -->\n\n## A\n\nOne\n\n---\n<!-- event: b author: a -->\n\n## B\n\nTwo\n\n---\n", new[] { "One", "Two" })]
    [InlineData("quoted in a fence", "<!-- event: a author: a -->\n\n## A\n\n```md\n<!-- event: b author: a -->\n\n---\n\n<!-- event: c -->\n```\n\n---\n", new[] { "```md\n<!-- event: b author: a -->\n\n---\n\n<!-- event: c -->\n```" })]
    [InlineData("fence that never closes", "<!-- event: a author: a -->\n\n## A\n\n```\nOne\n\n---\n\n<!-- event: b author: a -->\n\n## B\n\nTwo\n\n---\n", new[] { "```\nOne", "Two" })]
    [InlineData("shorter run closes nothing", "<!-- event: a -->\n\n## A\n\n````\n```\n<!-- event: b -->\n````\n\n---\n", new[] { "````\n```\n<!-- event: b -->\n````" })]
    [InlineData("no heading", "<!-- event: a author: a -->\n\nOne\n\n---\n", new[] { "One" })]
    [InlineData("empty body", "<!-- event: a author: a -->\n\n## A\n\n\n\n---\n", new[] { "" })]
    [InlineData("wrong length", "<!-- event: a author: a lines: 7 -->\n\n## A\n\nOne\n\n---\n", new[] { "One" })]
    [InlineData("length into the void", "<!-- event: a author: a lines: 2147483647 -->\n\n## A\n\nOne\n\n---\n", new[] { "One" })]
    [InlineData("cut off", "<!-- event: a author: a -->\n\n## A\n\nOne", new[] { "One" })]
    [InlineData("only comments", "<!-- event: a -->\n<!-- event: b -->", new[] { "", "" })]
    [InlineData("indented comment", "<!-- event: a -->\n\n## A\n\n <!-- event: b -->\n\n---\n", new[] { " <!-- event: b -->" })]
    public async Task Bodies_end_where_they_end(string because, string thread, string[] bodies)
    {
        using var temp = new TempStore();
        var ticket = await temp.ReadAsync(temp.Place(Item, thread));
        ticket.Thread.Select(e => e.Body).ShouldBe(bodies, because);
        Threads.ShouldBeWhole(thread, ticket);
    }

    [Fact]
    public async Task Unknown_kinds_and_attributes_are_kept_and_old_unquoted_authors_understood()
    {
        using var temp = new TempStore();
        var id = temp.Place(Item, "<!-- event: migration author: yoi ticket at: 2026-04-01T00:00:00Z from: a b to: \"c \\\"d\\\"\" shiny: 1 -->\n\n## Migrated\n\nx\n\n---\n");
        var e = (await temp.ReadAsync(id)).Thread.ShouldHaveSingleItem();
        (e.Kind, e.Author, e.Heading, e.At).ShouldBe(("migration", "yoi ticket", "Migrated", new DateTimeOffset(2026, 4, 1, 0, 0, 0, TimeSpan.Zero)));
        e.Attributes.Select(a => $"{a.Key}={a.Value}").ShouldBe(["author=yoi ticket", "at=2026-04-01T00:00:00Z", "from=a b", "to=c \"d\"", "shiny=1"]);
    }

    [Fact]
    public async Task Text_before_the_first_event_is_reported()
    {
        using var temp = new TempStore();
        var ticket = await temp.ReadAsync(temp.Place(Item, "# By hand\n\n<!-- event: a -->\n\n## A\n\nx\n\n---\n"));
        ticket.Unowned.ShouldBe([new UnownedText("thread.md", 1, 2, "# By hand\n")]);
    }

    [Fact]
    public async Task A_ticket_without_a_thread_has_an_empty_one()
    {
        using var temp = new TempStore();
        (await temp.ReadAsync(temp.Place(Item))).Thread.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_thread_over_the_limit_is_a_fault_of_that_ticket_alone()
    {
        using var temp = new TempStore();
        var id = temp.Place(Item, "");
        using (var file = File.OpenWrite(temp.PathOf(id, "thread.md"))) file.SetLength(Limits.Thread + 1L);
        (await temp.Store.ReadAsync(id, TempStore.Ct)).Fault!.Code.ShouldBe(FaultCodes.TooLarge);
        (await temp.Store.ListAsync(TempStore.Ct)).Value.ShouldHaveSingleItem().Diagnostic.ShouldBeNull();
    }
}
