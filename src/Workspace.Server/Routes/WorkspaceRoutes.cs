using Microsoft.AspNetCore.Http;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>The server's own state.</summary>
internal sealed class WorkspaceRoutes(OpenWorkspaces workspaces)
{
    /// <summary>Those that the caller may enter.</summary>
    public Task ListAsync(HttpContext context) =>
        Answer.WriteAsync(context, new([.. workspaces.Of(Caller.Known(context)).Select(w => w.Surface.Board.Workspace)]), BrowserJson.Default.WorkspaceList);

    public async Task StatusAsync(HttpContext context) =>
        await Answer.WriteAsync(context, await workspaces.Of(context).Surface.Status(context.RequestAborted), BrowserJson.Default.StatusView);
}
