using Microsoft.AspNetCore.Http;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>The workspace's Workers and the server's own state.</summary>
internal sealed class WorkspaceRoutes(WorkspaceSurface surface)
{
    public async Task WorkersAsync(HttpContext context) =>
        await Answer.WriteAsync(context, await surface.Workers(context.RequestAborted), BrowserJson.Default.WorkerPage);

    public Task StatusAsync(HttpContext context) => Answer.WriteAsync(context, surface.Status(), BrowserJson.Default.StatusView);
}
