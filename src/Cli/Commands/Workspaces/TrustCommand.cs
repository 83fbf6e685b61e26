using System.CommandLine;
using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary><c>yoi trust</c>: shows what the settings would make the host execute, and asks.</summary>
internal static class TrustCommand
{
    public static Command Create()
    {
        var yes = new Option<bool>("--yes", "-y") { Description = "Say yes without being asked" };
        return new Command("trust", "Show changed settings that decide what this machine executes, and accept them") { yes }
            .RunsIn(CommandExtensions.WorkspaceOption(), async (workspace, parse, cancellationToken) =>
            {
                var settings = workspace.Settings();
                if (!(await settings.LoadAsync(cancellationToken)).TryGet(out var effective, out var fault)) return fault;
                if (effective.FileFault is { } broken) return broken;
                if (effective.Pending is not { } pending)
                {
                    Console.WriteLine("Nothing waits for trust.");
                    return null;
                }

                foreach (var difference in pending.Differences) Console.WriteLine($"{difference.Key}\n  - {difference.Old ?? "(nothing)"}\n  + {difference.New ?? "(nothing)"}");
                if (!parse.GetValue(yes) && !Asked("Let this machine execute this? [y/N] ")) return new Fault(FaultCodes.Untrusted, "Not trusted; the last trusted version stays in force.");
                fault = await settings.TrustAsync(pending.Digest, cancellationToken);
                if (fault is null) Console.WriteLine("Trusted.");
                return fault;
            });
    }

    private static bool Asked(string question)
    {
        Console.Write(question);
        return Console.ReadLine()?.Trim() is "y" or "Y" or "yes";
    }
}
