using System.Runtime.CompilerServices;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace;

/// <summary>The board as it now is, and its changes for whoever watches. Kept in memory only: it is derived, never a record.</summary>
public sealed class BoardProjection
{
    private readonly Lock _gate = new();
    private readonly SortedDictionary<TicketId, CardFrame> _cards = [];
    private readonly List<BoardWatcher> _watchers = [];
    // As it was last asked for, until something changes.
    private BoardSnapshotFrame? _snapshot;
    private WorkspaceView _workspace;

    /// <summary>An empty board of a workspace.</summary>
    public BoardProjection(WorkspaceView workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        _workspace = workspace;
    }

    /// <summary>The workspace as last set.</summary>
    public WorkspaceView Workspace
    {
        get
        {
            lock (_gate) return _workspace;
        }
    }

    /// <summary>Sets a card; watchers are told only where it differs from the one that stood there. Never waits for a watcher.</summary>
    public void Put(BoardCard card)
    {
        ArgumentNullException.ThrowIfNull(card);
        lock (_gate)
        {
            if (_cards.TryGetValue(card.Id, out var old) && old.Card == card) return;
            (_cards[card.Id], _snapshot) = (new(card), null);
            foreach (var watcher in _watchers) watcher.Changed(card.Id);
        }
    }

    /// <summary>Takes a card off the board; does nothing where there is none.</summary>
    public void Remove(TicketId id)
    {
        lock (_gate)
        {
            if (!_cards.Remove(id)) return;
            _snapshot = null;
            foreach (var watcher in _watchers) watcher.Changed(id);
        }
    }

    /// <summary>Sets the workspace's name, branches and notices; watchers get a new snapshot where something differs.</summary>
    public void SetWorkspace(WorkspaceView workspace)
    {
        ArgumentNullException.ThrowIfNull(workspace);
        lock (_gate)
        {
            // Lists compare by reference, so what they hold is compared apart.
            var same = workspace with { Notices = _workspace.Notices } == _workspace && workspace.Notices.SequenceEqual(_workspace.Notices);
            if (same) return;
            (_workspace, _snapshot) = (workspace, null);
            foreach (var watcher in _watchers) watcher.Replaced();
        }
    }

    /// <summary>Everything as of now, in order of id.</summary>
    public BoardSnapshot Snapshot()
    {
        lock (_gate) return SnapshotLocked().Board;
    }

    /// <summary>
    /// A snapshot first, then every later change, without a gap. What a slow watcher has not yet taken is kept once per ticket, in its
    /// newest form; too much of it becomes a new snapshot. Watchers are given the same objects.
    /// </summary>
    public async IAsyncEnumerable<BoardFrame> WatchAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var watcher = new BoardWatcher();
        lock (_gate) _watchers.Add(watcher);
        try
        {
            while (true)
            {
                await watcher.WaitAsync(cancellationToken);
                while (Take(watcher) is { } frame) yield return frame;
            }
        }
        finally
        {
            lock (_gate) _watchers.Remove(watcher);
        }
    }

    private BoardFrame? Take(BoardWatcher watcher)
    {
        lock (_gate)
        {
            if (watcher.TakeReplaced()) return SnapshotLocked();
            if (watcher.TakeChanged() is not { } id) return null;
            return _cards.TryGetValue(id, out var card) ? card : new GoneFrame(id);
        }
    }

    private BoardSnapshotFrame SnapshotLocked() => _snapshot ??= new(new(_workspace, [.. _cards.Values.Select(frame => frame.Card)]));
}
