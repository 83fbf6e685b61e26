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
        var list = (await store.ListAsync(Ct)).Value;
        list.Count.ShouldBe(Directory.EnumerateFiles(store.Root, "item.md", SearchOption.AllDirectories).Count());
        list.Where(t => t.Diagnostic is not null).Select(t => t.Diagnostic!.Message).ShouldBeEmpty();
        foreach (var listing in list) (await store.ReadAsync(listing.Id, Ct)).Value.Item.Title.ShouldBe(listing.Title);
    }

    [Fact]
    public async Task Every_line_of_every_real_thread_belongs_to_an_event_or_is_reported()
    {
        using var store = TicketStore.Open(new() { Root = Corpus.Require() });
        foreach (var listing in (await store.ListAsync(Ct)).Value)
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
        foreach (var listing in (await store.ListAsync(Ct)).Value) tickets.Add((await store.ReadAsync(listing.Id, Ct)).Value);
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
        foreach (var listing in (await temp.Store.ListAsync(Ct)).Value)
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
        foreach (var listing in (await store.ListAsync(Ct)).Value) records += (await store.ReadAsync(listing.Id, Ct)).Value.Plans.Count;
        records.ShouldBe(lines);
    }

    [Fact]
    public async Task Every_byte_of_every_real_item_belongs_to_a_key_or_the_body()
    {
        using var store = TicketStore.Open(new() { Root = Corpus.Require() });
        foreach (var listing in (await store.ListAsync(Ct)).Value)
        {
            var text = File.ReadAllText(Path.Combine(store.Root, listing.Id.ToString(), "item.md"));
            var item = (await store.ReadAsync(listing.Id, Ct)).Value.Item;
            text.ShouldEndWith(item.Body);
            var front = text[..^item.Body.Length];
            front.ShouldStartWith("---\n");
            front.ShouldMatch("\n---\n\n?$");
            foreach (var line in front.Split('\n')[1..].TakeWhile(l => l != "---"))
            {
                var key = line[..line.IndexOf(':', StringComparison.Ordinal)];
                if (item.Unknown.Any(u => u.Key == key)) line.ShouldBe($"{key}: {item.Unknown.Single(u => u.Key == key).Value}".TrimEnd());
                else key.ShouldBeOneOf("title", "state", "created_at", "updated_at", "assignee", "readiness", "risk_flags", "priority", "queued_by", "queued_at", "repository_id", "ref_selector");
            }
        }
    }

    [Fact]
    public async Task What_changes_nothing_writes_nothing_to_a_real_store()
    {
        using var temp = new TempStore();
        Corpus.CopyTo(temp.Store.Root);
        var before = Snapshot(temp.Store.Root);
        foreach (var listing in (await temp.Store.ListAsync(Ct)).Value)
        {
            var ticket = await temp.ReadAsync(listing.Id);
            if (ticket.Item.State != TicketState.Closed)
                (await temp.Store.EditAsync(listing.Id, new() { Title = ticket.Item.Title, Body = ticket.Item.Body, Priority = ticket.Item.Priority, Author = "a" }, Ct)).Fault.ShouldBeNull();
            else await TempStore.Must(temp.StepAsync(listing.Id, TicketState.Done, TicketState.Closed, resolution: "Again"));
            if (ticket.Thread.FirstOrDefault(e => e.Operation is not null)?.Operation is { } op) (await temp.CommentAsync(listing.Id, "Again", op)).Fault.ShouldBeNull();
        }

        Snapshot(temp.Store.Root).ShouldBe(before);
    }

    /// <summary>Every file with its bytes and the time of its last change.</summary>
    private static IEnumerable<string> Snapshot(string root) =>
    [
        .. Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Where(f => !Path.GetFileName(f).StartsWith(".ticket-", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
            .Select(f => $"{f} {File.GetLastWriteTimeUtc(f).Ticks} {Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(File.ReadAllBytes(f)))}"),
    ];
}
