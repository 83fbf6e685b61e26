using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Workspace;

namespace Yoi.Tests.Unit.Workspace.Server.Board;

public sealed class BoardProjectionTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    [Fact]
    public void A_snapshot_holds_the_newest_cards_in_order_of_id()
    {
        var board = new BoardProjection(Sample.Workspace);
        board.Put(Sample.Card(3));
        board.Put(Sample.Card(1));
        board.Put(Sample.Card(2));
        board.Put(Sample.Card(1, "Steep"));
        board.Remove(new TicketId(2));

        board.Snapshot().Cards.ShouldBe([Sample.Card(1, "Steep"), Sample.Card(3)]);
    }

    [Fact]
    public async Task What_changes_nothing_tells_nobody()
    {
        var board = new BoardProjection(Sample.Workspace);
        board.Put(Sample.Card(1));
        await using var frames = board.WatchAsync(CancellationToken.None).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await NextAsync(frames);

        board.Put(Sample.Card(1));
        board.Remove(new TicketId(9));
        board.SetWorkspace(Sample.Workspace with { Notices = [] });
        board.Put(Sample.Card(2));

        (await NextAsync(frames)).ShouldBe(new CardFrame(Sample.Card(2)));
    }

    [Fact]
    public async Task All_who_watch_are_given_the_same_objects_until_something_changes()
    {
        var board = new BoardProjection(Sample.Workspace);
        board.Put(Sample.Card(1));
        await using var one = board.WatchAsync(CancellationToken.None).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await using var two = board.WatchAsync(CancellationToken.None).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        (await NextAsync(one)).ShouldBeSameAs(await NextAsync(two));

        board.Put(Sample.Card(2));
        (await NextAsync(one)).ShouldBeSameAs(await NextAsync(two));
        board.Snapshot().Cards.Count.ShouldBe(2);
        board.Remove(new TicketId(1));
        board.Snapshot().Cards.ShouldBe([Sample.Card(2)]);
        board.SetWorkspace(Sample.Workspace with { DisplayName = "Other" });
        board.Snapshot().Workspace.DisplayName.ShouldBe("Other");
    }

    [Fact]
    public async Task A_changed_workspace_is_a_new_snapshot()
    {
        var board = new BoardProjection(Sample.Workspace);
        await using var frames = board.WatchAsync(CancellationToken.None).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await NextAsync(frames);

        board.SetWorkspace(Sample.Workspace with { Notices = [new(FaultCodes.Untrusted, "Run `yoi trust`.")] });

        (await NextAsync(frames)).ShouldBeOfType<BoardSnapshotFrame>().Board.Workspace.Notices.ShouldHaveSingleItem();
    }

    [Fact]
    public async Task A_slow_watcher_gets_each_ticket_once_in_its_newest_form()
    {
        var board = new BoardProjection(Sample.Workspace);
        board.Put(Sample.Card(2));
        await using var frames = board.WatchAsync(CancellationToken.None).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await NextAsync(frames);

        for (var turn = 0; turn < 1000; turn++) board.Put(Sample.Card(1, $"Turn {turn}"));
        board.Remove(new TicketId(2));
        board.Put(Sample.Card(3));

        (await NextAsync(frames)).ShouldBe(new CardFrame(Sample.Card(1, "Turn 999")));
        (await NextAsync(frames)).ShouldBe(new GoneFrame(new TicketId(2)));
        (await NextAsync(frames)).ShouldBe(new CardFrame(Sample.Card(3)));
    }

    [Fact]
    public async Task A_watcher_far_behind_gets_one_snapshot_instead()
    {
        var board = new BoardProjection(Sample.Workspace);
        await using var frames = board.WatchAsync(CancellationToken.None).GetAsyncEnumerator(TestContext.Current.CancellationToken);
        await NextAsync(frames);

        for (ulong id = 1; id <= 1000; id++) board.Put(Sample.Card(id));

        (await NextAsync(frames)).ShouldBeOfType<BoardSnapshotFrame>().Board.Cards.Count.ShouldBe(1000);
        board.Put(Sample.Card(1, "Later"));
        (await NextAsync(frames)).ShouldBe(new CardFrame(Sample.Card(1, "Later")));
    }

    [Fact]
    public async Task Many_writers_and_watchers_end_with_the_same_board()
    {
        var board = new BoardProjection(Sample.Workspace);
        var watchers = Enumerable.Range(0, 4).Select(_ => Task.Run(() => FollowUntilAsync(board, "last"))).ToArray();

        await Task.WhenAll(Enumerable.Range(0, 4).Select(writer => Task.Run(() =>
        {
            for (var turn = 0; turn < 500; turn++)
            {
                var id = (ulong)((writer * 100) + (turn % 100) + 1);
                if (turn % 7 == 6) board.Remove(new TicketId(id));
                else board.Put(Sample.Card(id, $"{turn}"));
            }
        })));
        board.Put(Sample.Card(9999, "last"));

        foreach (var seen in await Task.WhenAll(watchers).WaitAsync(Patience, TestContext.Current.CancellationToken)) seen.ShouldBe(board.Snapshot().Cards);
    }

    [Fact]
    public async Task A_cancelled_watcher_ends()
    {
        var board = new BoardProjection(Sample.Workspace);
        using var ending = new CancellationTokenSource();
        await using var frames = board.WatchAsync(ending.Token).GetAsyncEnumerator(ending.Token);
        await NextAsync(frames);
        var next = frames.MoveNextAsync().AsTask();

        await ending.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => next.WaitAsync(Patience));
    }

    private static async Task<IEnumerable<BoardCard>> FollowUntilAsync(BoardProjection board, string title)
    {
        var seen = new SortedDictionary<TicketId, BoardCard>();
        await foreach (var frame in board.WatchAsync(TestContext.Current.CancellationToken))
        {
            if (frame is BoardSnapshotFrame snapshot)
            {
                seen.Clear();
                foreach (var card in snapshot.Board.Cards) seen[card.Id] = card;
            }

            if (frame is CardFrame changed) seen[changed.Card.Id] = changed.Card;
            if (frame is GoneFrame gone) seen.Remove(gone.Id);
            if (seen.Values.Any(card => card.Title == title)) break;
        }

        return seen.Values;
    }

    private static async Task<BoardFrame> NextAsync(IAsyncEnumerator<BoardFrame> frames)
    {
        (await frames.MoveNextAsync().AsTask().WaitAsync(Patience)).ShouldBeTrue();
        return frames.Current;
    }
}
