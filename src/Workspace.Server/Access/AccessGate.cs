using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yoi.Protocol;

namespace Yoi.Workspace.Server;

/// <summary>Lets a request through to its route only with what the route declares. An endpoint that declares nothing is no route of ours.</summary>
internal sealed class AccessGate(SessionLedger sessions, BoardProjection board)
{
    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<DeclaredPermission>() is not { } declared)
            return Problem.NotFoundAsync(context);
        if (!Allows(context, declared.Permission))
            return Problem.WriteAsync(
                context, StatusCodes.Status401Unauthorized, FaultCodes.Unauthorized,
                declared.Permission == Permission.Socket
                    ? "Only the command line may do this; run `yoi open`."
                    : "The session is missing or has expired; run `yoi open` for a new link.");
        if (context.GetRouteValue("workspace") is string workspace && workspace != board.Workspace.Id)
            return Problem.NotFoundAsync(context);
        return next(context);
    }

    private bool Allows(HttpContext context, Permission permission) => permission switch
    {
        Permission.None or Permission.Link => true,
        Permission.Session => Caller.MayReadUntil(context, sessions) is not null,
        Permission.Socket => Caller.IsOperator(context),
        _ => false,
    };
}
