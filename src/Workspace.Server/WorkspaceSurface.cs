using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>All of a workspace that the server can reach: what it may show, and nothing else.</summary>
public sealed record WorkspaceSurface
{
    /// <summary>The live board; its workspace's id is the one routes carry.</summary>
    public required BoardProjection Board { get; init; }

    /// <summary>The Workers over all runtimes.</summary>
    public required Func<CancellationToken, ValueTask<WorkerPage>> Workers { get; init; }

    /// <summary>What the server is and does; cheap, as pages ask often.</summary>
    public required Func<StatusView> Status { get; init; }
}
