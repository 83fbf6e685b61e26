using Yoi.Protocol;
using Yoi.Tickets;
using static Yoi.Tickets.TicketState;

namespace Yoi.Tests.Unit.Tickets.Edits;

public sealed class EditTests
{
    [Fact]
    public async Task Every_field_is_edited_at_once_and_told_in_one_event_with_what_was_there_before()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync("It's old", "Old words.\n");
        temp.Clock.Now = new(2026, 5, 2, 0, 0, 0, TimeSpan.Zero);

        var ticket = await TempStore.Must(temp.EditAsync(id, new()
        {
            Author = "editor",
            Title = "New",
            Body = "New words.",
            Assignee = "ada",
            Readiness = "draft",
            RiskFlags = ["data", "it's risky"],
            Priority = "high",
            RepositoryId = "main",
            RefSelector = "develop",
        }));

        temp.TextOf(id, "item.md").ShouldBe(
            "---\ntitle: 'New'\nstate: 'planning'\ncreated_at: '2026-05-01T12:00:00Z'\nupdated_at: '2026-05-02T00:00:00Z'\nassignee: 'ada'\nreadiness: 'draft'\n"
            + "risk_flags: ['data', 'it''s risky']\npriority: 'high'\nrepository_id: 'main'\nref_selector: 'develop'\n---\n\nNew words.\n");
        var told = ticket.Thread.Skip(1).ShouldHaveSingleItem();
        (told.Kind, told.Author, told.Heading, told.Attribute("changes"))
            .ShouldBe(("item_edit", "editor", "Item updated", "title,assignee,readiness,risk_flags,priority,repository_id,ref_selector,body"));
        told.Body.ShouldBe("""
            Ticket item updated: title, assignee, readiness, risk_flags, priority, repository_id, ref_selector, body.

            Before:

            ```yaml
            title: 'It''s old'
            assignee: null
            readiness: null
            risk_flags: null
            priority: null
            repository_id: null
            ref_selector: null
            ```

            Body before:

            ```markdown
            Old words.
            ```
            """);
        (await temp.ReadAsync(id)).Item.RiskFlags.ShouldBe(["data", "it's risky"]);
    }

    [Fact]
    public async Task An_empty_value_removes_what_was_there()
    {
        using var temp = new TempStore();
        var id = (await temp.Store.CreateAsync(new() { Title = "T", Body = "b\n", Author = "a", Priority = "high", RiskFlags = ["x"], Assignee = "ada" }, TempStore.Ct)).Value.Id;

        var ticket = await TempStore.Must(temp.EditAsync(id, new() { Author = "e", Priority = "", Assignee = " ", RiskFlags = [], Readiness = "" }));

        (ticket.Item.Priority, ticket.Item.Assignee, ticket.Item.RiskFlags.Count).ShouldBe((null, null, 0));
        temp.TextOf(id, "item.md").ShouldContain("assignee: null\nrisk_flags: []\npriority: null\n---");
        ticket.Thread[^1].Attribute("changes").ShouldBe("assignee,risk_flags,priority");
    }

    [Fact]
    public async Task An_edit_that_changes_nothing_writes_nothing()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync("T", "Words.\n");
        temp.Clock.Now += TimeSpan.FromHours(1);
        var (item, thread) = (temp.TextOf(id, "item.md"), temp.TextOf(id, "thread.md"));

        foreach (var body in new[] { "Words.\n", "Words.", "Words.\r\n" })
            (await TempStore.Must(temp.EditAsync(id, new() { Author = "e", Title = "T", Body = body, Assignee = "", RiskFlags = [] }))).Thread.Count.ShouldBe(1);
        await TempStore.Must(temp.EditAsync(id, new() { Author = "e" }));

        (temp.TextOf(id, "item.md"), temp.TextOf(id, "thread.md")).ShouldBe((item, thread));
    }

    [Theory]
    [InlineData(Planning)]
    [InlineData(Ready)]
    [InlineData(Queued)]
    [InlineData(Inprogress)]
    [InlineData(Done)]
    public async Task Every_state_but_closed_may_be_edited_and_keeps_its_state(TicketState state)
    {
        using var temp = new TempStore();
        var id = await temp.CreateAtAsync(state);
        var ticket = await TempStore.Must(temp.EditAsync(id, new() { Author = "e", Title = "Other", ExpectedState = state }));
        (ticket.Item.State, ticket.Item.Title).ShouldBe((state, "Other"));
    }

    [Fact]
    public async Task A_closed_ticket_is_reopened_first()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAtAsync(Closed);
        var refused = (await temp.EditAsync(id, new() { Author = "e", Title = "Other" })).Fault!;
        (refused.Code, refused.Message).ShouldBe((FaultCodes.GateRefused, $"Ticket {id} is closed; reopen it, and then edit it."));
        await TempStore.Must(temp.StepAsync(id, Closed, Planning, reason: "r"));
        (await TempStore.Must(temp.EditAsync(id, new() { Author = "e", Title = "Other" }))).Item.Title.ShouldBe("Other");
    }

    [Fact]
    public async Task Of_two_editors_who_saw_the_same_the_second_is_told_and_nothing_is_lost()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync();
        var seen = (await temp.ReadAsync(id)).Item.Revision;
        // What is said and done beside the text is no conflict.
        await TempStore.Must(temp.CommentAsync(id, "A remark"));
        await TempStore.Must(temp.StepAsync(id, Planning, Ready));
        await TempStore.Must(temp.EditAsync(id, new() { Author = "first", Title = "First", ExpectedRevision = seen }));

        var second = (await temp.EditAsync(id, new() { Author = "second", Title = "Second", ExpectedRevision = seen })).Fault!;

        second.Code.ShouldBe(FaultCodes.Conflict);
        var now = await temp.ReadAsync(id);
        (now.Item.Title, second.Message.Contains(now.Item.Revision, StringComparison.Ordinal)).ShouldBe(("First", true));
        await TempStore.Must(temp.EditAsync(id, new() { Author = "second", Title = "Second", ExpectedRevision = now.Item.Revision }));
        (await temp.EditAsync(id, new() { Author = "e", Title = "x", ExpectedState = Queued })).Fault!.Code.ShouldBe(FaultCodes.StaleState);
    }

    [Fact]
    public async Task The_same_operation_again_writes_nothing()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync();
        var edit = new TicketEdit { Author = "e", Title = "Other", Operation = OperationId.Of("edit") };
        await TempStore.Must(temp.EditAsync(id, edit));
        await TempStore.Must(temp.EditAsync(id, new() { Author = "e", Title = "Third" }));
        (await TempStore.Must(temp.EditAsync(id, edit))).Item.Title.ShouldBe("Third");
    }

    public static TheoryData<TicketEdit, string> Wrong => new()
    {
        { new() { Author = "e", Title = "" }, FaultCodes.Invalid },
        { new() { Author = "e", Title = "two\nlines" }, FaultCodes.Invalid },
        { new() { Author = " ", Title = "x" }, FaultCodes.Invalid },
        { new() { Author = "e", Priority = "a\u2028b" }, FaultCodes.Invalid },
        { new() { Author = "e", RiskFlags = ["ok", ""] }, FaultCodes.Invalid },
        { new() { Author = "e", Body = "half \ud800" }, FaultCodes.Invalid },
        { new() { Author = "e", Title = new string('x', Limits.Field + 1) }, FaultCodes.TooLarge },
        { new() { Author = "e", Body = new string('x', Limits.Body + 1) }, FaultCodes.TooLarge },
    };

    [Theory]
    [MemberData(nameof(Wrong), DisableDiscoveryEnumeration = true)]
    public async Task What_cannot_be_written_is_refused(TicketEdit edit, string code)
    {
        using var temp = new TempStore();
        var id = await temp.CreateAsync();
        var item = temp.TextOf(id, "item.md");
        (await temp.EditAsync(id, edit)).Fault!.Code.ShouldBe(code);
        temp.TextOf(id, "item.md").ShouldBe(item);
    }

    [Fact]
    public async Task A_ticket_that_is_not_there_is_not_found()
    {
        using var temp = new TempStore();
        (await temp.EditAsync(new TicketId(1), new() { Author = "e", Title = "x" })).Fault!.Code.ShouldBe(FaultCodes.NotFound);
    }
}
