using System.Threading.Channels;
using Yoi.Protocol;

namespace Yoi.Workspace;

/// <summary>
/// What one watcher has not yet taken: ids, not cards, so the newest form is read when it is taken. Guarded by the projection's gate,
/// but for the wait.
/// </summary>
internal sealed class BoardWatcher
{
    /// <summary>With more tickets waiting than this, one snapshot is the smaller answer.</summary>
    private const int MaximumPending = 256;

    private readonly Queue<TicketId> _order = [];
    private readonly HashSet<TicketId> _pending = [];
    private readonly Channel<bool> _wake = Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private bool _replaced;

    public BoardWatcher() => Replaced();

    /// <summary>Returns once something may wait to be taken.</summary>
    public async ValueTask WaitAsync(CancellationToken cancellationToken) => await _wake.Reader.ReadAsync(cancellationToken);

    public void Changed(TicketId id)
    {
        // A snapshot that is still to be taken will hold the change.
        if (_replaced || !_pending.Add(id)) return;
        _order.Enqueue(id);
        if (_pending.Count > MaximumPending) Replaced();
        else _wake.Writer.TryWrite(true);
    }

    public void Replaced()
    {
        _replaced = true;
        _order.Clear();
        _pending.Clear();
        _wake.Writer.TryWrite(true);
    }

    public bool TakeReplaced() => _replaced && !(_replaced = false);

    public TicketId? TakeChanged()
    {
        if (!_order.TryDequeue(out var id)) return null;
        _pending.Remove(id);
        return id;
    }
}
