using System.CommandLine;
using System.Globalization;
using Yoi.Client;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Cli;

/// <summary><c>yoi runtime list</c></summary>
internal static class RuntimeListCommand
{
    public static Command Create()
    {
        var json = WorkerCommand.Json();
        return new Command("list", "List the runtimes of this workspace and whether they answer (needs `yoi up`)") { json }.WithExample("yoi runtime list").RunsWithRuntimes(async (runtimes, parse, cancellationToken) =>
        {
            if (!(await runtimes.ListAsync(cancellationToken)).TryGet(out var page, out var fault)) return fault;
            if (parse.GetValue(json)) foreach (var runtime in page.Items) JsonLine.Write(runtime, BrowserJson.Default.RuntimeView);
            else Rows.Write(["runtime", "kind", "state", "busy", "waiting", "since", "trouble"], page.Items.Select(Row));
            return null;
        });
    }

    /// <summary>Runs an action with the runtimes of the workspace's server.</summary>
    public static Command RunsWithRuntimes(this Command command, Func<RuntimesClient, ParseResult, CancellationToken, Task<Fault?>> action) =>
        command.RunsIn(CommandExtensions.WorkspaceOption(), async (workspace, parse, cancellationToken) =>
        {
            if (!(await workspace.Settings().LoadAsync(cancellationToken)).TryGet(out var settings, out var fault)) return fault;
            using var client = new WorkspaceClient(workspace.Home.Socket(workspace.Root));
            return await action(client.Runtimes(settings.InForce.WorkspaceId), parse, cancellationToken);
        });

    /// <summary>A runtime as a line.</summary>
    public static string[] Row(RuntimeView runtime) =>
    [
        runtime.Runtime.ToString(), Snake.Of(runtime.Kind), runtime.State is { } state ? Snake.Of(state) : "", $"{runtime.Busy}", $"{runtime.Waiting}",
        runtime.Since.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss'Z'", CultureInfo.InvariantCulture), runtime.Problem?.Code ?? "",
    ];
}
