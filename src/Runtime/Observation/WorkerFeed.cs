using Yoi.Journal;
using Yoi.Protocol;

namespace Yoi.Runtime;

/// <summary>
/// What a Worker's observers share: the text in flight, its newest events and a signal. Nothing is kept for a single observer, so a slow one costs
/// nobody anything. Members that change it are called under the Worker's lock, which is the same.
/// </summary>
internal sealed class WorkerFeed(Lock @lock)
{
    /// <summary>Observers of one Worker at most.</summary>
    public const int MostObservers = 1_000;

    private readonly RecentEvents _recent = new();
    private TaskCompletionSource? _changed;
    private long _lastSeq;
    private int _observers;

    /// <summary>Used under the lock.</summary>
    public InFlightText InFlight { get; } = new();

    /// <summary>Counts an observer in; false where there are too many.</summary>
    public bool TryJoin(long lastSeq)
    {
        lock (@lock)
        {
            if (_observers == MostObservers) return false;
            _observers++;
            _lastSeq = Math.Max(_lastSeq, lastSeq);
            return true;
        }
    }

    /// <summary>Counts an observer out.</summary>
    public void Leave()
    {
        lock (@lock)
        {
            if (--_observers == 0) _recent.Clear();
        }
    }

    /// <summary>What an observer lacks that was given events up to a number and a message's text up to an offset.</summary>
    public Lack LackOf(long seq, string? message, int offset)
    {
        lock (@lock)
        {
            if (_lastSeq > seq) return new(_lastSeq, _recent.After(seq), null, null);
            if (InFlight.After(message, offset) is { } delta) return new(seq, null, delta, null);
            return new(seq, null, null, (_changed ??= new(TaskCreationOptions.RunContinuationsAsynchronously)).Task);
        }
    }

    /// <summary>Events were recorded. A message among them is no longer in flight, in the same moment.</summary>
    public void Recorded(IReadOnlyList<WorkerEvent> events, IReadOnlyList<NewEvent> stored, bool runOver)
    {
        _lastSeq = events[^1].Seq;
        if (_observers > 0) _recent.Add(events, stored);
        foreach (var item in events)
        {
            if (item is AssistantMessage message) InFlight.Over(message.MessageId);
        }

        if (runOver) InFlight.Clear();
        Wake();
    }

    /// <summary>Text arrived.</summary>
    public void Show(string message, string text)
    {
        if (InFlight.Add(message, text)) Wake();
    }

    /// <summary>Wakes everyone who waits.</summary>
    public void Wake()
    {
        lock (@lock)
        {
            _changed?.TrySetResult();
            _changed = null;
        }
    }
}

/// <summary>What an observer lacks: events up to a number (at hand, or to be read), else text, else a change to wait for.</summary>
internal readonly record struct Lack(long UpTo, IReadOnlyList<RecentEvent>? Events, DeltaFrame? Delta, Task? Changed);
