namespace Yoi.Tests.Unit.Simulation;

/// <summary>The world's clock as one process has it.</summary>
internal sealed class SimulatedTime(World world, SimulatedProcess process) : TimeProvider
{
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => world.Now;

    public override long GetTimestamp() => world.Now.Ticks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        SimulatedTimer timer = new(world, process, () => callback(state));
        timer.Change(dueTime, period);
        return timer;
    }
}

/// <summary>A timer; it ends with its process.</summary>
internal sealed class SimulatedTimer(World world, SimulatedProcess process, Action act) : ITimer
{
    private int _setting;
    private TimeSpan _period;

    public bool Change(TimeSpan dueTime, TimeSpan period)
    {
        _setting++;
        _period = period;
        if (dueTime != Timeout.InfiniteTimeSpan) world.Set(this, _setting, world.Now + dueTime);
        return true;
    }

    public void Fire(int setting)
    {
        if (setting != _setting || process.IsDead) return;
        if (_period != Timeout.InfiniteTimeSpan && _period != TimeSpan.Zero) world.Set(this, setting, world.Now + _period);
        act();
    }

    public void Dispose() => _setting++;

    public ValueTask DisposeAsync()
    {
        Dispose();
        return default;
    }
}
