using System.CommandLine;
using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary>How commands run: an expected failure is a line on standard error and exit code 1.</summary>
internal static class CommandExtensions
{
    /// <summary>The option every command has that works in a workspace.</summary>
    public static Option<string?> WorkspaceOption() => new("--workspace") { Description = "A folder in the workspace (default: the current one)", HelpName = "DIR" };

    /// <summary>Runs an action that answers a fault or null.</summary>
    public static Command Runs(this Command command, Func<ParseResult, CancellationToken, Task<Fault?>> action)
    {
        command.SetAction((parse, cancellationToken) => CodeOfAsync(action(parse, cancellationToken)));
        return command;
    }

    /// <summary>Runs an action in the workspace that <paramref name="option"/> or the current folder names.</summary>
    public static Command RunsIn(this Command command, Option<string?> option, Func<WorkspaceFolder, ParseResult, CancellationToken, Task<Fault?>> action)
    {
        command.Add(option);
        return command.Runs((parse, cancellationToken) =>
            WorkspaceFolder.Find(parse.GetValue(option)).TryGet(out var workspace, out var fault) ? action(workspace, parse, cancellationToken) : Task.FromResult<Fault?>(fault));
    }

    // What has completed is not awaited: a command that only looks something up is done sooner than the machinery of waiting is compiled.
#pragma warning disable VSTHRD103
    private static Task<int> CodeOfAsync(Task<Fault?> running)
    {
        return running.IsCompletedSuccessfully ? Task.FromResult(Code(running.Result)) : ThenAsync(running);

        static async Task<int> ThenAsync(Task<Fault?> running) => Code(await running);

        static int Code(Fault? fault) => fault is null ? ExitCode.Ok : ExitCode.Fail(fault);
    }
}
