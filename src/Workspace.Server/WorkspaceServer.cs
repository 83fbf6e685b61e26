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
    /// Starts to listen. <c>invalid</c>: the socket's path or folder is not fit, the port may not be used, or what is bound beyond this machine is not safe; <c>conflict</c>: the port is
    /// taken or another server answers on the socket; a fault of the journal.
    /// </summary>
    public static async Task<Result<WorkspaceServer>> StartAsync(
        WorkspaceSurface surface, ServerOptions options, ILoggerFactory? loggers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(surface);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Port is < 0 or > IPEndPoint.MaxPort) return new Fault(FaultCodes.Invalid, $"A port is 0 to {IPEndPoint.MaxPort}.");
        if (!(await CredentialLedger.LoadAsync(CallerKind.Session, surface.Access.Sessions, options.Time, cancellationToken)).TryGet(out var sessions, out var fault)) return fault;
        if (!(await CredentialLedger.LoadAsync(CallerKind.Token, surface.Access.Tokens, options.Time, cancellationToken)).TryGet(out var tokens, out fault)) return fault;
        if (!(await KeyLedger.LoadAsync(surface.Access.Keys, options.Time, cancellationToken)).TryGet(out var keys, out fault)) return fault;
        if (Exposure.Check(options, tokens.Good.Any()) is { } exposed) return exposed;
        if (await OperatorSocket.PrepareAsync(options.SocketPath, cancellationToken) is { } unfit) return unfit;
        return await ListenAsync(surface, options, new(sessions, tokens, keys), loggers, cancellationToken);
    }

    /// <summary>A link that opens the dashboard, good once and for 60 seconds.</summary>
    public OneTimeLink NewLink() => _links.New();

    /// <summary>Ends the streams, lets other requests finish for up to 5 seconds and removes the socket.</summary>
    public Task StopAsync(CancellationToken cancellationToken) => _app.StopAsync(cancellationToken);

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        foreach (var part in _parts) part.Dispose();
    }

    private static async Task<Result<WorkspaceServer>> ListenAsync(
        WorkspaceSurface surface, ServerOptions options, Ledgers ledgers, ILoggerFactory? loggers, CancellationToken cancellationToken)
    {
        var (sessions, tokens, keys) = ledgers;
        var links = new Links(options.Time, options.Operator);
        var origin = new OriginGuard(options.Proxy);
        var metrics = new ServerMetrics();
        var rates = new RateGate(options.Limits, metrics);
        var audit = new AuditStep(surface.Access.Audit, options.Limits, metrics, options.Time);
        var login = options.Login is null ? null : LoginRoutes.Of(options.Login, links, rates, surface.Access.Accounts, options.Time);
        var app = AppSetup.Build(options, loggers);
        IDisposable[] parts = login is null ? [metrics, rates, audit] : [metrics, rates, audit, login];
        try
        {
            AppSetup.Pipe(app, metrics, audit, origin, new(sessions, tokens, options.Operator), rates, new(rates, surface.Board), options.Proxy is not null);
            foreach (var route in RouteTable.Of(new(surface, options, sessions, tokens, links, rates, metrics, login, app.Lifetime.ApplicationStopping))) AppSetup.Map(app, route, keys);
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

    private sealed record Ledgers(CredentialLedger Sessions, CredentialLedger Tokens, KeyLedger Keys);
}
