using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets;

public sealed class IndexTests
{
    private static readonly TimeSpan Never = TimeSpan.FromHours(1);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Whatever_happens_to_the_files_the_next_answer_knows_it(int seed)
    {
        using var indexed = new IndexedStore();
        var random = new Random(seed);
        for (var step = 0; step < 60; step++)
        {
            await HappenAsync(indexed.Temp, random, step);
            if (random.Next(4) == 0) indexed.Reopen();
            await indexed.ShouldKnowWhatIsThereAsync();
        }
    }

    [Fact]
    public async Task An_edit_in_the_same_moment_and_of_the_same_size_is_seen()
    {
        using var indexed = new IndexedStore();
        var id = await indexed.Temp.CreateAsync("A ticket of old");
        for (var i = 0; i < 50; i++)
        {
            await using (var file = new FileStream(indexed.Temp.PathOf(id, "item.md"), FileMode.Open))
            {
                file.Position = "---\ntitle: 'A ticket of ".Length;
                file.Write(i % 2 == 0 ? "new"u8 : "old"u8);
            }

            (await indexed.Store.ListAsync(TempStore.Ct)).Value.ShouldHaveSingleItem().Title.ShouldBe(i % 2 == 0 ? "A ticket of new" : "A ticket of old");
        }
    }

    [Fact]
    public async Task A_watch_makes_answers_follow_at_once_what_this_store_writes()
    {
        using var indexed = new IndexedStore();
        var first = await indexed.Temp.CreateAsync();
        await using var changes = indexed.Store.WatchAsync(Never, TempStore.Ct).GetAsyncEnumerator(TempStore.Ct);
        var next = changes.MoveNextAsync();
        for (var i = 0; i < 20; i++)
        {
            var comment = new NewThreadEvent { Kind = "comment", Author = $"author {i}", Body = $"remark {i}" };
            (await indexed.Store.AppendAsync(first, comment, TempStore.Ct)).Fault.ShouldBeNull();
            var found = (await indexed.Store.ListAsync(new TicketQuery { Author = $"author {i}" }, TempStore.Ct)).Value;
            found.Tickets.ShouldHaveSingleItem().EventCount.ShouldBe(i + 2);
        }

        (await next).ShouldBeTrue();
        changes.Current.Ticket.ShouldBe(first);
    }

    [Fact]
    public async Task Changes_are_told_with_the_state_before_and_behind_them()
    {
        using var indexed = new IndexedStore();
        var id = await indexed.Temp.CreateAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TempStore.Ct);
        var changes = indexed.Store.WatchAsync(Never, stop.Token).GetAsyncEnumerator(stop.Token);
        (await indexed.Store.ListAsync(TempStore.Ct)).Fault.ShouldBeNull();
        var next = changes.MoveNextAsync().AsTask();
        await TempStore.Must(indexed.Temp.StepAsync(id, TicketState.Planning, TicketState.Ready));
        var told = await NextAsync();
        told.ShouldBe(new(id, TicketChangeKind.Changed, TicketState.Planning, TicketState.Ready));
        told.IsTransition.ShouldBeTrue();

        Directory.Delete(Path.GetDirectoryName(indexed.Temp.PathOf(id, "item.md"))!, recursive: true);
        while ((told = await NextAsync()).Kind != TicketChangeKind.Removed) told.Ticket.ShouldBe(id);
        told.ShouldBe(new(id, TicketChangeKind.Removed, told.Before, null));
        await stop.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(next);
        await changes.DisposeAsync();

        async Task<TicketChange> NextAsync()
        {
            (await next.WaitAsync(TimeSpan.FromSeconds(20), TempStore.Ct)).ShouldBeTrue();
            var change = changes.Current;
            next = changes.MoveNextAsync().AsTask();
            return change;
        }
    }

    [Fact]
    public async Task A_touch_is_no_change()
    {
        using var indexed = new IndexedStore();
        var touched = await indexed.Temp.CreateAsync();
        var other = await indexed.Temp.CreateAsync();
        await using var watch = await Watch.StartAsync(indexed.Temp, Never, other);
        File.SetLastWriteTimeUtc(indexed.Temp.PathOf(touched, "item.md"), new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        await indexed.Temp.CommentAsync(other, "x");
        await watch.ShouldTellAsync(other);
        watch.Told.ShouldNotContain(touched);
    }

    [Fact]
    public async Task Each_stays_found_by_the_operation_that_created_it()
    {
        using var indexed = new IndexedStore();
        var operation = OperationId.Of("create");
        var ticket = new NewTicket { Title = "Once", Body = TempStore.Body, Author = "tester", Operation = operation };
        var made = (await indexed.Store.CreateAsync(ticket, TempStore.Ct)).Value.Id;
        indexed.Reopen();
        (await indexed.Store.CreateAsync(ticket, TempStore.Ct)).Value.Id.ShouldBe(made);
    }

    private static async Task HappenAsync(TempStore temp, Random random, int step)
    {
        var ids = (await temp.Store.ListAsync(TempStore.Ct)).Value.Select(t => t.Id).ToArray();
        if (ids.Length < 3)
        {
            await temp.CreateAsync($"Ticket {step}");
            return;
        }

        var (id, other) = (ids[random.Next(ids.Length)], ids[random.Next(ids.Length)]);
        var folder = Path.GetDirectoryName(temp.PathOf(id, "item.md"))!;
        switch (random.Next(10))
        {
            case 0:
                await temp.CreateAsync($"It is {step}");
                break;
            case 1:
                await temp.CommentAsync(id, $"it is step {step}");
                break;
            case 2:
                await temp.Store.AddRelationAsync(id, new() { Kind = "depends_on", Target = other, Author = "tester" }, TempStore.Ct);
                break;
            case 3:
                await temp.Store.RecordPlanAsync(id, new() { Kind = "after", RelatedTicket = other, Author = "tester" }, TempStore.Ct);
                break;
            case 4:
                await temp.StepAsync(id, TicketState.Planning, TicketState.Closed, reason: "rejected", resolution: "It is not wanted.");
                break;
            case 5:
                await File.AppendAllTextAsync(temp.PathOf(id, "thread.md"), $"it was a hand {step}\n", TempStore.Ct);
                break;
            case 6:
                await File.WriteAllTextAsync(temp.PathOf(id, "item.md"), "it is no ticket any more", TempStore.Ct);
                break;
            case 7:
                Directory.Delete(folder, recursive: true);
                break;
            case 8:
                Directory.Move(folder, Path.Combine(temp.Store.Root, new TicketId((ulong)step + 1).ToString()));
                break;
            default:
                File.Delete(temp.PathOf(id, "thread.md"));
                break;
        }
    }
}
