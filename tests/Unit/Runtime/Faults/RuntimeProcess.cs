using System.Diagnostics;

namespace Yoi.Tests.Unit.Runtime.Faults;

/// <summary>This executable as a second process that works a runtime; it tells each append and each acknowledged step, line by line, in a file.</summary>
internal static class RuntimeProcess
{
    public const string Command = "at-runtime-store";

    /// <summary>Before the name of a step that is done.</summary>
    public const string Acknowledged = "ack ";

    public static Task<int> RunAsync(string[] args)
    {
        var steps = args is [_, _, nameof(RuntimeStep.Life)] ? RuntimeStep.Life : RuntimeStep.Beginning;
        // On one thread of the pool, so that calls of the system can be counted.
        return Task.Run(() => ActAsync(args[0], args[1], steps));
    }

    public static ProcessStartInfo Start(string root, string told, string steps) => new(Environment.ProcessPath!, [Command, root, told, steps])
    {
        Environment = { ["DOTNET_ThreadPool_ForceMinWorkerThreads"] = "1", ["DOTNET_ThreadPool_ForceMaxWorkerThreads"] = "1", ["DOTNET_TieredPGO"] = "0" },
    };

    private static async Task<int> ActAsync(string root, string told, IReadOnlyList<RuntimeStep> steps)
    {
        await using var lines = new StreamWriter(told, append: true) { AutoFlush = true };
        // Not disposed: a crash does not either, and the last step of a whole life does.
        RuntimeStage stage = new(root, lines.WriteLine);
        foreach (var step in steps)
        {
            await step.Act(stage);
            await lines.WriteLineAsync(Acknowledged + step.Name);
        }

        return 0;
    }
}
