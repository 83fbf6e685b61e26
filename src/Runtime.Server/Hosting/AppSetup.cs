using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Yoi.Runtime.Server;

/// <summary>The web application around the routes.</summary>
internal static class AppSetup
{
    /// <summary>Nothing is read from the environment or from files of the working folder.</summary>
    public static WebApplication Build(RuntimeServerOptions options, ILoggerFactory? loggers)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions { EnvironmentName = Environments.Production });
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => KestrelSetup.Configure(kestrel, options));
        builder.Services.AddRoutingCore();
        builder.Services.AddLogging();
        if (loggers is not null) builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton<IHostLifetime, CallerLifetime>();
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(5));
        return builder.Build();
    }

    /// <summary>What stands before the routes; each route brings the rest of its checks itself.</summary>
    public static void Pipe(WebApplication app)
    {
        app.UseWebSockets();
        app.UseRouting();
        app.Use((context, next) => context.GetEndpoint()?.Metadata.GetMetadata<DeclaredPermission>() is null
            ? FailureGuard.InvokeAsync(context, Problem.NoRouteAsync)
            : next(context));
    }
}
