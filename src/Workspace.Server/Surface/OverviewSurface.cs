using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>What a person may see of a workspace as a whole.</summary>
public sealed record OverviewSurface
{
    /// <summary>Calls that wait for a person's word.</summary>
    public required Func<CancellationToken, ValueTask<ApprovalPage>> Approvals { get; init; }

    /// <summary>Tokens by Worker, ticket and model.</summary>
    public required Func<CancellationToken, ValueTask<UsageReport>> Usage { get; init; }

    /// <summary>The settings in force.</summary>
    public required Func<SettingsView> Settings { get; init; }

    internal static OverviewSurface Of(WorkspaceHost host) => new() { Approvals = host.Workers.ApprovalsAsync, Usage = host.Workers.UsageAsync, Settings = () => host.Settings };
}
