namespace Yoi.Tests.Unit.Client;

/// <summary>A clock whose waits are over at once and are written down; what is as long as a deadline never comes.</summary>
internal sealed class HurriedTime : TimeProvider
{
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(20);

    private long _passed;

    /// <summary>What was waited for.</summary>
    public List<TimeSpan> Waits { get; } = [];

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override long GetTimestamp() => Interlocked.Read(ref _passed);

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        if (dueTime == Timeout.InfiniteTimeSpan || dueTime >= Longest) return new Nothing();
        lock (Waits) Waits.Add(dueTime);
        Interlocked.Add(ref _passed, dueTime.Ticks);
        return System.CreateTimer(callback, state, TimeSpan.Zero, Timeout.InfiniteTimeSpan);
    }

    private sealed class Nothing : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => true;

        public void Dispose()
        {
        }

        public ValueTask DisposeAsync() => ValueTask.CompletedTask;
    }
}
