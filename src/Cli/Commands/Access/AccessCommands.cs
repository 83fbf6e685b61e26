using System.CommandLine;
using System.Globalization;
using Yoi.Client;
using Yoi.Protocol;

namespace Yoi.Cli;

/// <summary>How commands about access run: they ask the running server over the operator's socket.</summary>
internal static class AccessCommands
{
    /// <summary>Runs an action with the workspace's server.</summary>
    public static Command RunsWithAccess(this Command command, Func<AccessClient, ParseResult, CancellationToken, Task<Fault?>> action) =>
        command.RunsIn(CommandExtensions.WorkspaceOption(), async (workspace, parse, cancellationToken) =>
        {
            if (!(await workspace.Settings().LoadAsync(cancellationToken)).TryGet(out var settings, out var fault)) return fault;
            using var client = new WorkspaceClient(workspace.Home.Socket(workspace.Root));
            return await action(client.Access(settings.InForce.WorkspaceId), parse, cancellationToken);
        });

    /// <summary>The argument that names a token or session.</summary>
    public static Argument<string> Id(string what) => new("id") { Description = $"The {what}'s id; `yoi {what} list` shows it" };

    /// <summary>A day, in UTC.</summary>
    public static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
