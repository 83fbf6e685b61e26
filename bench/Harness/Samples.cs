using System.Diagnostics;

namespace Yoi.Bench;

/// <summary>Times of one thing, in milliseconds.</summary>
internal sealed class Samples
{
    private readonly List<double> _times = [];

    public double Median => _times.Order().ElementAt(_times.Count / 2);

    public double Least => _times.Min();

    public async Task TakeAsync(Func<Task> act)
    {
        var began = Stopwatch.GetTimestamp();
        await act();
        _times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
    }

    /// <summary>Several things in turns, so that what else the machine does meets all of them.</summary>
    public static async Task<Samples[]> InTurnsAsync(int rounds, params Func<Task>[] things)
    {
        Samples[] samples = [.. things.Select(_ => new Samples())];
        // The first round warms caches and is not counted.
        foreach (var thing in things) await thing();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < things.Length; i++) await samples[i].TakeAsync(things[i]);
        }

        return samples;
    }
}
