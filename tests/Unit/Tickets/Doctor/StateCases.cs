namespace Yoi.Tests.Unit.Tickets.Doctor;

internal static class StateCases
{
    private const string Item = $"{CaseStore.Id}/item.md";

    public static IReadOnlyList<Case> All { get; } =
    [
        new("event_state_unknown", "ID/thread.md:9", s => s.Thread(CaseStore.Created, CaseStore.Step("planning", "doing"))),
        new("chain_broken", "ID/thread.md:17", s =>
        {
            s.PlaceAt("done");
            s.Thread(CaseStore.Created, CaseStore.Step("planning", "ready"), CaseStore.Step("inprogress", "done"));
        }),
        new("chain_broken", "ID/thread.md:9", s =>
        {
            s.PlaceAt("ready");
            s.Thread(CaseStore.Created, CaseStore.Step("queued", "ready"));
        }),
        new("state_mismatch", "ID/item.md:3", s => s.Thread(CaseStore.Created, CaseStore.Step("planning", "ready"))),
        new("state_mismatch", "ID/item.md:3", s => s.ReplaceIn(Item, "'planning'", "'ready'")),
        new("state_mismatch", "ID/item.md:3", s => s.Thread(CaseStore.Created, CaseStore.Event("closed", "status: closed"))),
        new("resolution_missing", "ID/resolution.md", s =>
        {
            s.PlaceAt("closed");
            s.Delete($"{CaseStore.Id}/resolution.md");
        }),
        new("resolution_missing", "ID/resolution.md", s =>
        {
            s.PlaceAt("closed");
            s.Thread(CaseStore.Created, CaseStore.Event("close", "status: closed", body: "It was\n\ndone."));
            s.Delete($"{CaseStore.Id}/resolution.md");
        }, true),
        new("resolution_early", "ID/resolution.md", s => s.Write($"{CaseStore.Id}/resolution.md", "Done.\n")),
    ];
}
