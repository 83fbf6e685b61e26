using static Yoi.Tickets.DoctorCode;

namespace Yoi.Tickets;

/// <summary>Findings about relations, plan records and the links of objectives.</summary>
internal static class LinkCodes
{
    public static readonly DoctorCode RelationsUnreadable = Error(
        "relations_unreadable", "artifacts/relations.json is no relation file of version 1, so none of its relations hold.", "Mend the JSON, or bring the file back from the version history.");

    public static readonly DoctorCode RelationForeign = Error(
        "relation_foreign", "A relation says that it belongs to another ticket than the one it lies in.", "Set its ticket_id to this ticket, or move it to the other's file.");

    public static readonly DoctorCode RelationSelf = Error(
        "relation_self", "A ticket is related to itself.", "Remove the relation.");

    public static readonly DoctorCode RelationRepeated = Error(
        "relation_repeated", "A relation is there twice.", "Remove one of the two.");

    public static readonly DoctorCode RelationKindUnknown = Warning(
        "relation_kind_unknown", "The kind of a relation is none that this program knows.", "It is kept and means nothing; use depends_on, blocks, related, supersedes or duplicate_of.");

    public static readonly DoctorCode RelationDangling = Warning(
        "relation_dangling", "A relation names a ticket that is not in this store.", "Bring the ticket back, or remove the relation: `yoi ticket relation remove`.");

    public static readonly DoctorCode DependencyDangling = Error(
        "dependency_dangling", "An unfinished ticket waits for a ticket that is not in this store, so it never starts.",
        "Bring the other ticket back, or remove the record that names it.");

    public static readonly DoctorCode RelationCycle = Error(
        "relation_cycle", "Tickets wait for each other in a circle, so the unfinished among them may never start.", "Remove one of the relations: `yoi ticket relation remove`.");

    public static readonly DoctorCode RelationsUnsorted = Warning(
        "relations_unsorted", "artifacts/relations.json is not in its one order, by kind and target, which makes merges harder.", "The next change of a relation sorts it.", "sorts it");

    public static readonly DoctorCode PlanUnreadable = Error(
        "plan_unreadable", "A line of artifacts/orchestration-plan.jsonl is no plan record, so it does not count.", "Mend the line, or remove it if its record stands elsewhere.");

    public static readonly DoctorCode PlanForeign = Error(
        "plan_foreign", "A plan record says that it belongs to another ticket than the one it lies in.", "Set its ticket_id to this ticket, or move it to the other's file.");

    public static readonly DoctorCode PlanIdWrong = Warning(
        "plan_id_wrong", "The id of a plan record does not name its line, as after a merge or a removed line.", "Nothing depends on it while each id is there once.");

    public static readonly DoctorCode PlanKindUnknown = Warning(
        "plan_kind_unknown", "The kind of a plan record is none that this program knows.", "It is kept and means nothing.");

    public static readonly DoctorCode PlanIncomplete = Error(
        "plan_incomplete", "A plan record lacks what its kind needs, so it means nothing.", "Add the member to the line.");

    public static readonly DoctorCode PlanSelf = Error(
        "plan_self", "A plan record sets a ticket in relation to itself.", "Remove the line.");

    public static readonly DoctorCode PlanDangling = Warning(
        "plan_dangling", "A plan record names a ticket that is not in this store.", "Bring the ticket back; while it is gone the record means nothing.");

    public static readonly DoctorCode ObjectiveDangling = Warning(
        "objective_dangling", "An objective links a ticket that is not in this store.", "Bring the ticket back, or remove its id from linked_tickets.");

    public static IReadOnlyList<DoctorCode> All { get; } =
    [
        RelationsUnreadable, RelationForeign, RelationSelf, RelationRepeated, RelationKindUnknown, RelationDangling, DependencyDangling, RelationCycle, RelationsUnsorted,
        PlanUnreadable, PlanForeign, PlanIdWrong, PlanKindUnknown, PlanIncomplete, PlanSelf, PlanDangling, ObjectiveDangling,
    ];
}
