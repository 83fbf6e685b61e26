using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets;

public sealed class StoreTests
{
    [Fact]
    public async Task A_new_ticket_has_the_fixed_form()
    {
        using var temp = new TempStore();
        var ticket = (await temp.Store.CreateAsync(
            new() { Title = "It's: #1", Body = "Text", Author = "yoi ticket", Priority = "P1", RiskFlags = ["a", "it's"], Readiness = "draft" },
            TempStore.Ct)).Value;
        ticket.Id.Milliseconds.ShouldBe((ulong)temp.Clock.Now.ToUnixTimeMilliseconds());
        temp.TextOf(ticket.Id, "item.md").ShouldBe(
            "---\ntitle: 'It''s: #1'\nstate: 'planning'\ncreated_at: '2026-05-01T12:00:00Z'\nupdated_at: '2026-05-01T12:00:00Z'\nassignee: null\n"
            + "readiness: 'draft'\nrisk_flags: ['a', 'it''s']\npriority: 'P1'\n---\n\nText\n");
        File.Exists(temp.PathOf(ticket.Id, "artifacts/.gitkeep")).ShouldBeTrue();
        (ticket.Item.Title, ticket.Item.Body, ticket.Item.Priority, ticket.Item.Readiness).ShouldBe(("It's: #1", "Text\n", "P1", "draft"));
        ticket.Item.RiskFlags.ShouldBe(["a", "it's"]);
        Directory.EnumerateFileSystemEntries(temp.Store.Root).Select(Path.GetFileName).Order().ShouldBe([".ticket-backend.lock", ticket.Id.ToString()]);
    }

    [Fact]
    public async Task Ids_that_are_taken_are_avoided_and_opening_or_listing_creates_nothing()
    {
        using var temp = new TempStore();
        (await temp.Store.ListAsync(TempStore.Ct)).Value.ShouldBeEmpty();
        Directory.Exists(temp.Store.Root).ShouldBeFalse();
        var first = await temp.CreateAsync("One");
        var second = await temp.CreateAsync("Two");
        second.Milliseconds.ShouldBe(first.Milliseconds + 1);
        (await temp.Store.ListAsync(TempStore.Ct)).Value.Select(t => t.Title).ShouldBe(["One", "Two"]);
    }

    [Fact]
    public async Task The_same_creation_again_answers_the_first_ticket()
    {
        using var temp = new TempStore();
        var ticket = new NewTicket { Title = "T", Body = "B", Author = "x", Operation = OperationId.Of("create", "1") };
        var first = (await temp.Store.CreateAsync(ticket, TempStore.Ct)).Value.Id;
        using var other = TicketStore.Open(new() { Root = temp.Store.Root });
        (await other.CreateAsync(ticket, TempStore.Ct)).Value.Id.ShouldBe(first);
        (await temp.Store.CreateAsync(ticket, TempStore.Ct)).Value.Id.ShouldBe(first);
        (await other.CreateAsync(ticket with { Operation = OperationId.Of("create", "2") }, TempStore.Ct)).Value.Id.ShouldNotBe(first);
    }

    [Theory]
    [InlineData("", "body")]
    [InlineData("two\nlines", "body")]
    [InlineData("bell \a", "body")]
    public async Task What_a_record_cannot_hold_is_refused_and_leaves_nothing(string title, string body)
    {
        using var temp = new TempStore();
        (await temp.Store.CreateAsync(new() { Title = title, Body = body, Author = "x" }, TempStore.Ct)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
        (await temp.Store.ListAsync(TempStore.Ct)).Value.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("no front matter")]
    [InlineData("---\ntitle: 'T'\nstate: 'planning'\n")]
    [InlineData("---\ntitle: 'T'\nstate: 'somewhere'\n---\n")]
    [InlineData("---\nstate: 'planning'\n---\n")]
    [InlineData("---\ntitle: 'T'\nstate: 'ready'\nstate: 'done'\n---\n")]
    [InlineData("---\ntitle: 'T'\n<<<<<<< ours\nstate: 'ready'\n=======\nstate: 'done'\n>>>>>>> theirs\n---\n")]
    [InlineData("---\ntitle: [a, b]\nstate: 'ready'\n---\n")]
    [InlineData("---\ntitle: 'T'\nstate: 'ready'\nupdated_at: yesterday\n---\n")]
    [InlineData("---\n- a\n- b\n---\n")]
    [InlineData("---\ntitle: *unknown\nstate: [\n---\n")]
    public async Task An_unreadable_ticket_is_a_diagnostic_and_stops_no_other(string item)
    {
        using var temp = new TempStore();
        var bad = temp.Place(item, "", "00001K0000000");
        var good = await temp.CreateAsync("Good");
        var list = (await temp.Store.ListAsync(TempStore.Ct)).Value;
        list.Select(t => t.Id).ShouldBe([bad, good]);
        list[0].Diagnostic!.Code.ShouldBe(FaultCodes.TicketUnreadable);
        list[0].Diagnostic!.Message.ShouldContain("00001K0000000/item.md line ");
        list[1].Diagnostic.ShouldBeNull();
        (await temp.CommentAsync(bad, "x")).Fault!.Code.ShouldBe(FaultCodes.TicketUnreadable);
        (await temp.CommentAsync(good, "x")).Fault.ShouldBeNull();
    }

    [Theory]
    [InlineData("workflow_state: done\nstatus: open", TicketState.Done)]
    [InlineData("status: closed", TicketState.Closed)]
    [InlineData("status: open", TicketState.Planning)]
    [InlineData("state: \"ready\"\nworkflow_state: done", TicketState.Ready)]
    public async Task Older_state_keys_are_understood(string lines, TicketState state)
    {
        using var temp = new TempStore();
        var ticket = await temp.ReadAsync(temp.Place($"---\ntitle: T\n{lines}\n---\n\nText\n"));
        ticket.Item.State.ShouldBe(state);
        ticket.Item.CreatedAt.ShouldBe(DateTimeOffset.FromUnixTimeSeconds((long)ticket.Id.Milliseconds / 1000));
    }

    [Fact]
    public async Task Ids_are_found_by_a_part_that_fits_one_alone()
    {
        using var temp = new TempStore();
        var a = temp.Place("---\ntitle: T\n---\n", null, "00001KSKBP8Z8");
        temp.Place("---\ntitle: T\n---\n", null, "00001KSKBPBX0");
        temp.Store.Resolve("00001KSKBP8Z8").Value.ShouldBe(a);
        temp.Store.Resolve("P8Z8").Value.ShouldBe(a);
        temp.Store.Resolve("00001KSKBP8").Value.ShouldBe(a);
        temp.Store.Resolve("00001K").Fault!.Code.ShouldBe(FaultCodes.AmbiguousId);
        temp.Store.Resolve("8Z8").Fault!.Code.ShouldBe(FaultCodes.Invalid);
        temp.Store.Resolve("ZZZZ").Fault!.Code.ShouldBe(FaultCodes.NotFound);
        temp.Store.Resolve("00001KSKBP8Z9").Fault!.Code.ShouldBe(FaultCodes.NotFound);
    }

    [Fact]
    public async Task A_ticket_that_is_not_there_is_not_found_by_any_operation()
    {
        using var temp = new TempStore();
        var id = TicketId.Parse("00001KSKBP8Z8", null);
        (await temp.Store.ReadAsync(id, TempStore.Ct)).Fault!.Code.ShouldBe(FaultCodes.NotFound);
        (await temp.CommentAsync(id, "x")).Fault!.Code.ShouldBe(FaultCodes.NotFound);
        (await temp.Store.WriteArtifactAsync(id, "a", default, TempStore.Ct))!.Code.ShouldBe(FaultCodes.NotFound);
        Directory.Exists(temp.Store.Root).ShouldBeFalse();
    }
}
