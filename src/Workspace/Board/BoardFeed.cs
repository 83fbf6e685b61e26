using Microsoft.Extensions.Logging;
using Yoi.Protocol;
using Yoi.Protocol.Browser;
using Yoi.Tickets;

namespace Yoi.Workspace;

/// <summary>Keeps the board's cards as their tickets, attempts and Workers are.</summary>
internal sealed partial class BoardFeed(
    BoardProjection board, TicketStore tickets, AttemptStore attempts, RuntimeRegistry registry, Func<TicketId, Notice?> waits, TimeProvider time, ILogger<BoardFeed> logger)
{
    private readonly DirtySet<TicketId> _dirty = new();

    /// <summary>Build a ticket's card again soon.</summary>
    public void Mark(TicketId ticket) => _dirty.Mark(ticket);

    /// <summary>Builds every card, and drops those whose ticket is gone; <c>store_failed</c> where the tickets cannot be listed.</summary>
    public async Task<Fault?> FillAsync(CancellationToken cancellationToken)
    {
        if (!(await tickets.ListAsync(cancellationToken)).TryGet(out var all, out var fault)) return fault;
        foreach (var listing in all) await BuildAsync(listing.Id, cancellationToken);
        return null;
    }

    /// <summary>Runs until cancelled.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        await foreach (var ticket in _dirty.TakeAsync(cancellationToken)) await BuildAsync(ticket, cancellationToken);
    }

    /// <summary>The card of a ticket as it was read; it is not put on the board, where a newer one may stand.</summary>
    public async Task<BoardCard> CardAsync(Ticket ticket, CancellationToken cancellationToken)
    {
        var attempt = attempts.Newest(ticket.Id);
        return BoardCards.Of(ticket, attempt, await AttemptCrew.OfAsync(attempt, registry, cancellationToken), waits(ticket.Id));
    }

    private async Task BuildAsync(TicketId id, CancellationToken cancellationToken)
    {
        var read = await tickets.ReadAsync(id, cancellationToken);
        if (read.TryGet(out var ticket, out var fault))
        {
            board.Put(await CardAsync(ticket, cancellationToken));
        }
        else if (fault.Code == FaultCodes.NotFound)
        {
            board.Remove(id);
        }
        else
        {
            LogUnreadable(id, fault.Code, fault.Message);
            board.Put(BoardCards.Unreadable(id, fault, time.GetUtcNow()));
        }
    }

    [LoggerMessage(LogLevel.Warning, "Ticket {Ticket} cannot be read: {Code}: {Message}")]
    private partial void LogUnreadable(TicketId ticket, string code, string message);
}
