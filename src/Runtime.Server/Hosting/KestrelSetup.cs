using System.Net;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Yoi.Runtime.Server;

/// <summary>Where Kestrel listens and what it bears.</summary>
internal static class KestrelSetup
{
    /// <summary>Bytes of a request's body where its route asks for no more.</summary>
    public const int MaximumBody = 64 * 1024;

    public static void Configure(KestrelServerOptions kestrel, RuntimeServerOptions options)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxRequestBodySize = MaximumBody;
        limits.MaxRequestLineSize = 8 * 1024;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MaxRequestHeaderCount = 64;
        // Room beside the streams for requests that are refused with words.
        limits.MaxConcurrentConnections = options.MostStreams + (2 * options.MostRequests);
        limits.MaxConcurrentUpgradedConnections = options.MostStreams;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        kestrel.Listen(options.Bind, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            if (options.Certificate is { } certificate) listen.UseHttps(certificate);
        });
    }
}
