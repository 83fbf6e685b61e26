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

/// <summary>Workspaces over HTTP: on 127.0.0.1 for browsers, on a Unix socket each for the operator's command line.</summary>
public sealed class WorkspaceServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly Links _links;
    private readonly IReadOnlyList<IDisposable> _parts;

    private WorkspaceServer(WebApplication app, Links links, Uri listens, IReadOnlyList<Route> routes, IReadOnlyList<IDisposable> parts) =>
        (_app, _links, Listens, Routes, _parts) = (app, links, listens, routes, parts);

    /// <summary>Where browsers find it: <c>http://127.0.0.1:port</c>, or its public address.</summary>
    public Uri Address => _links.Address;

    /// <summary>Where it listens.</summary>
    public Uri Listens { get; }

    /// <summary>Every route that answers, read back from what is mapped.</summary>
    public IReadOnlyList<Route> Routes { get; }

    /// <summary>
    /// Starts to listen. <c>invalid</c>: a socket's path or folder is not fit, the port may not be used, or what is bound beyond this machine is not safe; <c>conflict</c>: the port is
    /// taken, another server answers on a socket, or two workspaces have one id; a fault of a journal.
    /// </summary>
    /// <param name="workspaces">What is served, at least one; a link that names none opens the first.</param>
    /// <param name="options">Where it listens and what it bears.</param>
    /// <param name="loggers">What it logs to.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async Task<Result<WorkspaceServer>> StartAsync(
        IReadOnlyList<ServedWorkspace> workspaces, ServerOptions options, ILoggerFactory? loggers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(workspaces);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Port is < 0 or > IPEndPoint.MaxPort) return new Fault(FaultCodes.Invalid, $"A port is 0 to {IPEndPoint.MaxPort}.");
        ArgumentOutOfRangeException.ThrowIfZero(workspaces.Count);
        if (!(await OpenWorkspaces.LoadAsync(workspaces, options.Time, cancellationToken)).TryGet(out var open, out var fault)) return fault;
        if (Exposure.Check(options, open.Tokens.HasGood) is { } exposed) return exposed;
        foreach (var workspace in workspaces)
            if (await OperatorSocket.PrepareAsync(workspace.SocketPath, cancellationToken) is { } unfit) return unfit;
        return await ListenAsync(workspaces, open, options, loggers, cancellationToken);
    }

    /// <summary>A link that opens the dashboard, good once and for 60 seconds.</summary>
    public OneTimeLink NewLink() => _links.New(workspace: null);

    /// <summary>Ends the streams, lets other requests finish for up to 5 seconds and removes the sockets.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _app.StopAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        foreach (var part in _parts) part.Dispose();
    }

    private static async Task<Result<WorkspaceServer>> ListenAsync(
        IReadOnlyList<ServedWorkspace> workspaces, OpenWorkspaces open, ServerOptions options, ILoggerFactory? loggers, CancellationToken cancellationToken)
    {
        var links = new Links(options.Time, options.Operator);
        var origin = new OriginGuard(options.Proxy);
        var metrics = new ServerMetrics();
        var rates = new RateGate(options.Limits, metrics);
        var audit = new AuditStep(open, options.Limits, metrics, options.Time);
        var login = options.Login is null ? null : LoginRoutes.Of(options.Login, links, rates, [.. open.All.Select(w => w.Surface.Access.Accounts)], options.Time);
        var app = AppSetup.Build(options, workspaces, loggers);
        IDisposable[] parts = login is null ? [metrics, rates, audit] : [metrics, rates, audit, login];
        try
        {
            AppSetup.Pipe(app, metrics, audit, origin, new(open.Sessions, open.Tokens, options.Operator), rates, new(rates), options.Proxy is not null);
            foreach (var route in RouteTable.Of(new(open, options, links, rates, metrics, login, app.Lifetime.ApplicationStopping))) AppSetup.Map(app, route, open);
            var routes = RouteCheck.Read(((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints));
            await app.StartAsync(cancellationToken);

            var listens = AddressOf(app);
            var ours = Exposure.Addresses(options, listens.Port);
            links.Open(ours[0]);
            origin.Open(ours);
            return new WorkspaceServer(app, links, listens, routes, parts);
        }
        catch (Exception exception)
        {
            await app.DisposeAsync();
            foreach (var part in parts) part.Dispose();
            if (Refused(exception, options) is { } fault) return fault;
            throw;
        }
    }

    private static Fault? Refused(Exception exception, ServerOptions options) => exception switch
    {
        IOException { InnerException: AddressInUseException } => new(FaultCodes.Conflict, $"Port {options.Port} is taken by another program; choose another with --port or --bind."),
        SocketException { SocketErrorCode: SocketError.AccessDenied } =>
            new(FaultCodes.Invalid, $"Port {options.Port} or the operator's socket may not be used by this user; choose another with --port or --bind."),
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => new(FaultCodes.Invalid, $"{options.Address} is no address of this machine; give one of its own with --bind."),
        _ => null,
    };

    private static Uri AddressOf(WebApplication app) =>
        app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses
            .Where(text => !text.StartsWith("http://unix:", StringComparison.Ordinal)).Select(text => new Uri(text)).Single();
}
