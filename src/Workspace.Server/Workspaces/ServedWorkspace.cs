namespace Yoi.Workspace.Server;

/// <summary>A workspace to serve.</summary>
/// <param name="Surface">What of it can be reached.</param>
/// <param name="SocketPath">
/// Its operator's Unix socket, at most 107 bytes, in a folder that only its owner may enter (0700) and that exists. A stale socket is replaced.
/// </param>
public sealed record ServedWorkspace(WorkspaceSurface Surface, string SocketPath)
{
    /// <summary>The id that routes carry.</summary>
    public string Id => Surface.Board.Workspace.Id;
}
