using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Yoi.Workspace.Server;

/// <summary>Where the server listens, how it is reached and what it bears.</summary>
public sealed record ServerOptions
{
    /// <summary>The address; beyond loopback needs somebody who may come in, and TLS or a proxy.</summary>
    public IPAddress Address { get; init; } = IPAddress.Loopback;

    /// <summary>The TCP port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>What it shows of itself over TLS; null for plain HTTP.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>The https address that people know, without a path; null where it is the one it listens on.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>The proxy in front, the only one who may connect over TCP; what it forwards is believed. Needs <see cref="PublicUrl"/>.</summary>
    public IPAddress? Proxy { get; init; }

    /// <summary>In whose name the operator acts.</summary>
    public string Operator { get; init; } = "operator";

    /// <summary>How people log in; null where they cannot.</summary>
    public LoginSettings? Login { get; init; }

    /// <summary>The built pages; looked at on each request, so pages built later appear. Null or missing: a page says how to get them.</summary>
    public string? PagesFolder { get; init; }

    /// <summary>What it bears.</summary>
    public ServerLimits Limits { get; init; } = new();

    /// <summary>The clock of links, sessions, tokens, logins and streams.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
