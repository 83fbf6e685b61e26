using Yoi.Protocol;

namespace Yoi.Workspace.Server;

/// <summary>The filters of the ticket list: those of <c>yoi ticket list</c> and <c>search</c>.</summary>
internal static class TicketQueryText
{
    private const int Usual = 50;
    private const int MostTexts = 16;

    /// <summary>What its query may hold.</summary>
    public static IReadOnlyList<QueryText> Query { get; } =
    [
        new("state", "string", "Only tickets in this state: planning, ready, queued, inprogress, done or closed; may be repeated."),
        new("text", "string", "Only tickets that hold this text, in capitals or not, with the first lines that do; may be repeated up to 16 times: all of them."),
        new("author", "string", "Only tickets with an event by this author."),
        new("event", "string", "Only tickets with an event of this kind, such as review."),
        new("priority", "string", "Only tickets of this priority."),
        new("blocked", "boolean", "Only tickets that are open and wait for another (true) or for none (false)."),
        new("change_requested", "boolean", "Whether the last review asks for changes."),
        new("reported", "boolean", "Whether it is reported as implemented, and neither done nor closed."),
        new("older_than", "string", "Only tickets unchanged for so long: 90m, 12h, 14d, 2w."),
        new("newer_than", "string", "Only tickets changed within so long."),
        new("newest", "boolean", "The newest ticket first instead of the oldest."),
        QueryText.After,
        QueryText.Limit(TicketReading.MostRows, Usual),
    ];

    public static TicketFilter Read(QueryReader query)
    {
        var states = query.Texts("state", TicketFilter.AllStates.Count);
        if (states.Any(state => !TicketFilter.AllStates.Contains(state))) query.Refuse($"state is one of {string.Join(", ", TicketFilter.AllStates)}.");
        return new()
        {
            States = states,
            Texts = query.Texts("text", MostTexts),
            Author = query.Text("author"),
            EventKind = query.Text("event"),
            Priority = query.Text("priority"),
            Blocked = query.Flag("blocked"),
            ChangeRequested = query.Flag("change_requested"),
            Reported = query.Flag("reported"),
            OlderThan = query.Age("older_than"),
            NewerThan = query.Age("newer_than"),
            NewestFirst = query.Flag("newest") ?? false,
            After = query.Id<TicketId>("after"),
            Limit = query.Limit(TicketReading.MostRows, Usual),
        };
    }
}
