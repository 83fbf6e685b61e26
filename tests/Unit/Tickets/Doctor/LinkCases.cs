namespace Yoi.Tests.Unit.Tickets.Doctor;

internal static class LinkCases
{
    private const string Relations = $"{CaseStore.Id}/artifacts/relations.json";
    private const string Plans = $"{CaseStore.Id}/artifacts/orchestration-plan.jsonl";

    public static IReadOnlyList<Case> All { get; } =
    [
        new("relations_unreadable", "ID/artifacts/relations.json:1", s => s.Write(Relations, """{"version":2,"relations":[]}""")),
        new("relations_unreadable", "ID/artifacts/relations.json:2", s => s.Write(Relations, "{\"version\":1,\n\"relations\":[oops]}")),
        new("relations_unreadable", "ID/artifacts/relations.json:2", s => s.Write(Relations, "{\"version\":1,\n\"relations\":[],\"more\":1}")),
        new("conflict_markers", "ID/artifacts/relations.json:1", s => s.Write(Relations, $"<<<<<<< HEAD\n{CaseStore.Relations()}=======\n{CaseStore.Relations()}>>>>>>> topic\n")),
        Related("relation_foreign", 2, CaseStore.Relation("depends_on", CaseStore.Other), CaseStore.Relation("related", CaseStore.Other, of: CaseStore.Other)),
        Related("relation_self", 1, CaseStore.Relation("related", CaseStore.Id)),
        Related("relation_repeated", 2, CaseStore.Relation("related", CaseStore.Other), CaseStore.Relation("related", CaseStore.Other, note: "Once more.")),
        Related("relation_kind_unknown", 1, CaseStore.Relation("likes", CaseStore.Other)),
        Related("relations_unsorted", 1, CaseStore.Relation("related", CaseStore.Other), CaseStore.Relation("depends_on", CaseStore.Other)) with { IsFixable = true },
        new("relation_dangling", "ID/artifacts/relations.json:1", s => s.Write(Relations, CaseStore.Relations(CaseStore.Relation("related", CaseStore.Other)))),
        new("relation_dangling", "ID/artifacts/relations.json:1", s =>
        {
            s.PlaceAt("done");
            s.Write(Relations, CaseStore.Relations(CaseStore.Relation("depends_on", CaseStore.Other)));
        }),
        new("dependency_dangling", "ID/artifacts/relations.json:1", s => s.Write(Relations, CaseStore.Relations(CaseStore.Relation("depends_on", CaseStore.Other)))),
        new("dependency_dangling", "ID/artifacts/orchestration-plan.jsonl:1", s => s.Write(Plans, CaseStore.Plan(1, $"\"kind\":\"after\",\"related_ticket\":\"{CaseStore.Other}\""))),
        Related("relation_cycle", 1, CaseStore.Relation("depends_on", CaseStore.Other), CaseStore.Relation("blocks", CaseStore.Other)),
        new("plan_unreadable", "ID/artifacts/orchestration-plan.jsonl:2",
            s => s.Write(Plans, $"{CaseStore.Plan(1, "\"kind\":\"waiting_capacity_note\",\"note\":\"No slot.\"")}oops\n")),
        new("conflict_markers", "ID/artifacts/orchestration-plan.jsonl:1", s => s.Write(Plans, "<<<<<<< HEAD\n=======\n>>>>>>> topic\n")),
        Planned("plan_foreign", "\"kind\":\"waiting_capacity_note\",\"note\":\"No slot.\"", of: CaseStore.Other),
        Planned("plan_id_wrong", "\"kind\":\"waiting_capacity_note\",\"note\":\"No slot.\"", number: 7),
        Planned("plan_kind_unknown", "\"kind\":\"sometime\""),
        Planned("plan_incomplete", "\"kind\":\"accepted_plan\""),
        Planned("plan_incomplete", "\"kind\":\"waiting_capacity_note\""),
        Planned("plan_incomplete", "\"kind\":\"after\""),
        Planned("plan_self", $"\"kind\":\"before\",\"related_ticket\":\"{CaseStore.Id}\""),
        Planned("plan_dangling", "\"kind\":\"before\",\"related_ticket\":\"0000000000000\""),
    ];

    private static Case Related(string code, int line, params string[] relations) => new(code, $"ID/artifacts/relations.json:{line}", s =>
    {
        s.Place(CaseStore.Other);
        s.Write(Relations, CaseStore.Relations(relations));
    });

    private static Case Planned(string code, string members, string of = CaseStore.Id, int number = 1) =>
        new(code, "ID/artifacts/orchestration-plan.jsonl:1", s => s.Write(Plans, CaseStore.Plan(number, members, of)));
}
