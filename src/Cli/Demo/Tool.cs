using System.ComponentModel;
using System.Diagnostics;
using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary>What a program printed and how it ended.</summary>
internal sealed record ToolResult(int ExitCode, string Output);

/// <summary>Runs a program of the user's to its end, as a person would in a terminal.</summary>
internal static class Tool
{
    public static async Task<Result<ToolResult>> RunAsync(string program, string folder, CancellationToken cancellationToken, params string[] arguments)
    {
        var start = new ProcessStartInfo(program) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, RedirectStandardInput = true };
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        start.Environment["GIT_CONFIG_NOSYSTEM"] = "1";
        start.Environment["GIT_CONFIG_GLOBAL"] = "/dev/null";
        // A test runner that finds itself inside another changes its output and exit code.
        start.Environment.Remove("NODE_TEST_CONTEXT");
        try
        {
            using var process = Process.Start(start)!;
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            return new ToolResult(process.ExitCode, (await output) + (await error));
        }
        catch (Win32Exception)
        {
            return new Fault(FaultCodes.NotFound, $"{program} is not installed. Install it and run the demo again.");
        }
    }

    /// <summary>Runs a program that must end with 0; answers what it printed, trimmed.</summary>
    public static async Task<Result<string>> MustAsync(string program, string folder, CancellationToken cancellationToken, params string[] arguments)
    {
        if (!(await RunAsync(program, folder, cancellationToken, arguments)).TryGet(out var result, out var fault)) return fault;
        return result.ExitCode == 0
            ? result.Output.Trim()
            : new Fault(FaultCodes.Invalid, $"`{program} {string.Join(' ', arguments)}` ended with {result.ExitCode}: {result.Output.Trim()}");
    }
}
