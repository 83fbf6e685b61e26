namespace Yoi.Tests.Unit.Simulation;

/// <summary>How long things take.</summary>
internal static class Pausing
{
    private static readonly int[] Milliseconds = [1, 2, 5, 10, 100, 500, 1_000];

    /// <summary>Nothing, a moment in which others may go on, or some time.</summary>
    public static async Task PauseAsync(this World world, TimeProvider time, CancellationToken ct = default)
    {
        if (world.Chance(40)) return;
        if (world.Chance(60)) await Task.Yield();
        else await Task.Delay(TimeSpan.FromMilliseconds(world.OneOf(Milliseconds)), time, ct);
    }

    /// <summary>Up to so many seconds.</summary>
    public static Task SecondsAsync(this World world, TimeProvider time, int most, CancellationToken ct = default) =>
        Task.Delay(TimeSpan.FromMilliseconds(world.Random.Next(0, most * 10) * 100), time, ct);
}
