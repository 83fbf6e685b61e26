using Microsoft.AspNetCore.Http;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>The server's own state.</summary>
internal sealed class WorkspaceRoutes(WorkspaceSurface surface)
{
    /// <summary>Whoever is let in may see the one there is.</summary>
    public Task ListAsync(HttpContext context) => Answer.WriteAsync(context, new([surface.Board.Workspace]), BrowserJson.Default.WorkspaceList);

    public async Task StatusAsync(HttpContext context) =>
        await Answer.WriteAsync(context, await surface.Status(context.RequestAborted), BrowserJson.Default.StatusView);
}
