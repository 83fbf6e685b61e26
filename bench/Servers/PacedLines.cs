using System.Globalization;

namespace Yoi.Bench.Servers;

/// <summary>Lines on the program's input: <c>begin</c>, one for each event, <c>end</c>. It says what processor time went by between the first and the last.</summary>
internal static class PacedLines
{
    private static readonly TaskCompletionSource Ended = new();

    /// <summary>Completes when the last line was read.</summary>
    public static Task Over => Ended.Task;

    public static async Task RunAsync(Func<int, Task> each)
    {
        var before = TimeSpan.Zero;
        for (var i = 0; await Console.In.ReadLineAsync() is { } said && said != "end";)
        {
            if (said == "begin") before = Environment.CpuUsage.TotalTime;
            else await each(i++);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"cpu {(Environment.CpuUsage.TotalTime - before).TotalMicroseconds}"));
        Ended.TrySetResult();
    }
}
