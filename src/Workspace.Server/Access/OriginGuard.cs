using Microsoft.AspNetCore.Http;
using Yoi.Protocol;

namespace Yoi.Workspace.Server;

/// <summary>
/// Refuses every TCP request that names another host than this one, so no foreign name can be bound to it, or that another page sends.
/// </summary>
internal sealed class OriginGuard
{
    private static readonly string[] Hosts = ["127.0.0.1", "localhost"];

    private volatile string[] _authorities = [];

    /// <summary>From here on requests for this port are let through; before, none is.</summary>
    public void Open(int port) =>
        _authorities = [.. Hosts.Select(host => new UriBuilder(Uri.UriSchemeHttp, host, port).Uri.Authority)];

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (Caller.IsOperator(context)) return next(context);
        var headers = context.Request.Headers;
        var hostIsOurs = headers.Host is [{ } host] && _authorities.Contains(host, StringComparer.OrdinalIgnoreCase);
        var originIsOurs = headers.Origin.Count == 0
            || (headers.Origin is [{ } origin] && string.Equals(origin, $"http://{headers.Host}", StringComparison.OrdinalIgnoreCase));
        return hostIsOurs && originIsOurs
            ? next(context)
            : Problem.WriteAsync(
                context, StatusCodes.Status403Forbidden, FaultCodes.ForbiddenOrigin,
                "The request names another host or comes from another page; open the dashboard by the address that `yoi open` prints.");
    }
}
