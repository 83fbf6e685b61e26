using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>One runtime over HTTP, for programs that have a token. It holds nothing: what it answers is the runtime's.</summary>
public sealed class RuntimeServer : IAsyncDisposable
{
    private static readonly TimeSpan LastWords = TimeSpan.FromSeconds(5);

    private readonly WebApplication _app;
    private readonly WorkerRuntime _runtime;
    private readonly RuntimeServerOptions _options;
    private readonly Load _load;

    private RuntimeServer(WebApplication app, WorkerRuntime runtime, RuntimeServerOptions options, Load load, IReadOnlyList<Route> routes)
    {
        (_app, _runtime, _options, _load, Routes) = (app, runtime, options, load, routes);
        Address = new(app.Services.GetRequiredService<IServer>().Features.Get<IServerAddressesFeature>()!.Addresses.Single());
    }

    /// <summary>Where it listens, such as <c>http://127.0.0.1:port</c>.</summary>
    public Uri Address { get; }

    /// <summary>Every route that answers, read back from what is mapped.</summary>
    public IReadOnlyList<Route> Routes { get; }

    /// <summary>
    /// Starts to listen. <c>invalid</c>: the options cannot be used, or the address is none of this machine or may not be used; <c>conflict</c>: the port is taken.
    /// </summary>
    /// <param name="runtime">The runtime; it stays its owner's to close, after the server.</param>
    /// <param name="options">Where to listen, whom to let in, what to bear.</param>
    /// <param name="loggers">Told what is refused, and of failures all.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    public static async Task<Result<RuntimeServer>> StartAsync(WorkerRuntime runtime, RuntimeServerOptions options, ILoggerFactory? loggers, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runtime);
        ArgumentNullException.ThrowIfNull(options);
        if (options.Check() is { } unfit) return unfit;
        var load = new Load(options);
        var app = AppSetup.Build(options, loggers);
        try
        {
            AppSetup.Pipe(app);
            app.MapRuntime("/v1", runtime, options, load);
            var routes = RouteCheck.Read(((IEndpointRouteBuilder)app).DataSources.SelectMany(source => source.Endpoints));
            await app.StartAsync(cancellationToken);
            return new RuntimeServer(app, runtime, options, load, routes);
        }
        catch (Exception exception)
        {
            await app.DisposeAsync();
            load.Dispose();
            if (FaultOf(exception, options) is { } fault) return fault;
            throw;
        }
    }

    /// <summary>
    /// Takes no new work from here on, says so to who asks whether it is ready, and waits until no run works or the options' time is over. Reading and watching go on. Stop the runtime next, so that
    /// watchers see how runs ended, then the server.
    /// </summary>
    public async Task DrainAsync(CancellationToken cancellationToken)
    {
        _load.Drain();
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var over = Task.Delay(_options.DrainTime, _options.Time, enough.Token);
        var hints = _runtime.Observation.WatchAsync(enough.Token).GetAsyncEnumerator(enough.Token);
        var next = hints.MoveNextAsync().AsTask();
        try
        {
            while (_runtime.Management.Summary().Busy > 0 && await Task.WhenAny(next, over) == next && await next) next = hints.MoveNextAsync().AsTask();
        }
        finally
        {
            // An enumerator may only be disposed once its last step has ended, in whichever way.
            await enough.CancelAsync();
            await Task.WhenAny(next);
            await hints.DisposeAsync();
        }
    }

    /// <summary>
    /// Ends the streams, each with a closed frame, and lets other requests finish for up to 5 seconds. Where the runtime was stopped, its watchers first get what they have not read yet, up to the last event,
    /// for at most 5 seconds.
    /// </summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        _load.Drain();
        if (_runtime.Management.Summary().State != RuntimeState.Running) await _load.WatchersLeaveAsync(LastWords);
        await _app.StopAsync(cancellationToken);
    }

    /// <inheritdoc />
    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _load.Dispose();
    }

    private static Fault? FaultOf(Exception exception, RuntimeServerOptions options) => exception switch
    {
        IOException { InnerException: AddressInUseException } => new(FaultCodes.Conflict, $"{options.Bind} is taken by another program; choose another port."),
        SocketException { SocketErrorCode: SocketError.AccessDenied } => new(FaultCodes.Invalid, $"{options.Bind} may not be used by this user; choose another port."),
        SocketException { SocketErrorCode: SocketError.AddressNotAvailable } => new(FaultCodes.Invalid, $"{options.Bind} is no address of this machine."),
        _ => null,
    };
}
