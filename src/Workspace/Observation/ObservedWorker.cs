using System.Threading.Channels;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace;

/// <summary>
/// One Worker as all who watch it share it: what a newcomer needs, the last events with their cursors, and a bounded queue a watcher. Who falls behind loses its queue, not an event: it begins again
/// behind the last one it had.
/// </summary>
internal sealed class ObservedWorker
{
    /// <summary>Frames that wait for one watcher at most.</summary>
    private const int MostWaiting = 256;

    /// <summary>Events whose cursors are known, so that who comes back behind one of them needs nothing of the runtime.</summary>
    private const int MostRecent = 1_000;

    /// <summary>Events of a snapshot at most, as many as a runtime's.</summary>
    private const int MostTail = 200;

    /// <summary>Characters of kept events, so that large ones are fewer.</summary>
    private const long MostText = 2 * 1024 * 1024;

    private readonly Lock _lock = new();
    private readonly Queue<TranscriptEvent> _tail = new();
    private readonly Queue<WatchedFrame> _recent = new();
    private readonly InFlight _inFlight = new();
    private readonly List<Channel<WatchedFrame>> _watchers = [];
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Func<WorkerFrame, WorkerFrame> _redact;
    private WorkerView? _shown;
    private long _recentText;
    private long _tailText;
    private string? _before;
    private string? _last;
    private WatchedFrame? _snapshot;
    private WatchedFrame? _closed;

    public ObservedWorker(Func<WorkerFrame, WorkerFrame> redact) => _redact = redact;

    /// <summary>Completes when it can be joined: a snapshot came, or it is over.</summary>
    public Task Ready => _ready.Task;

    /// <summary>The cursor behind the last event; null before the first snapshot.</summary>
    public string? Last
    {
        get
        {
            lock (_lock) return _last;
        }
    }

    /// <summary>What it does now, for who goes on behind a cursor and gets no snapshot; why there is no more where it is over.</summary>
    public WatchedFrame Now
    {
        get
        {
            lock (_lock) return _closed ?? Made(new WorkerStateFrame(_shown!));
        }
    }

    /// <summary>
    /// Begins with a snapshot, or behind a cursor, and goes on with the queue, without gap or duplicate; null where the cursor is none of the last ones. It is over behind a closed frame.
    /// </summary>
    public (IReadOnlyList<WatchedFrame> First, ChannelReader<WatchedFrame> Queue)? Join(string? after)
    {
        var queue = Channel.CreateBounded<WatchedFrame>(new BoundedChannelOptions(MostWaiting) { SingleReader = true, SingleWriter = true });
        lock (_lock)
        {
            if (_closed is not null) return ([.. after is not null && IsKnown(after) ? Behind(after) : [], _closed], queue);
            List<WatchedFrame> first = [];
            if (after is null)
            {
                first.Add(_snapshot ??= Made(new WorkerSnapshotFrame(_shown!, [.. _tail], _inFlight.Frame), _last));
            }
            else
            {
                if (!IsKnown(after)) return null;
                first.Add(Made(new WorkerStateFrame(_shown!)));
                first.AddRange(Behind(after));
                if (_inFlight.Frame is { } text) first.Add(Made(text));
            }

            _watchers.Add(queue);
            return (first, queue.Reader);
        }
    }

    /// <summary>True where a watcher behind the cursor can join.</summary>
    public bool Knows(string cursor)
    {
        lock (_lock) return _closed is not null || IsKnown(cursor);
    }

    public void Leave(ChannelReader<WatchedFrame> queue)
    {
        lock (_lock) _watchers.RemoveAll(watcher => watcher.Reader == queue);
    }

    /// <summary>The first frame, or a new beginning for all.</summary>
    public void Take(SnapshotFrame snapshot, WorkerView worker)
    {
        lock (_lock)
        {
            (_shown, _before, _last) = (worker, snapshot.Cursor, snapshot.Cursor);
            _recent.Clear();
            _tail.Clear();
            (_recentText, _tailText) = (0, 0);
            foreach (var item in snapshot.Tail) EnqueueTail(TranscriptViews.Of(item));
            _inFlight.Set(snapshot.InFlight);
            Tell(_snapshot = Made(new WorkerSnapshotFrame(worker, [.. _tail], _inFlight.Frame), _last));
        }

        _ready.TrySetResult();
    }

    public void Take(EventFrame frame)
    {
        lock (_lock)
        {
            var view = TranscriptViews.Of(frame.Event);
            var made = Made(new WorkerEventFrame(view), frame.Cursor);
            _recent.Enqueue(made);
            _recentText += EventText.LengthOf(made);
            while (_recent.Count > MostRecent || (_recentText > MostText && _recent.Count > 1))
            {
                var oldest = _recent.Dequeue();
                _recentText -= EventText.LengthOf(oldest);
                _before = oldest.Cursor;
            }

            EnqueueTail(view);
            _inFlight.Recorded(frame.Event);
            _last = frame.Cursor;
            Changed(made);
        }
    }

    public void Take(DeltaFrame frame)
    {
        lock (_lock)
        {
            _inFlight.Add(frame);
            Changed(Made(TranscriptViews.Of(frame)));
        }
    }

    /// <summary>What the Worker does now, where a person would see a difference.</summary>
    public void Take(WorkerView worker)
    {
        lock (_lock)
        {
            if (_shown is null || WorkerViews.Same(_shown, worker)) return;
            _shown = worker;
            Changed(Made(new WorkerStateFrame(worker)));
        }
    }

    /// <summary>There is no more.</summary>
    public void Close(Notice why)
    {
        lock (_lock) Tell(_closed = Made(new WorkerClosedFrame(why)));
        _ready.TrySetResult();
    }

    private IEnumerable<WatchedFrame> Behind(string cursor) => cursor == _before ? _recent : _recent.SkipWhile(frame => frame.Cursor != cursor).Skip(1);

    private bool IsKnown(string cursor) => cursor == _before || _recent.Any(frame => frame.Cursor == cursor);

    private void EnqueueTail(TranscriptEvent view)
    {
        _tail.Enqueue(view);
        _tailText += EventText.LengthOf(view);
        while (_tail.Count > MostTail || (_tailText > MostText && _tail.Count > 1)) _tailText -= EventText.LengthOf(_tail.Dequeue());
    }

    private WatchedFrame Made(WorkerFrame frame, string? cursor = null) => new(_redact(frame), cursor);

    private void Changed(WatchedFrame frame)
    {
        _snapshot = null;
        Tell(frame);
    }

    private void Tell(WatchedFrame frame)
    {
        for (var i = _watchers.Count - 1; i >= 0; i--)
        {
            if (_watchers[i].Writer.TryWrite(frame)) continue;
            _watchers[i].Writer.TryComplete();
            _watchers.RemoveAt(i);
        }
    }
}
