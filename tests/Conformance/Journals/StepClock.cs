namespace Yoi.Tests.Conformance.Journals;

/// <summary>A clock that stands still until it is set.</summary>
public sealed class StepClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 5, 1, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
