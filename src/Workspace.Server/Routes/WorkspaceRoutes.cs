using Microsoft.AspNetCore.Http;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>The server's own state.</summary>
internal sealed class WorkspaceRoutes(WorkspaceSurface surface)
{
    public async Task StatusAsync(HttpContext context) =>
        await Answer.WriteAsync(context, await surface.Status(context.RequestAborted), BrowserJson.Default.StatusView);
}
