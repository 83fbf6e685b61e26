namespace Yoi.Tests.Unit.Tickets;

/// <summary>The wall clock stands still until it is set; timers run as they do.</summary>
internal sealed class StepClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 5, 1, 12, 0, 0, 400, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
