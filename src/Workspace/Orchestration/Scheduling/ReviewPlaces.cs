using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>The places for reviewers, and which attempts hold one. What it holds is derived from the attempts: a start makes it anew.</summary>
internal sealed class ReviewPlaces(IEnumerable<AttemptState> attempts, Func<int> places)
{
    private readonly Lock _lock = new();

    // Those whose review had begun keep their place; who comes first otherwise is chance.
    private readonly HashSet<TicketId> _held = [.. attempts.Where(a => a is { Open: true, Step: "review", ReviewAsked: { } asked } && asked == a.Submitted?.Commit).Select(a => a.Id.Ticket)];
    private readonly HashSet<TicketId> _waiting = [];

    /// <summary>Takes a place, or keeps the one it has; false where all are taken.</summary>
    public bool TryTake(TicketId ticket)
    {
        lock (_lock)
        {
            if (_held.Contains(ticket)) return true;
            if (_held.Count < places())
            {
                _waiting.Remove(ticket);
                return _held.Add(ticket);
            }

            _waiting.Add(ticket);
            return false;
        }
    }

    /// <summary>Gives a place back, or stops waiting for one; answers who is to look again.</summary>
    public IReadOnlyList<TicketId> Release(TicketId ticket)
    {
        lock (_lock)
        {
            _waiting.Remove(ticket);
            return _held.Remove(ticket) ? [.. _waiting] : [];
        }
    }
}
