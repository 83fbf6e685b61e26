using System.Diagnostics;

namespace Yoi.Bench;

/// <summary>Measures of one thing: times in milliseconds, or whatever is added.</summary>
internal sealed class Samples
{
    private readonly List<double> _values = [];

    public double Median => _values.Order().ElementAt(_values.Count / 2);

    public double Least => _values.Min();

    public double Most => _values.Max();

    public void Add(double value) => _values.Add(value);

    public async Task TakeAsync(Func<Task> act)
    {
        var began = Stopwatch.GetTimestamp();
        await act();
        _values.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
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
