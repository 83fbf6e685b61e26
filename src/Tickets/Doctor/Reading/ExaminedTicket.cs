using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>What the checks see of one ticket. A file in which a merge was left unfinished has no meaning until that is mended.</summary>
internal sealed class ExaminedTicket
{
    private Replayed? _replayed;

    private ExaminedTicket(TicketId id) => Id = id;

    public TicketId Id { get; }

    public required OwnedFile? Item { get; init; }

    public required OwnedFile? Thread { get; init; }

    public required OwnedFile? Plans { get; init; }

    public required OwnedFile? Relations { get; init; }

    public required OwnedFile? Resolution { get; init; }

    /// <summary>The names of files that are there and could not be read.</summary>
    public required IReadOnlySet<string> Unread { get; init; }

    public ItemDocument? Document { get; private init; }

    public ItemProblem? Problem { get; private init; }

    public IReadOnlyList<ExaminedEvent> Events { get; private init; } = [];

    /// <summary>How many lines stand before the first event.</summary>
    public int UnownedLines { get; private init; }

    public Replayed Replayed => _replayed ??= Replay.Of(this);

    public ExaminedPlans PlanRecords => field ??= ExaminedPlans.Of(Plans);

    /// <summary>The state as the store reads it; null where it says none or none there is.</summary>
    public TicketState? State => Document is { } document && TicketStateText.TryParse(StateFields.Of(document).Text, out var state) ? state : null;

    /// <summary>The time of the newest event.</summary>
    public DateTimeOffset? Newest => Events.Max(e => e.Event.At);

    public static ExaminedTicket Of(TicketId id, TicketFiles files)
    {
        var (events, unowned) = ThreadParser.Parse(files.Thread);
        var lines = files.Thread is null ? null : new LineIndex(files.Thread);
        ExaminedEvent[] examined = [.. events.Select(e => ExaminedEvent.Of(e, lines!))];
        var unownedLines = unowned.Sum(u => u.LineCount);
        var item = Owned("item.md", files.Item, MergeConflict.InText);
        var thread = Owned("thread.md", files.Thread, l => MergeConflict.InThread(l, unownedLines, examined));
        var (document, problem) = item is { Conflicts.Count: 0 } ? ItemDocument.Read(item.Bytes) : default;
        var isThreadRead = thread is { Conflicts.Count: 0 };
        return new(id)
        {
            Item = item,
            Thread = thread,
            Plans = Owned(PlanFile.Name, files.Plans, MergeConflict.InData),
            Relations = Owned(RelationFile.Name, files.Relations, MergeConflict.InData),
            Resolution = Owned("resolution.md", files.Resolution, MergeConflict.InText),
            Unread = files.Unread,
            Document = document,
            Problem = problem,
            Events = isThreadRead ? examined : [],
            UnownedLines = isThreadRead ? unownedLines : 0,
        };

        OwnedFile? Owned(string name, byte[]? bytes, Func<LineIndex, IReadOnlyList<MergeConflict>> conflicts) =>
            bytes is null ? null : OwnedFile.Of($"{id}/{name}", bytes, conflicts);
    }

    /// <summary>The files that there are.</summary>
    public IEnumerable<OwnedFile> Files() => new[] { Item, Thread, Relations, Plans, Resolution }.OfType<OwnedFile>();
}
