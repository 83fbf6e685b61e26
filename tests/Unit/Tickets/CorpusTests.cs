using System.Text;
using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets;

public sealed class CorpusTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_real_ticket_is_listed_and_read()
    {
        using var store = TicketStore.Open(new() { Root = Corpus.Require() });
        var list = await store.ListAsync(Ct);
        list.Count.ShouldBe(Directory.EnumerateFiles(store.Root, "item.md", SearchOption.AllDirectories).Count());
        list.Where(t => t.Diagnostic is not null).Select(t => t.Diagnostic!.Message).ShouldBeEmpty();
        foreach (var listing in list) (await store.ReadAsync(listing.Id, Ct)).Value.Item.Title.ShouldBe(listing.Title);
    }

    [Fact]
    public async Task Every_line_of_every_real_thread_belongs_to_an_event_or_is_reported()
    {
        using var store = TicketStore.Open(new() { Root = Corpus.Require() });
        foreach (var listing in await store.ListAsync(Ct))
        {
            var path = Path.Combine(store.Root, listing.Id.ToString(), "thread.md");
            if (!File.Exists(path)) continue;
            var ticket = (await store.ReadAsync(listing.Id, Ct)).Value;
            Threads.ShouldBeWhole(File.ReadAllText(path), ticket);
        }
    }

    [Fact]
    public async Task Real_threads_lose_no_event_to_a_rule_a_missing_rule_or_a_quotation()
    {
        using var store = TicketStore.Open(new() { Root = Corpus.Require() });
        List<Ticket> tickets = [];
        foreach (var listing in await store.ListAsync(Ct)) tickets.Add((await store.ReadAsync(listing.Id, Ct)).Value);
        var replayed = 0;
        foreach (var ticket in tickets)
        {
            if (ticket.Thread.LastOrDefault(e => e.Kind is "state_changed" or "close") is not { } last) continue;
            (last.Kind == "close" ? "closed" : last.Attribute("to")).ShouldBe(ticket.Item.State.Text(), ticket.Id.ToString());
            replayed++;
        }

        replayed.ShouldBeGreaterThan(100);
        tickets.SelectMany(t => t.Thread).ShouldAllBe(e => e.Author != null && e.At != null);
        tickets.SelectMany(t => t.Unowned).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_change_of_a_real_ticket_keeps_every_byte_it_does_not_own()
    {
        using var temp = new TempStore();
        Corpus.CopyTo(temp.Store.Root);
        foreach (var listing in await temp.Store.ListAsync(Ct))
        {
            var threadPath = temp.PathOf(listing.Id, "thread.md");
            var thread = File.Exists(threadPath) ? File.ReadAllBytes(threadPath) : [];
            var item = temp.TextOf(listing.Id, "item.md").Split('\n');
            var before = await temp.ReadAsync(listing.Id);

            var after = (await temp.CommentAsync(listing.Id, "One more.\n\n---\n\n```")).Value;

            File.ReadAllBytes(threadPath).AsSpan(0, thread.Length).SequenceEqual(thread).ShouldBeTrue();
            var now = temp.TextOf(listing.Id, "item.md").Split('\n');
            now.Length.ShouldBe(item.Length);
            now.Zip(item).Where(p => p.First != p.Second).ShouldAllBe(p => p.First.StartsWith("updated_at: '") && p.Second.StartsWith("updated_at: "));
            after.Thread.Count.ShouldBe(before.Thread.Count + 1);
            after.Thread[^1].Body.ShouldBe("One more.\n\n---\n\n```");
            after.Item.Body.ShouldBe(before.Item.Body);
            Threads.ShouldBeWhole(Encoding.UTF8.GetString(File.ReadAllBytes(threadPath)), after);
        }
    }

    [Fact]
    public async Task Real_plan_records_are_read()
    {
        using var store = TicketStore.Open(new() { Root = Corpus.Require() });
        var lines = Directory.EnumerateFiles(store.Root, "orchestration-plan.jsonl", SearchOption.AllDirectories).Sum(f => File.ReadAllLines(f).Count(l => l.Length > 0));
        var records = 0;
        foreach (var listing in await store.ListAsync(Ct)) records += (await store.ReadAsync(listing.Id, Ct)).Value.Plans.Count;
        records.ShouldBe(lines);
    }
}
