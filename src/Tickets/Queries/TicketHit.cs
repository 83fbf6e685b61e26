using Yoi.Protocol;

namespace Yoi.Tickets;

/// <summary>A ticket that holds what was searched.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Lines">The first lines that hold one of the texts, in the order of files and lines.</param>
/// <param name="LineCount">How many such lines there are.</param>
public sealed record TicketHit(TicketListing Ticket, IReadOnlyList<TicketHitLine> Lines, int LineCount);

/// <summary>A line that holds one of the texts.</summary>
/// <param name="File">item.md, thread.md or resolution.md.</param>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Text">Its text, cut to at most <see cref="MostCharacters"/> around the first find.</param>
public sealed record TicketHitLine(string File, int Line, string Text)
{
    /// <summary>Characters of a line that are answered.</summary>
    public const int MostCharacters = 400;
}

/// <summary>One page of finds.</summary>
/// <param name="Hits">The tickets, in order.</param>
/// <param name="Next">The cursor of the page behind: its last ticket; null where nothing more fits.</param>
/// <param name="Unsearched">Tickets whose text could not be searched, and why.</param>
public sealed record TicketHitPage(IReadOnlyList<TicketHit> Hits, TicketId? Next, IReadOnlyList<UnsearchedTicket> Unsearched);

/// <summary>A ticket whose text could not be searched.</summary>
/// <param name="Ticket">The ticket.</param>
/// <param name="Fault">Why: <c>ticket_unreadable</c>, <c>too_large</c>, <c>store_failed</c>, <c>conflict</c>.</param>
public sealed record UnsearchedTicket(TicketId Ticket, Fault Fault);
