namespace Yoi.Tests.Unit.Tickets.Doctor;

public sealed class ReplayTests
{
    [Theory]
    // Older programs created tickets in any state, called planning intake, and closed with the close event alone.
    [InlineData("queued", false, "create", "ready>queued")]
    [InlineData("done", false, "create", "planning>ready", "ready>queued", "queued>inprogress", "inprogress>done")]
    [InlineData("ready", true, "create", "intake>ready")]
    [InlineData("closed", false, "create", "close")]
    [InlineData("closed", false, "create", "ready>done", "close")]
    [InlineData("closed", false, "migration", "closed")]
    [InlineData("ready", false, "create")]
    // A ticket may be opened again.
    [InlineData("planning", true, "create", "planning>closed", "close", "closed>planning")]
    [InlineData("planning", false, "create", "close", "closed>planning")]
    public async Task Ways_that_tickets_went(string state, bool isOurs, params string[] events)
    {
        using var store = new CaseStore();
        store.PlaceAt(state);
        store.Thread([.. events.Select(e => Event(e, isOurs))]);
        (await store.CheckAsync()).Findings.Where(f => f.Code is not ("kind_unknown" or "queue_fields_missing")).ShouldBeEmpty();
    }

    [Fact]
    public async Task A_break_in_the_chain_is_told_once_with_both_ends()
    {
        using var store = new CaseStore();
        store.PlaceAt("done");
        store.Thread([.. ((string[])["create", "planning>ready", "queued>inprogress", "inprogress>done"]).Select(e => Event(e, true))]);
        (await store.CheckAsync()).Findings.ShouldHaveSingleItem().Message.ShouldStartWith("The step goes from queued to inprogress, but line 9 had led to ready.");
    }

    private static string Event(string text, bool isOurs) => text.Split('>') is [var from, var to] ? CaseStore.Step(from, to) : CaseStore.Event(text, isOurs ? "lines: 1" : "");
}
