using System.CommandLine;
using Yoi.Client;

namespace Yoi.Cli;

/// <summary><c>yoi worker list</c></summary>
internal static class WorkerCommand
{
    public static Command Create() => new Command("worker", "Workers of this workspace")
    {
        new Command("list", "List all Workers with what is wanted of them and what they do").RunsIn(CommandExtensions.WorkspaceOption(), async (workspace, _, cancellationToken) =>
        {
            if (!(await workspace.Settings().LoadAsync(cancellationToken)).TryGet(out var settings, out var fault)) return fault;
            using var client = new WorkspaceClient(workspace.Home.Socket(workspace.Root));
            if (!(await client.WorkersAsync(settings.InForce.WorkspaceId, cancellationToken)).TryGet(out var page, out fault)) return fault;
            Rows.Write(
                ["worker", "runtime", "name", "role", "ticket", "wanted", "state", "tokens in", "out", "problem"],
                page.Items.Select(w => (IReadOnlyList<string>)
                [
                    w.Worker.ToString(), w.Runtime.ToString(), w.Name, w.Role, w.Ticket?.ToString() ?? "", Lower(w.Desired), Lower(w.State),
                    w.Tokens.Input.ToString(), w.Tokens.Output.ToString(), w.Problem ?? "",
                ]));
            return null;
        }),
    };

    private static string Lower<T>(T value)
        where T : struct, Enum => value.ToString().ToLowerInvariant();
}
