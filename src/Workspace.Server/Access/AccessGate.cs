using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>Lets a request through to its route only with what the route declares. An endpoint that declares nothing is no route of ours.</summary>
internal sealed class AccessGate(RateGate rates)
{
    private const string OnlySocket = "Only the command line may do this; run `yoi open`.";

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (context.GetEndpoint()?.Metadata.GetMetadata<DeclaredPermission>() is not { } declared)
            return Problem.NotFoundAsync(context);
        if (declared.Permission is Permission.None or Permission.Link) return next(context);
        var isSocket = declared.Permission == Permission.Socket;
        if (Caller.Of(context) is not { } caller)
            return rates.RefuseAsync(context, isSocket ? OnlySocket : "The session or token is missing, was revoked or has expired; run `yoi open` for a new link.");
        if (context.GetRouteValue("workspace") is string workspace)
        {
            // One that is not served and one that is not theirs are the same to them.
            if (!caller.Within.TryGetValue(workspace, out var inside)) return Problem.NotFoundAsync(context);
            context.Features.Set(caller = inside);
        }

        if (isSocket) return Caller.IsOperator(context) ? next(context) : rates.RefuseAsync(context, OnlySocket);
        return caller.Role >= LeastFor(declared.Permission) ? next(context) : Problem.WriteAsync(
            context, StatusCodes.Status403Forbidden, FaultCodes.ForbiddenAuthority,
            $"This needs the role {Name(LeastFor(declared.Permission))}; yours is {Name(caller.Role)}. Ask whoever runs this workspace.");
    }

    private static AccessRole LeastFor(Permission permission) => permission switch
    {
        Permission.Read => AccessRole.Viewer,
        Permission.Write => AccessRole.Operator,
        _ => AccessRole.Admin,
    };

    private static string Name(AccessRole role) => role switch
    {
        AccessRole.Viewer => "viewer",
        AccessRole.Operator => "operator",
        _ => "admin",
    };
}
