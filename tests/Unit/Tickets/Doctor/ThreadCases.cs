namespace Yoi.Tests.Unit.Tickets.Doctor;

internal static class ThreadCases
{
    private const string File = $"{CaseStore.Id}/thread.md";
    private const string Operation = "op: 0198f3a0-1c2d-7e4f-8a5b-6c7d8e9f0a1b";

    public static IReadOnlyList<Case> All { get; } =
    [
        new("thread_missing", "ID/thread.md", s => s.Delete(File)),
        new("text_unowned", "ID/thread.md:2", s => s.Thread("\nBefore all.\n", CaseStore.Created)),
        new("event_unread", "ID/thread.md:13", s => s.Thread(CaseStore.Created, CaseStore.Event("comment", body: "<!-- event: review author: tester\nWords."))),
        new("event_unread", "ID/thread.md:13", s => s.Thread(CaseStore.Created, CaseStore.Event("comment", body: "<!--event: review author: tester at: 2026-05-01T12:00:00Z -->\nWords."))),
        new("comment_malformed", "ID/thread.md:9", s => s.Thread(CaseStore.Created, CaseStore.Event("comment", author: "some one"))),
        new("comment_malformed", "ID/thread.md:9", s => s.Thread(CaseStore.Created, CaseStore.Event("comment", "author: other"))),
        new("attribute_missing", "ID/thread.md:9", s => s.Thread(CaseStore.Created, CaseStore.Event("comment").Replace("author: tester ", "", StringComparison.Ordinal))),
        new("attribute_missing", "ID/thread.md:9", s => s.Thread(CaseStore.Created, CaseStore.Event("comment").Replace(" at: 2026-05-01T12:00:00Z", "", StringComparison.Ordinal))),
        new("attribute_missing", "ID/thread.md:9", s => s.Thread(CaseStore.Created, CaseStore.Event("state_changed", "to: planning"))),
        new("heading_missing", "ID/thread.md:9", s => s.Thread(CaseStore.Created, CaseStore.Event("comment").Replace("## Heading\n\n", "", StringComparison.Ordinal))),
        new("rule_missing", "ID/thread.md:13", s => s.Thread(CaseStore.Created, CaseStore.Event("comment").Replace("\n---\n", "", StringComparison.Ordinal), CaseStore.Event("comment"))),
        new("rule_missing", "ID/thread.md:13", s => s.Thread(CaseStore.Created, CaseStore.Event("comment").Replace("\n\n---\n", "", StringComparison.Ordinal)), true),
        new("rule_missing", "ID/thread.md:13", s => s.Thread(CaseStore.Created, CaseStore.Event("comment").Replace("---\n", "", StringComparison.Ordinal)), true),
        new("newline_missing", "ID/thread.md:7", s => s.Write(File, CaseStore.Created.TrimEnd('\n')), true),
        new("newline_missing", "ID/artifacts/orchestration-plan.jsonl:1",
            s => s.Write($"{CaseStore.Id}/artifacts/orchestration-plan.jsonl", CaseStore.Plan(1, """ "kind":"waiting_capacity_note","note":"No slot." """).TrimEnd('\n')), true),
        new("lines_wrong", "ID/thread.md:9", s => s.Thread(CaseStore.Created, CaseStore.Event("comment", "lines: 3"))),
        new("lines_wrong", "ID/thread.md:9", s => s.Thread(CaseStore.Created, CaseStore.Event("comment", "lines: many"))),
        new("operation_repeated", "ID/thread.md:17", s => s.Thread(CaseStore.Created, CaseStore.Event("comment", Operation), CaseStore.Event("comment", Operation))),
        new("kind_unknown", "ID/thread.md:9", s => s.Thread(CaseStore.Created, CaseStore.Event("migration"))),
        new("time_backwards", "ID/thread.md:9", s => s.Thread(CaseStore.Created, CaseStore.Event("comment", at: "2026-05-01T11:59:59Z"))),
        new("review_status_invalid", "ID/thread.md:9", s => s.Thread(CaseStore.Created, CaseStore.Event("review"))),
        new("review_status_invalid", "ID/thread.md:9", s => s.Thread(CaseStore.Created, CaseStore.Event("review", "status: fine"))),
        new("conflict_markers", "ID/thread.md:8", s => s.Write(File, $"{CaseStore.Created}<<<<<<< HEAD\n\n{CaseStore.Event("comment", "lines: 1")}=======\n\n{CaseStore.Event("comment", "lines: 1")}>>>>>>> topic\n")),
    ];
}
