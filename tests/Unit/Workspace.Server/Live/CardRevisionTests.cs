using System.Text.Json;
using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Runtime;
using Yoi.Tests.Unit.Runtime.Fakes;

namespace Yoi.Tests.Unit.Workspace.Server.Live;

/// <summary>What a ticket's page relies on: its card comes again whenever something changed that the page shows.</summary>
public sealed class CardRevisionTests : IAsyncLifetime
{
    private const string Body = "## Requirements\n\n- it greets\n\n## Acceptance criteria\n\n- it does\n\n## Write scope\n\n- `greeting.txt`\n";

    private readonly LiveWorkspace _live = new() { Slots = 1 };

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => _live.InitializeAsync();

    public ValueTask DisposeAsync() => _live.DisposeAsync();

    [Fact]
    public async Task Comments_within_one_second_each_bring_the_card_again()
    {
        var ticket = (await _live.Tickets.CreateAsync(new("Greet", Body), null, Cancelled)).Value.Card.Id;
        await using var frames = _live.Host.Board.WatchAsync(Cancelled).GetAsyncEnumerator(Cancelled);
        var seen = new HashSet<string> { await CardAsync(frames, _ => true) };
        for (var n = 0; n < 4; n++)
        {
            await _live.Tickets.CommentAsync(ticket, new($"Remark {n}."), null, Cancelled);
            seen.Add(await CardAsync(frames, c => !seen.Contains(c.Revision)));
        }

        seen.Count.ShouldBe(5);
    }

    [Fact]
    public async Task Another_question_of_a_Worker_that_asks_brings_the_card_again()
    {
        _live.Backend.OnSpawn = (made, _) =>
        {
            made.Kinds.Add(InputKind.Approval);
            return new(made.Connection());
        };
        var ticket = (await _live.Tickets.CreateAsync(new("Greet", Body), null, Cancelled)).Value.Card.Id;
        await _live.Tickets.MoveAsync(ticket, new("planning", "ready"), null, Cancelled);
        await _live.Tickets.MoveAsync(ticket, new("ready", "queued"), null, Cancelled);
        var execution = await _live.Backend.NextAsync();
        var run = await execution.NextRunAsync();
        await using var frames = _live.Host.Board.WatchAsync(Cancelled).GetAsyncEnumerator(Cancelled);
        await AskAsync(run, "c", "d");
        var both = await CardAsync(frames, c => c.Attempt?.Worker?.State == RunState.WaitingApproval);

        (await _live.Workers.AnswerAsync(execution.Context.Worker, "c", new(true), Cancelled)).Fault.ShouldBeNull();

        await CardAsync(frames, c => c.Attempt?.Worker?.State == RunState.WaitingApproval && c.Revision != both);
        (await _live.Tickets.ShowAsync(ticket, Cancelled)).Value.Attempt!.Workers.Single().Approvals.Single().CallId.ShouldBe("d");
    }

    [Fact]
    public async Task What_changes_nothing_brings_no_card()
    {
        var ticket = (await _live.Tickets.CreateAsync(new("Greet", Body), null, Cancelled)).Value.Card;
        (await _live.Tickets.ShowAsync(ticket.Id, Cancelled)).Value.Card.ShouldBe(ticket);
    }

    [Fact]
    public async Task A_ticket_whose_files_cannot_be_read_is_shown_with_its_reason()
    {
        var ticket = (await _live.Tickets.CreateAsync(new("Greet", Body), null, Cancelled)).Value.Card.Id;
        await File.WriteAllTextAsync(Path.Join(_live.Root, ".yoi", "tickets", $"{ticket}", "item.md"), "no front matter", Cancelled);

        var shown = (await _live.Tickets.ShowAsync(ticket, Cancelled)).Value;

        (shown.Card.State, shown.Card.Diagnostic!.Code, shown.Actions.Count).ShouldBe(("unreadable", FaultCodes.TicketUnreadable, 0));
        JsonSerializer.Serialize(shown, BrowserJson.Default.TicketView).ShouldNotContain(_live.Root);
    }

    private static async Task AskAsync(FakeRun run, params string[] calls)
    {
        var until = TimeProvider.System.GetUtcNow().AddHours(1);
        await run.AppendAsync([.. calls.Select(call => new ToolCall(call, "shell", JsonElement.Parse("""{"command":"ls"}""")))]);
        var asked = await run.AppendAsync([.. calls.Select(call => new ApprovalRequested(call, "shell", "ls", until))]);
        run.End.TrySetResult(RunEnd.Parked(asked[^1].Seq));
    }

    /// <summary>The revision of the next card that fits.</summary>
    private static async Task<string> CardAsync(IAsyncEnumerator<BoardFrame> frames, Func<BoardCard, bool> fits)
    {
        while (await frames.MoveNextAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(20), Cancelled))
        {
            var cards = frames.Current switch
            {
                CardFrame frame => [frame.Card],
                BoardSnapshotFrame snapshot => snapshot.Board.Cards,
                _ => [],
            };
            if (cards.FirstOrDefault(fits) is { } card) return card.Revision;
        }

        throw new ShouldAssertException("The board ended.");
    }
}
