using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>Slots that tickets take in turn, first come first served: those of reviewers, and the one of the merge queue. Made anew from the attempts at each start.</summary>
internal sealed class SlotQueue(Func<int> limit, IEnumerable<TicketId> held)
{
    private readonly Lock _lock = new();
    private readonly HashSet<TicketId> _held = [.. held];
    private readonly List<TicketId> _waiting = [];

    /// <summary>Takes a slot, or keeps the one it has; false where it has to wait.</summary>
    public bool TryTake(TicketId ticket)
    {
        lock (_lock)
        {
            if (_held.Contains(ticket)) return true;
            var turn = _waiting.IndexOf(ticket);
            if (turn < 0)
            {
                turn = _waiting.Count;
                _waiting.Add(ticket);
            }

            if (_held.Count + turn >= limit()) return false;
            _waiting.RemoveAt(turn);
            return _held.Add(ticket);
        }
    }

    /// <summary>Gives a slot back, or stops waiting for one; answers who is to ask again.</summary>
    public IReadOnlyList<TicketId> Release(TicketId ticket)
    {
        lock (_lock) return _waiting.Remove(ticket) | _held.Remove(ticket) ? [.. _waiting] : [];
    }
}
