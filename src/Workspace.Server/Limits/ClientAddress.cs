using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Yoi.Workspace.Server;

/// <summary>The address of whoever calls, behind a proxy what that one says; it is trusted, as others are refused.</summary>
internal sealed record ClientAddress(string Text)
{
    /// <summary>Of IPv6 the network: whoever has one address there has all of it.</summary>
    private const int NetworkBytes = 8;

    public static string Of(HttpContext context) => context.Features.Get<ClientAddress>()?.Text ?? Key(context.Connection.RemoteIpAddress);

    /// <summary>Takes the address that the proxy appended last; what stands before it anybody may have written.</summary>
    public static Task TakeForwardedAsync(HttpContext context, RequestDelegate next)
    {
        var last = context.Request.Headers["X-Forwarded-For"].ToString().Split(',')[^1].Trim();
        if (IPEndPoint.TryParse(last, out var from)) context.Features.Set(new ClientAddress(Key(from.Address)));
        return next(context);
    }

    private static string Key(IPAddress? address)
    {
        if (address is null) return "unknown";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        return address.AddressFamily == AddressFamily.InterNetworkV6 ? Convert.ToHexStringLower(address.GetAddressBytes().AsSpan(0, NetworkBytes)) : address.ToString();
    }
}
