namespace Yoi.Tests.Unit.Runtime.Fakes;

/// <summary>A clock that moves when told to.</summary>
internal sealed class FakeTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Timer> _timers = [];
    private readonly Dictionary<TimeSpan, int> _begun = [];
    private readonly List<(TimeSpan Due, int Begun, TaskCompletionSource Done)> _waits = [];
    private TimeSpan _ahead;
    private DateTimeOffset _now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) return _now + _ahead;
    }

    public override long GetTimestamp()
    {
        lock (_lock) return _now.Ticks;
    }

    /// <summary>Sets the clock; no time passes.</summary>
    public void Jump(TimeSpan by)
    {
        lock (_lock) _ahead += by;
    }

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>How many waits of this length were begun so far; take it before the act whose wait is to pass.</summary>
    public int Begun(TimeSpan due)
    {
        lock (_lock) return _begun.GetValueOrDefault(due);
    }

    /// <summary>Waits until one more wait of this length was begun, then lets that long pass.</summary>
    public async Task PassAsync(TimeSpan due, int begun)
    {
        await BegunAsync(due, begun);
        Pass(due);
    }

    /// <summary>Waits until one more wait of this length was begun.</summary>
    public async Task BegunAsync(TimeSpan due, int begun)
    {
        Task more;
        lock (_lock)
        {
            var wait = (due, begun, Done: new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            _waits.Add(wait);
            more = wait.Done.Task;
            Check();
        }

        await more.WaitAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Lets time pass in steps until a task completes.</summary>
    public async Task PassUntilAsync(TimeSpan due, Task task)
    {
        while (!task.IsCompleted)
        {
            var begun = Begun(due);
            Pass(due);
            await Task.WhenAny(task, BegunAsync(due, begun));
        }

        await task;
    }

    /// <summary>Lets time pass.</summary>
    public void Advance(TimeSpan due) => Pass(due);

    private void Pass(TimeSpan due)
    {
        Timer[] ripe;
        lock (_lock)
        {
            _now += due;
            ripe = [.. _timers.Where(timer => timer.At <= _now)];
            foreach (var timer in ripe) _timers.Remove(timer);
        }

        foreach (var timer in ripe) timer.Fire();
    }

    private void Check()
    {
        foreach (var (due, begun, done) in _waits)
        {
            if (_begun.GetValueOrDefault(due) > begun) done.TrySetResult();
        }
    }

    private sealed class Timer(FakeTime time, Action fire) : ITimer
    {
        public DateTimeOffset At { get; private set; }

        public void Fire() => fire();

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            lock (time._lock)
            {
                time._timers.Remove(this);
                if (dueTime == Timeout.InfiniteTimeSpan) return true;
                At = time._now + dueTime;
                time._timers.Add(this);
                time._begun[dueTime] = time._begun.GetValueOrDefault(dueTime) + 1;
                time.Check();
            }

            return true;
        }

        public void Dispose()
        {
            lock (time._lock) time._timers.Remove(this);
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return default;
        }
    }
}
