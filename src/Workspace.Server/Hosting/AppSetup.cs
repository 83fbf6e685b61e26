using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>The web application around the routes.</summary>
internal static class AppSetup
{
    /// <summary>Nothing is read from the environment or from files of the working folder, which is a repository that others can write.</summary>
    public static WebApplication Build(ServerOptions options, ILoggerFactory? loggers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => KestrelSetup.Configure(kestrel, options));
        builder.Services.AddRoutingCore();
        builder.Services.AddLogging();
        if (loggers is not null) builder.Services.AddSingleton<ILoggerFactory>(new QuietHosting(loggers));
        builder.Services.AddSingleton<IHostLifetime, CallerLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        builder.Services.Configure<JsonOptions>(json => json.SerializerOptions.TypeInfoResolver = BrowserJson.Default);
        return builder.Build();
    }

    /// <summary>The steps before a route, in the order they are asked.</summary>
    public static void Pipe(WebApplication app, ServerMetrics metrics, AuditStep audit, OriginGuard origin, CallerStep callers, RateGate rates, AccessGate access, bool isProxied)
    {
        app.Use((context, next) => RequestTrace.InvokeAsync(context, next, metrics));
        app.Use(audit.InvokeAsync);
        app.Use(FailureGuard.InvokeAsync);
        app.Use(SecurityHeaders.InvokeAsync);
        app.Use(origin.InvokeAsync);
        if (isProxied) app.Use(ClientAddress.TakeForwardedAsync);
        app.Use(callers.InvokeAsync);
        app.UseRouting();
        app.Use(rates.InvokeAsync);
        app.Use(access.InvokeAsync);
        app.Use(RequestTrace.NameAsync);
    }

    public static void Map(WebApplication app, BoundRoute bound)
    {
        var route = bound.Route;
        var endpoint = route.Method == "*" ? app.Map(route.Path, bound.Handler) : app.MapMethods(route.Path, [route.Method], bound.Handler);
        endpoint.WithMetadata(new DeclaredPermission(route.Permission, IsCatchAll: route.Method == "*"));
    }
}
