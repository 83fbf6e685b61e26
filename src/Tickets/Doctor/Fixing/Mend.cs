using System.Text;

namespace Yoi.Tickets;

/// <summary>What a ticket's files become when all that needs no guess is mended. What is there stays: fields are set, ends are completed, order is restored.</summary>
internal static class Mend
{
    // Setting one field may show that another is missing: a state that came from the thread may be queued.
    private const int Rounds = 4;

    /// <summary>The mended files; the same where there is nothing to mend, or where something would be lost by it.</summary>
    public static TicketBytes Of(ExaminedTicket ticket, TicketBytes bytes)
    {
        var mended = bytes;
        for (var round = 0; round < Rounds; round++)
        {
            var next = Once(ticket, mended);
            if (next == mended) break;
            (mended, ticket) = (next, ExaminedTicket.Of(ticket.Id, TicketFiles.Of(next)));
        }

        var isWhole = ThreadAppend.Holds(ThreadParser.Parse(bytes.Thread).Events, ThreadParser.Parse(mended.Thread).Events, []);
        return isWhole && !TicketChecks.Of(ticket).Any(f => f.IsFixable) ? mended : bytes;
    }

    private static TicketBytes Once(ExaminedTicket ticket, TicketBytes bytes) => bytes with
    {
        Item = Item(ticket) ?? bytes.Item,
        Thread = Ended(bytes.Thread, ThreadEnd(ticket)),
        Plans = Ended(bytes.Plans, PlanChecks.LacksNewline(ticket) ? "\n" : ""),
        Relations = Relations(ticket) ?? bytes.Relations,
        Resolution = Resolution(ticket) ?? bytes.Resolution,
    };

    private static byte[]? Item(ExaminedTicket ticket)
    {
        if (ticket.Document is not { } document) return null;
        List<FieldEdit> edits = [];
        foreach (var key in ItemSchema.Ticket.Required.Where(key => ItemChecks.IsMissing(document, key))) Add(key);
        if (StateChecks.IsUpdatedAtOld(ticket)) Add("updated_at");
        if (StateChecks.AreQueueFieldsEvident(ticket)) foreach (var key in StateChecks.MissingQueueFields(document)) Add(key);
        return edits.Count > 0 && ItemWriter.Edit(ticket.Id, document, edits).TryGet(out var edited, out _) ? edited.Bytes.ToArray() : null;

        void Add(string key)
        {
            if (Evidence.Of(ticket, key) is { } value) edits.Add(new(key, value));
        }
    }

    /// <summary>What the last event lacks at its end.</summary>
    private static string ThreadEnd(ExaminedTicket ticket)
    {
        if (ticket.Events is not [.., var last]) return "";
        var lines = ticket.Thread!.Lines;
        var newline = lines.EndsWithNewline ? "" : "\n";
        if (last.HasRule) return newline;
        return lines.IsBlank(lines.Count - 1) ? $"{newline}---\n" : $"{newline}\n---\n";
    }

    private static byte[]? Relations(ExaminedTicket ticket) => ticket.Relations is { Conflicts.Count: 0 } file && RelationFile.Parse(file.Bytes.Span) is { } relations && !RelationChecks.IsSorted(relations)
        ? RelationFile.Bytes(relations)
        : null;

    private static byte[]? Resolution(ExaminedTicket ticket)
    {
        if (!StateChecks.IsResolutionMissing(ticket) || StateChecks.ClosingText(ticket) is not { } text) return null;
        return Encoding.UTF8.GetBytes(text.EndsWith('\n') ? text : text + "\n");
    }

    private static byte[]? Ended(byte[]? bytes, string end) => end.Length == 0 ? bytes : [.. bytes.AsSpan(), .. Encoding.UTF8.GetBytes(end)];
}
