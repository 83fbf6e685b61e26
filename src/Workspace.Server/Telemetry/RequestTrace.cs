using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Yoi.Workspace.Server;

/// <summary>The id under which an answer, its log lines and its audit record belong together: that of the request's activity.</summary>
internal sealed record RequestTrace(string Id)
{
    private static readonly ActivitySource Source = new(TelemetryNames.Source);

    private static readonly Func<ILogger, string, IDisposable?> LogsOf = LoggerMessage.DefineScope<string>("trace_id:{TraceId}");
    private static readonly Func<ILogger, string, IDisposable?> LogsOfTicket = LoggerMessage.DefineScope<string>("ticket:{Ticket}");
    private static readonly Func<ILogger, string, IDisposable?> LogsOfWorker = LoggerMessage.DefineScope<string>("worker:{Worker}");

    public static string IdOf(HttpContext context)
    {
        if (context.Features.Get<RequestTrace>() is { } known) return known.Id;
        var activity = Activity.Current?.TraceId ?? default;
        var trace = new RequestTrace((activity == default ? ActivityTraceId.CreateRandom() : activity).ToHexString());
        context.Features.Set(trace);
        return trace.Id;
    }

    /// <summary>Times a request, and has all lines that are logged for it carry its id.</summary>
    public static async Task InvokeAsync(HttpContext context, RequestDelegate next, ServerMetrics metrics)
    {
        var started = Stopwatch.GetTimestamp();
        // Where traces are sent, each request is one of its own: whoever calls has no say in its id.
        var hosts = Activity.Current;
        Activity.Current = null;
        using var own = Source.StartActivity("request", ActivityKind.Server);
        if (own is null) Activity.Current = hosts;
        using var logs = LogsOf(LoggerOf(context), IdOf(context));
        try
        {
            await next(context);
        }
        finally
        {
            var isStream = context.Response.ContentType?.StartsWith("text/event-stream", StringComparison.Ordinal) == true;
            var (method, route, status) = (MethodOf(context), RouteOf(context), context.Response.StatusCode);
            metrics.Answered(method, route, status, Stopwatch.GetElapsedTime(started), isStream);
            if (own is not null) own.DisplayName = $"{method} {route}";
            own?.SetTag("http.request.method", method).SetTag("http.route", route).SetTag("http.response.status_code", status);
        }
    }

    /// <summary>Has what is logged behind a route name the ticket or Worker that it is about.</summary>
    public static async Task NameAsync(HttpContext context, RequestDelegate next)
    {
        using var ticket = Named(context, "ticket") is { } id ? LogsOfTicket(LoggerOf(context), id) : null;
        using var worker = Named(context, "worker") is { } name ? LogsOfWorker(LoggerOf(context), name) : null;
        await next(context);
    }

    /// <summary>The pattern, not the path: what a caller typed may hold what no log should.</summary>
    public static string RouteOf(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "no route";

    public static ILogger LoggerOf(HttpContext context) => context.RequestServices.GetRequiredService<ILogger<WorkspaceServer>>();

    private static string? Named(HttpContext context, string what) => context.GetRouteValue(what) is string text && Targets.IsName(text) ? text : null;

    // Anybody may send any word as a method; each would be a series of its own.
    private static string MethodOf(HttpContext context) => context.Request.Method is "GET" or "HEAD" or "POST" or "PUT" or "PATCH" or "DELETE" or "OPTIONS" ? context.Request.Method : "other";
}
