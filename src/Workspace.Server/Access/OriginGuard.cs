using System.Net;
using Microsoft.AspNetCore.Http;
using Yoi.Protocol;

namespace Yoi.Workspace.Server;

/// <summary>
/// Refuses every TCP request that names another host than this one, so no foreign name can be bound to it, that another page sends, or that goes around the proxy in front.
/// </summary>
/// <param name="proxy">The proxy in front; null where there is none.</param>
internal sealed class OriginGuard(IPAddress? proxy)
{
    private volatile IReadOnlyList<Uri> _ours = [];

    /// <summary>From here on requests for these addresses are let through; before, none is.</summary>
    public void Open(IReadOnlyList<Uri> ours) => _ours = ours;

    public Task InvokeAsync(HttpContext context, RequestDelegate next)
    {
        if (Caller.IsOperator(context)) return next(context);
        if (proxy is not null && !ComesFrom(context, proxy))
            return Problem.WriteAsync(
                context, StatusCodes.Status403Forbidden, FaultCodes.ForbiddenOrigin, "This server is reached through its proxy only; use its public address.");
        var headers = context.Request.Headers;
        var host = (proxy is not null && headers["X-Forwarded-Host"] is [{ Length: > 0 } forwarded] ? forwarded : headers.Host.ToString()).Trim();
        var ours = _ours.FirstOrDefault(address => IsAuthority(address, host));
        var originIsOurs = headers.Origin.Count == 0
            || (headers.Origin is [{ } origin] && ours is not null && string.Equals(origin, ours.GetLeftPart(UriPartial.Authority), StringComparison.OrdinalIgnoreCase));
        return ours is not null && originIsOurs
            ? next(context)
            : Problem.WriteAsync(
                context, StatusCodes.Status403Forbidden, FaultCodes.ForbiddenOrigin,
                "The request names another host or comes from another page; open the dashboard by the address that `yoi open` prints.");
    }

    /// <summary>With the port or, where it is the scheme's own, without.</summary>
    private static bool IsAuthority(Uri address, string host) =>
        string.Equals(host, address.Authority, StringComparison.OrdinalIgnoreCase)
        || (address.IsDefaultPort && string.Equals(host, $"{address.Host}:{address.Port}", StringComparison.OrdinalIgnoreCase));

    private static bool ComesFrom(HttpContext context, IPAddress proxy) =>
        context.Connection.RemoteIpAddress is { } from && (IPAddress.IsLoopback(proxy) ? IPAddress.IsLoopback(from) : (from.IsIPv4MappedToIPv6 ? from.MapToIPv4() : from).Equals(proxy));
}
