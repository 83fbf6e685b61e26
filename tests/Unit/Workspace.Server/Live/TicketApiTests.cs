using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Tests.Unit.Workspace.Server.Live;

public sealed class TicketApiTests(LiveWorkspace live) : IClassFixture<LiveWorkspace>
{
    private const string Body = "## Requirements\n\n- it works\n\n## Acceptance criteria\n\n- a test shows it\n";

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_ticket_goes_from_its_draft_to_the_queue_and_back_in_the_operators_name()
    {
        var ticket = await CreateAsync("Greet");
        ticket.Card.State.ShouldBe("planning");
        ticket.Thread.Single().Author.ShouldBe("Person");
        ticket.Actions.Select(a => (a.Name, a.Refused)).ShouldBe([("Mark ready", null), ("Close", null)]);

        ticket = await MoveAsync(ticket, "ready");
        ticket.Actions.Select(a => a.Name).ShouldBe(["Queue", "Back to planning", "Close"]);
        ticket = await MoveAsync(ticket, "queued");
        ticket.Card.State.ShouldBe("queued");
        ticket.Waits.Single().Code.ShouldBe("capacity");
        ticket = await MoveAsync(ticket, "ready", reason: "Not yet.");
        ticket = (await live.Tickets.CommentAsync(ticket.Card.Id, new("A remark."), null, Cancelled)).Value;

        var last = ticket.Thread[^1];
        (last.Kind, last.Author, last.Body, last.Index).ShouldBe(("comment", "Person", "A remark.", ticket.Thread.Count - 1));
        // What it waited for is noted by the workspace whenever it comes to it.
        (await live.Tickets.ShowAsync(ticket.Card.Id, Cancelled)).Value.Thread.Where(e => e.Author == "Person").Select(e => e.Kind)
            .ShouldBe(ticket.Thread.Where(e => e.Author == "Person").Select(e => e.Kind));
    }

    [Fact]
    public async Task A_closed_ticket_is_reopened_and_may_be_closed_again()
    {
        var ticket = await CreateAsync("Closed too soon");
        var id = ticket.Card.Id;
        var closed = (await live.Tickets.MoveAsync(id, new("planning", "closed", "rejected", Resolution: "No."), null, Cancelled)).Value;
        closed.Actions.ShouldHaveSingleItem().ShouldBe(closed.Actions[0] with { To = "planning", Name = "Reopen", Refused = null });
        closed.Actions[0].Needs.ShouldBe(["reason"]);

        ticket = await MoveAsync(closed, "planning", reason: "Yes, after all.");

        (ticket.Card.State, ticket.Resolution).ShouldBe(("planning", null));
        ticket.Actions.Select(a => a.Name).ShouldBe(["Mark ready", "Close"]);
    }

    [Fact]
    public async Task What_a_gate_lacks_is_said_before_and_when_it_is_tried()
    {
        var ticket = await CreateAsync("Empty", "Only words.");

        var ready = ticket.Actions.Single(a => a.To == "ready");
        ready.Refused!.Code.ShouldBe(FaultCodes.GateRefused);
        ready.Refused.Message.ShouldContain("Requirements");
        var refused = await live.Tickets.MoveAsync(ticket.Card.Id, new("planning", "ready"), null, Cancelled);
        refused.Fault.ShouldBe(new(ready.Refused.Code, ready.Refused.Message));

        (await live.Tickets.MoveAsync(ticket.Card.Id, new("planning", "ready", Reason: "Small.", Force: true), null, Cancelled)).Value.Card.State.ShouldBe("ready");
    }

    [Theory]
    [InlineData("ready", "queued", FaultCodes.StaleState)]
    [InlineData("planning", "queued", FaultCodes.NoSuchTransition)]
    [InlineData("planning", "inprogress", FaultCodes.NoSuchTransition)]
    [InlineData("planning", "nowhere", FaultCodes.Invalid)]
    public async Task A_step_that_cannot_be_is_refused_by_its_code(string expected, string to, string code)
    {
        var ticket = await CreateAsync("Refused");

        (await live.Tickets.MoveAsync(ticket.Card.Id, new(expected, to), null, Cancelled)).Fault!.Code.ShouldBe(code);
    }

    [Fact]
    public async Task The_same_key_again_answers_the_same_and_writes_nothing()
    {
        var draft = new TicketDraft("Once", Body);
        var first = (await live.Tickets.CreateAsync(draft, "create-once", Cancelled)).Value;
        var again = (await live.Tickets.CreateAsync(draft, "create-once", Cancelled)).Value;
        again.Card.Id.ShouldBe(first.Card.Id);

        var id = first.Card.Id;
        foreach (var _ in new[] { 1, 2 })
        {
            (await live.Tickets.MoveAsync(id, new("planning", "ready"), "move-once", Cancelled)).Value.Card.State.ShouldBe("ready");
            (await live.Tickets.CommentAsync(id, new("Twice sent."), "comment-once", Cancelled)).Value.Thread.Count(e => e.Kind == "comment").ShouldBe(1);
        }

        (await live.Tickets.ShowAsync(id, Cancelled)).Value.Thread.Count(e => e.Kind == "state_changed").ShouldBe(1);
    }

    [Fact]
    public async Task A_key_used_on_another_ticket_is_another_operation()
    {
        var (one, two) = (await CreateAsync("One"), await CreateAsync("Two"));

        await live.Tickets.CommentAsync(one.Card.Id, new("To one."), "shared", Cancelled);
        (await live.Tickets.CommentAsync(two.Card.Id, new("To two."), "shared", Cancelled)).Value.Thread[^1].Body.ShouldBe("To two.");
    }

    [Fact]
    public async Task What_is_not_there_is_not_found()
    {
        var nobody = new TicketId(12345);
        (await live.Tickets.ShowAsync(nobody, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.NotFound);
        (await live.Tickets.CommentAsync(nobody, new("x"), null, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.NotFound);
        (await live.Tickets.DiffAsync((await CreateAsync("No work")).Card.Id, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.NotFound);
        (await live.Tickets.CommentAsync((await CreateAsync("Silent")).Card.Id, new("  "), null, Cancelled)).Fault!.Code.ShouldBe(FaultCodes.Invalid);
    }

    [Fact]
    public async Task A_very_long_body_and_thread_are_cut_and_say_so()
    {
        var ticket = await CreateAsync("Long", Body + string.Concat(Enumerable.Repeat("é", 200 * 1024)));

        ticket.Body.ShouldEndWith("longer than 256 KiB]\n");
        ticket.Body.ShouldNotContain("\uFFFD");
    }

    private async Task<TicketView> CreateAsync(string title, string body = Body) => (await live.Tickets.CreateAsync(new(title, body), null, Cancelled)).Value;

    private async Task<TicketView> MoveAsync(TicketView ticket, string to, string? reason = null) =>
        (await live.Tickets.MoveAsync(ticket.Card.Id, new(ticket.Card.State, to, reason), null, Cancelled)).Value;
}
