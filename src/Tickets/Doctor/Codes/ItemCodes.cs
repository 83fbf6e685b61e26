using static Yoi.Tickets.DoctorCode;

namespace Yoi.Tickets;

/// <summary>Findings about item.md.</summary>
internal static class ItemCodes
{
    public static readonly DoctorCode FrontMatterInvalid = Error(
        "front_matter_invalid", "The front matter is no YAML mapping, so the item cannot be read.", "Mend the line; texts with special characters need quotes.");

    public static readonly DoctorCode FrontMatterUnclosed = Error(
        "front_matter_unclosed", "No second line --- ends the front matter, so the item cannot be read.", "Add a line --- behind the last key.");

    public static readonly DoctorCode KeyRepeated = Error(
        "key_repeated", "The front matter gives one key twice, so the item cannot be read.", "Remove the line that is wrong.");

    public static readonly DoctorCode KeyObsolete = Warning(
        "key_obsolete", "The front matter holds a key of an older format.", "It is kept and means nothing where there is a state; remove it when no older program needs it.");

    public static readonly DoctorCode FieldMissing = Error(
        "field_missing", "A field that every item has is missing or empty.", "Add it to the front matter.",
        "adds created_at from the create event, updated_at from the newest event, and a state from the thread where its steps follow each other up to the end");

    public static readonly DoctorCode FieldInvalid = Error(
        "field_invalid", "A field does not hold the kind of value it should.", "Give it a text, or a list of texts where one is meant.");

    public static readonly DoctorCode TimeInvalid = Error(
        "time_invalid", "A time cannot be read.", "Write it like 2026-01-31T12:00:00Z.");

    public static readonly DoctorCode StateUnknown = Error(
        "state_unknown", "The state of an item is none there is.", "Set one that there is; the thread tells which it was last.");

    public static readonly DoctorCode UpdatedAtOld = Warning(
        "updated_at_old", "updated_at is older than the newest event of the thread.", "Lists by time show the ticket in the wrong place.",
        "sets it to the time of the newest event");

    public static readonly DoctorCode QueueFieldsMissing = Warning(
        "queue_fields_missing", "A queued ticket does not say who queued it or when.", "Add queued_by and queued_at to the front matter.",
        "adds them from the event that queued it");

    public static IReadOnlyList<DoctorCode> All { get; } =
        [FrontMatterInvalid, FrontMatterUnclosed, KeyRepeated, KeyObsolete, FieldMissing, FieldInvalid, TimeInvalid, StateUnknown, UpdatedAtOld, QueueFieldsMissing];
}
