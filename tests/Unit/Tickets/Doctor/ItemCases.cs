namespace Yoi.Tests.Unit.Tickets.Doctor;

internal static class ItemCases
{
    private const string File = $"{CaseStore.Id}/item.md";

    public static IReadOnlyList<Case> All { get; } =
    [
        new("front_matter_invalid", "ID/item.md:1", s => s.Write(File, "Words.\n")),
        new("front_matter_invalid", "ID/item.md:2", s => s.ReplaceIn(File, "title: 'A ticket'", "title: 'A 'ticket'")),
        new("front_matter_unclosed", "ID/item.md:1", s => s.ReplaceIn(File, "assignee: null\n---\n", "assignee: null\n")),
        new("key_repeated", "ID/item.md:3", s => s.ReplaceIn(File, "state:", "title: 'Another'\nstate:")),
        new("key_obsolete", "ID/item.md:7", s => s.ReplaceIn(File, "assignee: null\n", "assignee: null\nslug: 'a-ticket'\n")),
        new("field_missing", "ID/item.md:1", s => s.ReplaceIn(File, "title: 'A ticket'\n", "")),
        new("field_missing", "ID/item.md:2", s => s.ReplaceIn(File, "title: 'A ticket'\n", "title: ''\n")),
        new("field_missing", "ID/item.md:1", s => s.ReplaceIn(File, "created_at: '2026-05-01T12:00:00Z'\n", ""), true),
        new("field_missing", "ID/item.md:5", s => s.ReplaceIn(File, "updated_at: '2026-05-01T12:00:00Z'\n", "updated_at:\n"), true),
        new("field_missing", "ID/item.md:1", s => s.ReplaceIn(File, "state: 'planning'\n", ""), true),
        new("field_missing", "ID/item.md:1", s =>
        {
            s.ReplaceIn(File, "state: 'planning'\n", "");
            s.Thread(CaseStore.Event("create"));
        }),
        new("field_missing", $"../objectives/{CaseStore.Other}/item.md:1", s => s.Write($"../objectives/{CaseStore.Other}/item.md", CaseStore.Item.Replace("title: 'A ticket'\nstate: 'planning'", "state: active", StringComparison.Ordinal))),
        new("field_invalid", "ID/item.md:6", s => s.ReplaceIn(File, "assignee: null", "assignee: [one, two]")),
        new("field_invalid", "ID/item.md:7", s => s.ReplaceIn(File, "assignee: null", "assignee: null\nrisk_flags: [{ a: b }]")),
        new("field_invalid", $"../objectives/{CaseStore.Other}/item.md:7", s => s.Write($"../objectives/{CaseStore.Other}/item.md", Objective("linked_tickets: [soon]"))),
        new("time_invalid", "ID/item.md:4", s => s.ReplaceIn(File, "created_at: '2026-05-01T12:00:00Z'", "created_at: 'yesterday'")),
        new("time_invalid", "ID/thread.md:9", s => s.Thread(CaseStore.Created, CaseStore.Event("comment", at: "yesterday"))),
        new("time_invalid", "ID/artifacts/relations.json:1", s =>
        {
            s.Place(CaseStore.Other);
            s.Write($"{CaseStore.Id}/artifacts/relations.json", CaseStore.Relations(CaseStore.Relation("related", CaseStore.Other).Replace("2026-05-01T12:00:00Z", "yesterday", StringComparison.Ordinal)));
        }),
        new("state_unknown", "ID/item.md:3", s => s.ReplaceIn(File, "'planning'", "'doing'")),
        new("state_unknown", $"../objectives/{CaseStore.Other}/item.md:3", s => s.Write($"../objectives/{CaseStore.Other}/item.md", Objective("").Replace("'active'", "'planning'", StringComparison.Ordinal))),
        new("updated_at_old", "ID/item.md:5", s => s.Thread(CaseStore.Created, CaseStore.Event("comment", at: "2026-05-02T12:00:00Z")), true),
        new("queue_fields_missing", "ID/item.md:3", s => s.PlaceAt("queued"), true),
        new("queue_fields_missing", "ID/item.md:3", s =>
        {
            s.PlaceAt("queued");
            s.Thread(CaseStore.Event("create"));
            s.ReplaceIn(File, "assignee: null", "assignee: null\nqueued_by: tester");
        }),
        new("objective_dangling", $"../objectives/{CaseStore.Other}/item.md:7", s => s.Write($"../objectives/{CaseStore.Other}/item.md", Objective($"linked_tickets: [{CaseStore.Id}, {CaseStore.Other}]"))),
    ];

    private static string Objective(string line) => CaseStore.Item.Replace("'planning'", "'active'", StringComparison.Ordinal).Replace("assignee: null", $"assignee: null\n{line}", StringComparison.Ordinal);
}
