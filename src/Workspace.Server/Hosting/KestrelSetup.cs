using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Yoi.Workspace.Server;

/// <summary>Where Kestrel listens and what it bears.</summary>
internal static class KestrelSetup
{
    /// <summary>Bytes of a request's body where its route asks for no more.</summary>
    public const int MaximumBody = 64 * 1024;

    private const int OtherConnections = 1024;

    public static void Configure(KestrelServerOptions kestrel, ServerOptions options, IReadOnlyList<ServedWorkspace> workspaces)
    {
        kestrel.AddServerHeader = false;
        var limits = kestrel.Limits;
        limits.MaxRequestBodySize = MaximumBody;
        limits.MaxRequestLineSize = 8 * 1024;
        limits.MaxRequestHeadersTotalSize = 16 * 1024;
        limits.MaxRequestHeaderCount = 64;
        // Each stream holds a connection of its own.
        limits.MaxConcurrentConnections = options.Limits.Streams + OtherConnections;
        limits.RequestHeadersTimeout = TimeSpan.FromSeconds(10);
        limits.KeepAliveTimeout = TimeSpan.FromMinutes(2);
        kestrel.Listen(options.Address, options.Port, listen =>
        {
            listen.Protocols = HttpProtocols.Http1;
            if (options.Certificate is { } certificate) listen.UseHttps(certificate);
        });
        foreach (var workspace in workspaces)
        {
            kestrel.ListenUnixSocket(workspace.SocketPath, listen =>
            {
                listen.Protocols = HttpProtocols.Http1;
                listen.Use(next => connection =>
                {
                    connection.Features.Set(new OperatorConnection(workspace.Id));
                    return next(connection);
                });
            });
        }
    }
}
