using Yoi.Protocol;

namespace Yoi.Workspace.Server;

/// <summary>Where the sockets of Workers lie, and what answers over them.</summary>
public sealed record WorkerSocketsOptions
{
    /// <summary>The folder of all of them, a short path: each socket's own must fit into 107 bytes. It is made where it is absent.</summary>
    public required string Folder { get; init; }

    /// <summary>What carries a Worker's calls out, and refuses what is not its own.</summary>
    public required Func<WorkerRef, TicketToolCall, CancellationToken, Task<TicketToolReply>> Tools { get; init; }

    /// <summary>Connections at once to one Worker's socket, from 1 on; more are closed at once.</summary>
    public int MostConnections { get; init; } = 4;

    /// <summary>Bytes of one call at most, from 1 KiB on.</summary>
    public int MostBytes { get; init; } = 256 * 1024;
}
