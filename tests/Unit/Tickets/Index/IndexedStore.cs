using Yoi.Protocol;
using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets;

/// <summary>A store with an index file, and what a store without one says of the same folder.</summary>
internal sealed class IndexedStore : IDisposable
{
    public IndexedStore() => Reopen();

    public TempStore Temp { get; } = new();

    public string File => Path.Combine(Temp.Outside, "cache", "tickets.index");

    public TicketStore Store { get; private set; } = null!;

    /// <summary>As another process would: what is in memory is gone.</summary>
    public void Reopen()
    {
        Store?.Dispose();
        Store = Open();
    }

    public TicketStore Open() => TicketStore.Open(new() { Root = Temp.Store.Root, IndexFile = File });

    public async Task ShouldKnowWhatIsThereAsync() => await ShouldKnowWhatIsThereAsync(Store);

    public async Task ShouldKnowWhatIsThereAsync(TicketStore store)
    {
        using var plain = TicketStore.Open(new() { Root = Temp.Store.Root });
        (await AnswersAsync(store)).ShouldBe(await AnswersAsync(plain));
    }

    /// <summary>Everything an index answers, as text.</summary>
    private static async Task<string> AnswersAsync(TicketStore store)
    {
        var listed = (await store.ListAsync(TempStore.Ct)).Value;
        var facts = (await store.FactsAsync(TempStore.Ct)).Value;
        var found = (await store.SearchAsync(new() { Texts = ["it"] }, 100, TempStore.Ct)).Value;
        return string.Join('\n',
        [
            .. listed.Select(l => $"{l with { RiskFlags = [] }} {string.Join(',', l.RiskFlags)}"),
            .. facts.Select(f => $"{f with { Relations = [], Plans = [] }} {string.Join(',', f.Relations)} {string.Join(',', f.Plans)}"),
            .. found.Hits.Select(h => $"{h.Ticket.Id} {h.LineCount} {string.Join(',', h.Lines)}"),
            .. found.Unsearched.Select(u => u.ToString()),
        ]);
    }

    public void Dispose()
    {
        Store.Dispose();
        Temp.Dispose();
    }
}
