using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>One workspace over HTTP: on 127.0.0.1 for browsers, on a Unix socket for the operator's command line.</summary>
public sealed class WorkspaceServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Links _links;

    private WorkspaceServer(WebApplication app, Links links, Uri address, IReadOnlyList<Route> routes) =>
        (_app, _links, Address, Routes) = (app, links, address, routes);

    /// <summary>Where browsers find it: <c>http://127.0.0.1:port</c>.</summary>
    public Uri Address { get; }

    /// <summary>Every route that answers, read back from what is mapped.</summary>
    public IReadOnlyList<Route> Routes { get; }

    /// <summary>
    /// Starts to listen. <c>invalid</c>: the socket's path or folder is not fit, or the port may not be used; <c>conflict</c>: the port is
    /// taken or another server answers on the socket.
    /// </summary>
    public static async Task<Result<WorkspaceServer>> StartAsync(
        WorkspaceSurface surface, ServerOptions options, ILoggerFactory? loggers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(surface);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Port is < 0 or > IPEndPoint.MaxPort) return new Fault(FaultCodes.Invalid, $"A port is 0 to {IPEndPoint.MaxPort}.");
        if (await OperatorSocket.PrepareAsync(options.SocketPath, cancellationToken) is { } unfit) return unfit;

        var sessions = new SessionLedger(options);
        var links = new Links(options.Time);
        var origin = new OriginGuard();
        var app = AppSetup.Build(options, loggers);
        try
        {
            AppSetup.Pipe(app, origin, new AccessGate(sessions, surface.Board));
            foreach (var route in RouteTable.Of(surface, options, sessions, links, app.Lifetime.ApplicationStopping)) AppSetup.Map(app, route);
            var routes = RouteCheck.Read(((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints));
            await app.StartAsync(cancellationToken);

            var address = AddressOf(app);
            links.Open(address);
            origin.Open(address.Port);
            return new WorkspaceServer(app, links, address, routes);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            await app.DisposeAsync();
            return new Fault(FaultCodes.Conflict, $"Port {options.Port} is taken by another program; choose another with --port.");
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.AccessDenied)
        {
            await app.DisposeAsync();
            return new Fault(FaultCodes.Invalid, $"Port {options.Port} or the operator's socket may not be used by this user; choose another with --port.");
        }
        catch
        {
            await app.DisposeAsync();
            throw;
        }
    }

    /// <summary>A link that opens the dashboard, good once and for 60 seconds.</summary>
    public OneTimeLink NewLink() => _links.New();

    /// <summary>Ends the streams, lets other requests finish for up to 5 seconds and removes the socket.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _app.StopAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private static Uri AddressOf(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
            .Select(text => new Uri(text)).Single(address => address.Host == IPAddress.Loopback.ToString());
}
