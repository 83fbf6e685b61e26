using Microsoft.AspNetCore.Http;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>From a one-time link to a session.</summary>
internal sealed class AuthRoutes(Links links, SessionLedger sessions, WorkspaceSurface surface)
{
    public async Task NewSessionAsync(HttpContext context)
    {
        if (await RequestBody.ReadAsync(context, BrowserJson.Default.LinkSecret) is not { } body) return;
        if (!links.TryTake(body.Secret))
        {
            await Problem.WriteAsync(
                context, StatusCodes.Status401Unauthorized, FaultCodes.Unauthorized,
                "The link was used, has expired or is of an earlier server; run `yoi open` for a new one.");
            return;
        }

        if (!(await sessions.NewAsync(context.RequestAborted)).TryGet(out var token, out var fault))
        {
            await Problem.WriteAsync(
                context, StatusCodes.Status503ServiceUnavailable, fault.Code, "The session could not be kept; see the server's log, then run `yoi open` again.",
                fault.Message);
            return;
        }

        await Answer.WriteAsync(context, new SessionToken(token, surface.Board.Workspace.Id), BrowserJson.Default.SessionToken);
    }

    public Task NewLinkAsync(HttpContext context) => Answer.WriteAsync(context, links.New(), BrowserJson.Default.OneTimeLink);
}
