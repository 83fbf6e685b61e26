using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Yoi.Runtime.Server;

/// <summary>A runtime's routes in a web application.</summary>
public static class RuntimeEndpoints
{
    /// <summary>
    /// Maps the runtime's routes behind a prefix, and <c>/health</c> and <c>/openapi/v1.json</c>. Each checks its token and its load itself. The application needs <c>UseWebSockets</c> before routing, and
    /// decides where it listens; <see cref="RuntimeServer"/> is such an application. The streams end when it stops.
    /// </summary>
    /// <param name="endpoints">The application.</param>
    /// <param name="prefix">Such as <c>/v1</c>.</param>
    /// <param name="runtime">The runtime; it stays its owner's to close.</param>
    /// <param name="options">Whom to let in and what to bear.</param>
    public static void MapRuntime(this IEndpointRouteBuilder endpoints, string prefix, WorkerRuntime runtime, RuntimeServerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        endpoints.MapRuntime(prefix, runtime, options, new(options));
    }

    internal static void MapRuntime(this IEndpointRouteBuilder endpoints, string prefix, WorkerRuntime runtime, RuntimeServerOptions options, Load load)
    {
        var gate = new AccessGate(options.Tokens);
        var stopping = endpoints.ServiceProvider.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
        foreach (var bound in new RouteTable(prefix, runtime, options, load, stopping).Routes())
        {
            var (route, handler) = (bound.Route, bound.Handler);
            endpoints.MapMethods(route.Path, [route.Method], (RequestDelegate)(context =>
                FailureGuard.InvokeAsync(context, guarded => gate.InvokeAsync(guarded, route.Permission, known => load.InvokeAsync(known, route, handler)))))
                .WithMetadata(new DeclaredPermission(route.Permission, route.IsStream));
        }
    }
}
