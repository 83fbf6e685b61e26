namespace Yoi.Tests.Unit.Faults;

/// <summary>Which of many points a run tries: all with YOI_LONG=1, else a few that are spread over all of them, others for each seed.</summary>
internal static class FaultSample
{
    public static bool IsLong { get; } = Environment.GetEnvironmentVariable("YOI_LONG") == "1";

    /// <summary>At most <paramref name="count"/>, one of each equal stretch; the last one always. YOI_FAULT_SEED chooses others.</summary>
    public static IReadOnlyList<T> Of<T>(IReadOnlyList<T> points, int count)
    {
        if (IsLong || points.Count <= count) return points;
        var random = new Random(Seed);
        List<T> some = [];
        for (var n = 0; n < count - 1; n++)
        {
            var (from, to) = (n * (points.Count - 1) / (count - 1), (n + 1) * (points.Count - 1) / (count - 1));
            some.Add(points[random.Next(from, to)]);
        }

        return [.. some, points[^1]];
    }

    public static int Seed { get; } = int.TryParse(Environment.GetEnvironmentVariable("YOI_FAULT_SEED"), out var seed) ? seed : 20260501;
}
