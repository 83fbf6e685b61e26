using static Yoi.Tickets.DoctorCode;

namespace Yoi.Tickets;

/// <summary>Findings about the form of thread.md.</summary>
internal static class ThreadCodes
{
    public static readonly DoctorCode ThreadMissing = Error(
        "thread_missing", "The ticket has no thread.md: what happened to it is not on record.", "Bring the file back from the version history; else the next event begins a new one.");

    public static readonly DoctorCode TextUnowned = Warning(
        "text_unowned", "Text stands before the first event and belongs to none.", "Move it into an event of its own: `yoi ticket comment`.");

    public static readonly DoctorCode EventUnread = Error(
        "event_unread", "A line looks like the beginning of an event but is none, so the event is read as text of the one before it.",
        "Write it as <!-- event: kind author: name at: time --> in the first column, alone in its line; or put it into a code fence where it is a quotation.");

    public static readonly DoctorCode CommentMalformed = Warning(
        "comment_malformed", "The comment that begins an event does not follow the format, so other programs may read other attributes.",
        "Put values with spaces into double quotes and give each attribute once.");

    public static readonly DoctorCode AttributeMissing = Error(
        "attribute_missing", "An event lacks an attribute that its kind needs.", "Add the attribute to its comment.");

    public static readonly DoctorCode HeadingMissing = Warning(
        "heading_missing", "An event has no heading.", "Add a line such as \"## Comment\" behind its comment.");

    public static readonly DoctorCode RuleMissing = Warning(
        "rule_missing", "No line --- ends an event, so other programs may read the next one as part of it.", "Add a blank line and a line --- behind its text.",
        "adds it behind the last event; a thread is only ever appended to");

    public static readonly DoctorCode NewlineMissing = Warning(
        "newline_missing", "A record that is appended to does not end in a line feed, so other programs may write into its last line.", "Add a line feed at its end.",
        "adds it");

    public static readonly DoctorCode LinesWrong = Warning(
        "lines_wrong", "An event's text was changed after it was written: it is not as long as its comment says.",
        "Bring the text back from the version history; where the change is meant, remove the attribute lines.");

    public static readonly DoctorCode OperationRepeated = Error(
        "operation_repeated", "Two events of a thread carry the same operation, which is done once.", "Remove the second, as a merge may have doubled it.");

    public static readonly DoctorCode KindUnknown = Warning(
        "kind_unknown", "The kind of an event is none that this program knows.", "It is kept and shown as it is.");

    public static readonly DoctorCode TimeBackwards = Warning(
        "time_backwards", "An event is older than the one before it.", "Look whether it stands where it belongs, as after a merge, and whether the clock was right.");

    public static readonly DoctorCode ReviewStatusInvalid = Error(
        "review_status_invalid", "A review does not say whether it approves, so it counts as none.", "Add status: approve or status: request_changes to its comment.");

    public static IReadOnlyList<DoctorCode> All { get; } =
    [
        ThreadMissing, TextUnowned, EventUnread, CommentMalformed, AttributeMissing, HeadingMissing, RuleMissing, NewlineMissing, LinesWrong, OperationRepeated,
        KindUnknown, TimeBackwards, ReviewStatusInvalid,
    ];
}
