using System.CommandLine;

namespace Yoi.Cli;

/// <summary><c>yoi demo</c>: the main job, end to end, on a small repository of its own.</summary>
internal static class DemoCommand
{
    public static Command Create()
    {
        var dir = new Option<string?>("--dir") { Description = "An empty or new folder to work in (default: a new one among the temporary files)", HelpName = "DIR" };
        var keepOpen = new Option<bool>("--keep-open") { Description = "Leave server and board running at the end, until Ctrl-C" };
        return new Command("demo", "Show the main job: one queued ticket becomes a reviewed, checked, merged, closed change") { dir, keepOpen }
            .Runs(async (parse, cancellationToken) =>
            {
                if (!DemoFolder.Make(parse.GetValue(dir)).TryGet(out var folder, out var fault)) return fault;
                await using var demo = new DemoRun(folder, parse.GetValue(keepOpen));
                return await demo.RunAsync(cancellationToken);
            });
    }
}
