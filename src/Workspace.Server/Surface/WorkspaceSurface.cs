using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>All of a workspace that the server can reach: what it may show, and what a person may do; nothing else.</summary>
public sealed record WorkspaceSurface
{
    /// <summary>The live board; its workspace's id is the one routes carry.</summary>
    public required BoardProjection Board { get; init; }

    /// <summary>What the server is and does; cheap, as pages ask often.</summary>
    public required Func<CancellationToken, ValueTask<StatusView>> Status { get; init; }

    /// <summary>Tickets.</summary>
    public required TicketSurface Tickets { get; init; }

    /// <summary>Workers.</summary>
    public required WorkerSurface Workers { get; init; }

    /// <summary>Runtimes.</summary>
    public required RuntimeSurface Runtimes { get; init; }

    /// <summary>Tickets, attempts and receipts to read.</summary>
    public required ReadingSurface Reading { get; init; }

    /// <summary>Objectives.</summary>
    public required ObjectiveSurface Objectives { get; init; }

    /// <summary>Worktrees.</summary>
    public required WorktreeSurface Worktrees { get; init; }

    /// <summary>Approvals, usage, settings.</summary>
    public required OverviewSurface Overview { get; init; }

    /// <summary>Who may come in and who did what.</summary>
    public required AccessStreams Access { get; init; }

    /// <summary>All of a workspace that is open.</summary>
    /// <param name="host">The workspace.</param>
    /// <param name="status">What the server is and does.</param>
    public static WorkspaceSurface Of(WorkspaceHost host, Func<CancellationToken, ValueTask<StatusView>> status)
    {
        ArgumentNullException.ThrowIfNull(host);
        return new()
        {
            Board = host.Board,
            Status = status,
            Tickets = TicketSurface.Of(host.Tickets),
            Reading = ReadingSurface.Of(host.Reading, host.Attempts),
            Objectives = ObjectiveSurface.Of(host.Objectives),
            Worktrees = WorktreeSurface.Of(host.Worktrees),
            Overview = OverviewSurface.Of(host),
            Workers = WorkerSurface.Of(host.Workers),
            Runtimes = RuntimeSurface.Of(host.Runtimes),
            Access = host.Access,
        };
    }
}
