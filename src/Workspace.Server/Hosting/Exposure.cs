using System.Net;
using Yoi.Protocol;

namespace Yoi.Workspace.Server;

/// <summary>Whether others than this machine's user may be let near, and by which addresses.</summary>
internal static class Exposure
{
    private static readonly string[] LocalHosts = ["127.0.0.1", "localhost"];

    /// <summary>What is missing before it may listen.</summary>
    public static Fault? Check(ServerOptions options, bool hasTokens)
    {
        if (options.PublicUrl is { } url && (url.Scheme != Uri.UriSchemeHttps || url.PathAndQuery != "/" || url.Fragment.Length > 0 || url.UserInfo.Length > 0))
            return new(FaultCodes.Invalid, "The public address is https://host or https://host:port, without anything behind it; give it with --public-url.");
        if (options.Proxy is not null && options.PublicUrl is null)
            return new(FaultCodes.Invalid, "Behind a proxy the address that people use must be known; give it with --public-url https://….");
        if (options.PublicUrl is not null && options.Proxy is null && options.Certificate is null)
            return new(FaultCodes.Invalid, "A public https address needs TLS; give --tls-cert FILE --tls-key FILE, or declare the proxy that does it with --behind-proxy.");
        if (IPAddress.IsLoopback(options.Address) && options.Proxy is null) return null;
        if (options.Certificate is null && options.Proxy is null)
            return new(FaultCodes.Invalid, $"Binding {options.Address} without TLS would show every token to the network; give --tls-cert FILE --tls-key FILE, or --behind-proxy --public-url https://…, or bind 127.0.0.1.");
        if (IsAny(options.Address) && options.PublicUrl is null)
            return new(FaultCodes.Invalid, $"{options.Address} is every address of this machine; give the one that people use with --public-url https://….");
        if (options.Login is null && !hasTokens)
            return new(FaultCodes.Invalid, "Nobody but you could come in: set up a login (login.yaml in YOI_HOME, see docs/guides/security.md), or make a token with `yoi token new` while a local `yoi up` runs; then start this again.");
        return null;
    }

    /// <summary>The addresses by which requests may name this server; the first is shown to people.</summary>
    public static IReadOnlyList<Uri> Addresses(ServerOptions options, int port)
    {
        if (options.PublicUrl is { } url) return [url];
        var scheme = options.Certificate is null ? Uri.UriSchemeHttp : Uri.UriSchemeHttps;
        string[] hosts = options.Address.Equals(IPAddress.Loopback) ? LocalHosts : [options.Address.ToString()];
        return [.. hosts.Select(host => new UriBuilder(scheme, host, port).Uri)];
    }

    private static bool IsAny(IPAddress address) => address.Equals(IPAddress.Any) || address.Equals(IPAddress.IPv6Any);
}
