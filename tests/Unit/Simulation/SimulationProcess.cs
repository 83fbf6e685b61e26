using System.Diagnostics;
using System.Globalization;
using Yoi.Journal;

namespace Yoi.Tests.Unit.Simulation;

/// <summary>This executable as a process with a thread pool of one thread that simulates some seeds. It prints a line a seed, and of the first that fails all there is to say.</summary>
internal static class SimulationProcess
{
    public const string Command = "simulate";

    public const string Memory = "memory";

    public const string Files = "files";

    public static async Task<int> RunAsync(string[] args)
    {
        var (kind, from, count) = (args[0], int.Parse(args[1], CultureInfo.InvariantCulture), int.Parse(args[2], CultureInfo.InvariantCulture));
        List<Exception> unseen = [];
        TaskScheduler.UnobservedTaskException += (_, e) => unseen.AddRange(e.Exception.InnerExceptions);
        for (var seed = from; seed < from + count; seed++)
        {
            World world = new(seed);
            try
            {
                var simulation = await Simulation.RunAsync(world, kind == Files ? new SimulatedFiles(world, new(world)) : new SimulatedMemory(world, new MemoryJournal(new SimulatedProcess(world, "store").Time)));
                GC.Collect();
                GC.WaitForPendingFinalizers();
                // Of a process that was killed nobody sees what its backend threw, or did not do in time.
                if (simulation.Crashes > 0) unseen.RemoveAll(e => e is SimulatedFailure or TimeoutException or PowerOff);
                if (unseen.Count > 0) throw new AggregateException("Nobody saw these failures.", unseen);
                await Console.Out.WriteLineAsync($"{seed} {world.Trace} {world.Steps} {simulation.Crashes}");
            }
            catch (Exception exception)
            {
                foreach (var line in world.Lines) await Console.Out.WriteLineAsync(line);
                await Console.Out.WriteLineAsync($"Seed {seed} failed after {world.Steps} steps: {exception}");
                return 1;
            }
        }

        return 0;
    }

    public static async Task<(int ExitCode, string Output)> StartAsync(string kind, int from, int count, CancellationToken ct)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!, [Command, kind, $"{from}", $"{count}"])
        {
            RedirectStandardOutput = true,
            Environment = { ["DOTNET_ThreadPool_ForceMinWorkerThreads"] = "1", ["DOTNET_ThreadPool_ForceMaxWorkerThreads"] = "1" },
        };
        using var process = Process.Start(start)!;
        try
        {
            var output = await process.StandardOutput.ReadToEndAsync(ct);
            await process.WaitForExitAsync(ct);
            return (process.ExitCode, output);
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }
}
