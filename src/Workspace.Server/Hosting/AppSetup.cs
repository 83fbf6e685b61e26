using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
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
    public static WebApplication Build(ServerOptions options, IReadOnlyList<ServedWorkspace> workspaces, ILoggerFactory? loggers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => KestrelSetup.Configure(kestrel, options, workspaces));
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

    public static void Map(WebApplication app, BoundRoute bound, OpenWorkspaces workspaces)
    {
        var (route, handler) = (bound.Route, Checked(bound, workspaces));
        var endpoint = route.Method == "*" ? app.Map(route.Path, handler) : app.MapMethods(route.Path, [route.Method], handler);
        endpoint.WithMetadata(new DeclaredPermission(route.Permission, IsCatchAll: route.Method == "*"));
    }

    private static RequestDelegate Checked(BoundRoute bound, OpenWorkspaces workspaces)
    {
        if (bound.Text is not { } text) return bound.Handler;
        RequestDelegate keyed = text.TakesKey ? context => KeyStep.InvokeAsync(context, bound.Handler, workspaces.Of(context).Keys) : bound.Handler;
        return text.Query is { } known ? context => QueryCheck.Of(context, known) is { } fault ? Refusal.WriteAsync(context, fault) : keyed(context) : keyed;
    }
}
