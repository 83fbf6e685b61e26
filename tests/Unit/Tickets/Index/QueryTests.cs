using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets;

public sealed class QueryTests
{
    [Fact]
    public async Task Each_filter_finds_its_own()
    {
        using var temp = new TempStore();
        var planning = await temp.CreateAsync("Plain");
        var waiting = await temp.CreateAtAsync(TicketState.Queued);
        var running = await temp.CreateAtAsync(TicketState.Inprogress);
        var done = await temp.CreateAtAsync(TicketState.Done);
        await temp.RelateAsync(waiting, "depends_on", running);
        await TempStore.Must(temp.Store.AppendAsync(running, new() { Kind = "implementation_report", Author = "ada", Body = "Done." }, TempStore.Ct));
        await TempStore.Must(temp.Store.AppendAsync(running, new() { Kind = "review", Author = "bob", Body = "No.", Status = "request_changes" }, TempStore.Ct));
        var high = (await temp.Store.CreateAsync(new() { Title = "High", Body = "Kärnten", Author = "eve", Priority = "high" }, TempStore.Ct)).Value.Id;

        (await FindAsync(temp, new() { States = [TicketState.Queued, TicketState.Done] })).ShouldBe([waiting, done]);
        (await FindAsync(temp, new() { IsBlocked = true })).ShouldBe([waiting]);
        (await FindAsync(temp, new() { IsBlocked = false })).ShouldBe([planning, running, high]);
        (await FindAsync(temp, new() { IsReported = true })).ShouldBe([running]);
        (await FindAsync(temp, new() { HasOpenChangeRequest = true })).ShouldBe([running]);
        (await FindAsync(temp, new() { EventKind = "review" })).ShouldBe([running]);
        (await FindAsync(temp, new() { Author = "ada" })).ShouldBe([running]);
        (await FindAsync(temp, new() { Priority = "high" })).ShouldBe([high]);
        (await FindAsync(temp, new() { Texts = ["KÄRNTEN"] })).ShouldBe([high]);
        (await FindAsync(temp, new() { States = [TicketState.Planning], Texts = ["requirements"] })).ShouldBe([planning]);
        (await FindAsync(temp, new() { NewestFirst = true, Limit = 2 })).ShouldBe([high, done]);

        await TempStore.Must(temp.Store.AppendAsync(running, new() { Kind = "review", Author = "bob", Body = "Yes.", Status = "approve" }, TempStore.Ct));
        (await FindAsync(temp, new() { HasOpenChangeRequest = true })).ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_planned_anew_has_no_open_change_request_and_was_queued_by_nobody()
    {
        using var temp = new TempStore();
        var id = await temp.CreateAtAsync(TicketState.Done);
        await TempStore.Must(temp.Store.AppendAsync(id, new() { Kind = "review", Author = "bob", Body = "No.", Status = "request_changes" }, TempStore.Ct));
        (await FindAsync(temp, new() { HasOpenChangeRequest = true })).ShouldBe([id]);
        await TempStore.Must(temp.StepAsync(id, TicketState.Done, TicketState.Planning, reason: "again"));
        (await FindAsync(temp, new() { HasOpenChangeRequest = true })).ShouldBeEmpty();

        await TempStore.Must(temp.StepAsync(id, TicketState.Planning, TicketState.Ready));
        (await TempStore.Must(temp.StepAsync(id, TicketState.Ready, TicketState.Queued))).Item.QueuedBy.ShouldNotBeNull();
        var back = (await TempStore.Must(temp.StepAsync(id, TicketState.Queued, TicketState.Ready, reason: "not now"))).Item;
        (back.QueuedBy, back.QueuedAt).ShouldBe((null, null));
    }

    [Fact]
    public async Task Age_is_the_time_of_the_last_change()
    {
        using var temp = new TempStore();
        var old = temp.Place("---\ntitle: 'Old'\nstate: 'planning'\ncreated_at: '2026-01-01T00:00:00Z'\nupdated_at: '2026-01-02T00:00:00Z'\n---\n\nx\n", id: "0000000000010");
        var recent = temp.Place("---\ntitle: 'New'\nstate: 'planning'\ncreated_at: '2026-01-01T00:00:00Z'\nupdated_at: '2026-03-02T00:00:00Z'\n---\n\nx\n", id: "0000000000020");
        var between = new DateTimeOffset(2026, 2, 1, 0, 0, 0, TimeSpan.Zero);
        (await FindAsync(temp, new() { ChangedUntil = between })).ShouldBe([old]);
        (await FindAsync(temp, new() { ChangedSince = between })).ShouldBe([recent]);
    }

    [Fact]
    public async Task Pages_are_whole_and_stay_in_order_though_tickets_come_and_go()
    {
        using var temp = new TempStore();
        List<TicketId> ids = [];
        for (var i = 0; i < 7; i++) ids.Add(await temp.CreateAsync($"Ticket {i}"));
        var first = (await temp.Store.ListAsync(new TicketQuery { Limit = 3 }, TempStore.Ct)).Value;
        first.Tickets.Select(t => t.Id).ShouldBe(ids[..3]);
        first.Next.ShouldBe(ids[2]);

        // The cursor's own ticket vanishes and a new one comes: the next page neither repeats nor misses one.
        Directory.Delete(Path.GetDirectoryName(temp.PathOf(ids[2], "item.md"))!, recursive: true);
        temp.Clock.Now += TimeSpan.FromMinutes(1);
        var late = await temp.CreateAsync("Late");
        var second = (await temp.Store.ListAsync(new TicketQuery { Limit = 3, After = first.Next }, TempStore.Ct)).Value;
        second.Tickets.Select(t => t.Id).ShouldBe(ids[3..6]);
        var third = (await temp.Store.ListAsync(new TicketQuery { Limit = 3, After = second.Next }, TempStore.Ct)).Value;
        third.Tickets.Select(t => t.Id).ShouldBe([ids[6], late]);
        third.Next.ShouldBeNull();
        (await FindAsync(temp, new() { NewestFirst = true, After = ids[3] })).ShouldBe([ids[1], ids[0]]);
    }

    [Fact]
    public async Task A_page_of_none_is_refused()
    {
        using var temp = new TempStore();
        (await temp.Store.ListAsync(new TicketQuery { Limit = 0 }, TempStore.Ct)).Fault!.Code.ShouldBe("invalid");
        (await temp.Store.ListAsync(new TicketQuery { Texts = ["a\nb"] }, TempStore.Ct)).Fault!.Code.ShouldBe("invalid");
        (await temp.Store.SearchAsync(new TicketQuery(), 3, TempStore.Ct)).Fault!.Code.ShouldBe("invalid");
    }

    [Fact]
    public async Task What_cannot_be_read_is_listed_and_fits_no_filter()
    {
        using var temp = new TempStore();
        var broken = temp.Place("nothing");
        var whole = await temp.CreateAsync();
        (await FindAsync(temp, new())).ShouldBe([broken, whole], ignoreOrder: true);
        (await FindAsync(temp, new() { States = [TicketState.Planning] })).ShouldBe([whole]);
    }

    private static async Task<TicketId[]> FindAsync(TempStore temp, TicketQuery query) =>
        [.. (await temp.Store.ListAsync(query, TempStore.Ct)).Value.Tickets.Select(t => t.Id)];
}
