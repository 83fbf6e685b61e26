using System.CommandLine;
using Yoi.Client;

namespace Yoi.Cli;

/// <summary><c>yoi status</c>: what the server is doing.</summary>
internal static class StatusCommand
{
    public static Command Create() => new Command("status", "Show what this workspace's server is doing").RunsIn(CommandExtensions.WorkspaceOption(), async (workspace, _, cancellationToken) =>
    {
        if (!(await workspace.Settings().LoadAsync(cancellationToken)).TryGet(out var settings, out var fault)) return fault;
        using var client = new WorkspaceClient(workspace.Home.Socket(workspace.Root));
        if (!(await client.StatusAsync(settings.InForce.WorkspaceId, cancellationToken)).TryGet(out var status, out fault)) return fault;
        var view = status.Workspace;
        Console.WriteLine($"{view.DisplayName} ({view.Id}): {view.TargetBranch} → {view.IntegrationBranch}, up since {status.StartedAt:yyyy-MM-dd HH:mm:ss}Z, yoi {status.Version}");
        Console.WriteLine($"tickets: {(status.Tickets.Count == 0 ? "none yet" : string.Join(", ", status.Tickets.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => $"{t.Value} {t.Key}")))}; Workers at work: {status.ActiveWorkers}");
        foreach (var notice in view.Notices) Console.WriteLine($"! {notice.Code}: {notice.Message}");
        return null;
    });
}
