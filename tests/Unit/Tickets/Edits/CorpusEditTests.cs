using Yoi.Tickets;

namespace Yoi.Tests.Unit.Tickets.Edits;

public sealed class CorpusEditTests
{
    [Fact]
    public async Task Every_real_ticket_is_reopened_where_it_is_closed_edited_and_closed_and_keeps_all_else()
    {
        using var temp = new TempStore();
        Corpus.CopyTo(temp.Store.Root);
        foreach (var listing in (await temp.Store.ListAsync(TempStore.Ct)).Value)
        {
            var before = await temp.ReadAsync(listing.Id);
            if (before.Item.State == TicketState.Closed) await TempStore.Must(temp.StepAsync(listing.Id, TicketState.Closed, TicketState.Planning, reason: "looked at again"));
            var item = temp.TextOf(listing.Id, "item.md");
            await TempStore.Must(temp.EditAsync(listing.Id, new() { Author = "e", RiskFlags = ["one's own"], Priority = "P1", Body = before.Item.Body + "\nOne line more.\n" }));
            var edited = await TempStore.Must(temp.EditAsync(listing.Id, new() { Author = "e", RiskFlags = before.Item.RiskFlags, Priority = before.Item.Priority ?? "", Body = before.Item.Body }));

            edited.Item.Body.ShouldBe(before.Item.Body.EndsWith('\n') ? before.Item.Body : before.Item.Body + "\n");
            Meaning(temp.TextOf(listing.Id, "item.md")).ShouldBe(Meaning(item));
            edited.Item.Unknown.ShouldBe(before.Item.Unknown);
            await TempStore.Must(temp.StepAsync(listing.Id, TicketState.Planning, TicketState.Closed, reason: "rejected", resolution: "Once more."));
            if (before.Resolution is { } resolution) temp.TextOf(listing.Id, "artifacts/resolution-1.md").ShouldBe(resolution);
        }
    }

    /// <summary>The lines of a front matter but those that were edited here and the time.</summary>
    private static string[] Meaning(string item) =>
        [.. item.Split('\n').TakeWhile((line, i) => i == 0 || line != "---").Where(line => !line.StartsWith("updated_at:") && !line.StartsWith("risk_flags:") && !line.StartsWith("priority:"))];
}
