namespace Yoi.Tests.Unit.Runtime.Fakes;

/// <summary>A clock that moves when told to.</summary>
internal sealed class FakeTime : TimeProvider
{
    private readonly Lock _lock = new();
    private readonly List<Timer> _timers = [];
    private readonly List<(TimeSpan Due, TaskCompletionSource Armed)> _waits = [];
    private DateTimeOffset _now = new(2026, 1, 2, 3, 4, 5, TimeSpan.Zero);

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_lock) return _now;
    }

    public override long GetTimestamp() => GetUtcNow().Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        var timer = new Timer(this, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }

    /// <summary>Waits until something waits exactly this long, then lets that long pass.</summary>
    public async Task PassAsync(TimeSpan due)
    {
        Task armed;
        lock (_lock)
        {
            var wait = (due, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
            _waits.Add(wait);
            armed = wait.Item2.Task;
            Check();
        }

        await armed.WaitAsync(TestContext.Current.CancellationToken);
        Timer[] due2;
        lock (_lock)
        {
            _now += due;
            due2 = [.. _timers.Where(timer => timer.At <= _now)];
            foreach (var timer in due2) _timers.Remove(timer);
        }

        foreach (var timer in due2) timer.Fire();
    }

    private void Check()
    {
        foreach (var (due, armed) in _waits.ToArray())
        {
            if (_timers.Any(timer => timer.At == _now + due)) armed.TrySetResult();
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
