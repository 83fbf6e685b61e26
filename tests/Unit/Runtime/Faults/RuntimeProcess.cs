using System.Diagnostics;
using System.Globalization;

namespace Yoi.Tests.Unit.Runtime.Faults;

/// <summary>This executable as a second process that works a runtime; it tells each append and each acknowledged step, line by line, in a file.</summary>
internal static class RuntimeProcess
{
    public const string Command = "at-runtime-store";

    /// <summary>Before the name of a step that is done.</summary>
    public const string Acknowledged = "ack ";

    public static Task<int> RunAsync(string[] args)
    {
        var (root, told) = (args[0], args[1]);
        // On one thread of the pool, so that calls of the system can be counted.
        return Task.Run(async () =>
        {
            await using var lines = new StreamWriter(told, append: true) { AutoFlush = true };
            return args[2] switch
            {
                FailingNotes.Steps or FailingNotes.Held => await FailingNotes.RunAsync(root, lines.WriteLine, holds: args[2] == FailingNotes.Held),
                nameof(RuntimeStep.Life) => await ActAsync(root, lines.WriteLine, Left(RuntimeStep.Life, args[3])),
                _ => await ActAsync(root, lines.WriteLine, Left(RuntimeStep.Beginning, args[3])),
            };
        });
    }

    public static ProcessStartInfo Start(string root, string told, string steps, int done = 0) => new(Environment.ProcessPath!, [Command, root, told, steps, $"{done}"])
    {
        Environment = { ["DOTNET_ThreadPool_ForceMinWorkerThreads"] = "1", ["DOTNET_ThreadPool_ForceMaxWorkerThreads"] = "1", ["DOTNET_TieredPGO"] = "0" },
    };

    /// <summary>What is left to do after so many steps; it begins with opening what they left.</summary>
    private static IReadOnlyList<RuntimeStep> Left(IReadOnlyList<RuntimeStep> steps, string done) =>
        [steps[0], .. steps.Skip(Math.Max(1, int.Parse(done, CultureInfo.InvariantCulture)))];

    private static async Task<int> ActAsync(string root, Action<string> tell, IReadOnlyList<RuntimeStep> steps)
    {
        // Not disposed: a crash does not either, and the last step of a whole life does.
        RuntimeStage stage = new(root, tell);
        foreach (var step in steps)
        {
            await step.Act(stage);
            tell(Acknowledged + step.Name);
        }

        return 0;
    }
}
