using Microsoft.AspNetCore.Http;
using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>Lets a request through to its route only with a token that has what the route declares. No browser comes in: this server is for programs.</summary>
internal sealed class AccessGate(TokenFile tokens)
{
    public Task InvokeAsync(HttpContext context, Permission permission, RequestDelegate next)
    {
        var headers = context.Request.Headers;
        if (headers.Origin.Count > 0 || headers.ContainsKey("Sec-Fetch-Site"))
            return Problem.WriteAsync(
                context, StatusCodes.Status403Forbidden, FaultCodes.ForbiddenOrigin, "A runtime's server is not for browsers; open the dashboard of the workspace's server.");
        if (permission == Permission.None) return next(context);
        if (tokens.Find(BearerToken(context.Request)) is not { } grant)
        {
            headers = context.Response.Headers;
            headers.WWWAuthenticate = "Bearer";
            return Problem.WriteAsync(
                context, StatusCodes.Status401Unauthorized, FaultCodes.Unauthorized, "The token is missing, unknown or has expired; make one with `yoi runtime token new`.");
        }

        if (!grant.Permissions.Contains(permission))
            return Problem.WriteAsync(
                context, StatusCodes.Status403Forbidden, FaultCodes.ForbiddenAuthority, "The token does not allow this; make one with `yoi runtime token new --permissions`.");
        context.Features.Set(grant);
        return next(context);
    }

    private static string? BearerToken(HttpRequest request)
    {
        const string Scheme = "Bearer ";
        return request.Headers.Authorization is [{ } header] && header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)
            ? header[Scheme.Length..].Trim()
            : null;
    }
}
