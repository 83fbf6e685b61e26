using System.Text;
using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Tickets;

namespace Yoi.Workspace;

/// <summary>The plain parts of a ticket as a browser may see them.</summary>
internal static class TicketViews
{
    private const int MostBody = 256 * 1024;
    private const int MostEventBody = 64 * 1024;
    private const int MostEvents = 500;

    // What the other fields say, or only the store needs.
    private static readonly string[] Left = ["event", "author", "at", "lines", "op"];

    /// <summary>Of a thread its last events, and how many are left out before them.</summary>
    public static (IReadOnlyList<ThreadEventView> Thread, int Omitted) Thread(Ticket ticket)
    {
        var omitted = Math.Max(0, ticket.Thread.Count - MostEvents);
        return ([.. ticket.Thread.Skip(omitted).Select((e, at) => Of(e, omitted + at))], omitted);
    }

    /// <summary>All there is to show of a ticket whose files cannot be read.</summary>
    public static TicketView Unreadable(TicketId id, Fault fault, DateTimeOffset now) => new()
    {
        Card = BoardCards.Unreadable(id, fault, now),
        // Nothing but its id tells, and an id may be any number.
        CreatedAt = DateTimeOffset.FromUnixTimeMilliseconds((long)Math.Min(id.Milliseconds, (ulong)now.ToUnixTimeMilliseconds())),
        Body = "",
        Thread = [],
        Relations = [],
        Waits = [],
        Actions = [],
    };

    public static string Body(Ticket ticket) => Body(ticket.Item.Body);

    /// <summary>A body of at most 256 KiB.</summary>
    public static string Body(string text) => Cut(text, MostBody);

    public static RelatedTicketView Of(Tickets.RelationView relation) => new(relation.Kind, relation.Other, relation.Title, relation.State?.Text(), relation.Note);

    private static ThreadEventView Of(ThreadEvent e, int index) => new(
        index, e.Kind, e.Author, e.At, e.Heading, Cut(e.Body, MostEventBody),
        e.Attributes.Where(a => !Left.Contains(a.Key)).ToDictionary(a => a.Key, a => a.Value));

    private static string Cut(string text, int most)
    {
        if (Encoding.UTF8.GetByteCount(text) <= most) return text;
        var bytes = Encoding.UTF8.GetBytes(text);
        var end = most;
        while ((bytes[end] & 0xC0) == 0x80) end--;
        return $"{Encoding.UTF8.GetString(bytes, 0, end)}\n\n[the rest is left out: the text is longer than {most / 1024} KiB]\n";
    }
}
