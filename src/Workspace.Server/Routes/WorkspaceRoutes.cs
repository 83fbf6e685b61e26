using Microsoft.AspNetCore.Http;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>The server's own state.</summary>
internal sealed class WorkspaceRoutes(WorkspaceSurface surface)
{
    public Task StatusAsync(HttpContext context) => Answer.WriteAsync(context, surface.Status(), BrowserJson.Default.StatusView);
}
