using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>Errors towards a caller: code, sentence, trace id. What else is known goes to the log under the same id.</summary>
internal static partial class Problem
{
    public static Task NoRouteAsync(HttpContext context) =>
        WriteAsync(context, StatusCodes.Status404NotFound, FaultCodes.NotFound, "There is no such route; /openapi/v1.json describes those there are.");

    /// <param name="context">The request.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">One of <see cref="FaultCodes"/>.</param>
    /// <param name="sentence">Words fit for the caller.</param>
    /// <param name="detail">For the log alone.</param>
    /// <param name="outcome">What became of an input.</param>
    public static Task WriteAsync(HttpContext context, int status, string code, string sentence, string? detail = null, InputStatus? outcome = null)
    {
        var trace = NewTrace();
        // What only the log may say is worth more than a refusal that says all by itself.
        var level = detail is null ? LogLevel.Debug : LogLevel.Warning;
        var (method, route) = (context.Request.Method, RouteOf(context));
        var logger = LoggerOf(context);
        LogRefused(logger, level, method, route, status, code, trace, detail);
        return SendAsync(context, new($"urn:yoi:problem:{code}", sentence, status, code, trace, outcome));
    }

    /// <summary>A bug or a broken host: all of it to the log, nothing of it to the caller.</summary>
    public static Task WriteAsync(HttpContext context, Exception exception)
    {
        var trace = NewTrace();
        var route = RouteOf(context);
        var logger = LoggerOf(context);
        LogFailed(logger, exception, route, trace);
        const int Status = StatusCodes.Status500InternalServerError;
        if (!context.Response.HasStarted)
            return SendAsync(context, new($"urn:yoi:problem:{FaultCodes.Internal}", "The server failed on this request; its log has the rest under this trace id.", Status, FaultCodes.Internal, trace));
        // Half an answer must not look like a whole one.
        context.Abort();
        return Task.CompletedTask;
    }

    private static async Task SendAsync(HttpContext context, RuntimeProblem problem)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(problem, WireJson.Default.RuntimeProblem);
        context.Response.StatusCode = problem.Status;
        context.Response.ContentType = "application/problem+json; charset=utf-8";
        context.Response.ContentLength = body.Length;
        if (problem.Status is StatusCodes.Status429TooManyRequests or StatusCodes.Status503ServiceUnavailable) context.Response.Headers.RetryAfter = "1";
        if (HttpMethods.IsHead(context.Request.Method)) return;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>The pattern, not the path: what a caller sent may hold what no log should.</summary>
    private static string RouteOf(HttpContext context) => (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText ?? "no route";

    private static string NewTrace() => ActivityTraceId.CreateRandom().ToHexString();

    private static ILogger LoggerOf(HttpContext context) => context.RequestServices.GetRequiredService<ILogger<RuntimeServer>>();

    [LoggerMessage(Message = "Refused {Method} {Route}: {Status} {Code}, trace {Trace}. {Detail}")]
    private static partial void LogRefused(ILogger logger, LogLevel level, string method, string route, int status, string code, string trace, string? detail);

    [LoggerMessage(Level = LogLevel.Error, Message = "Failed on {Route}, trace {Trace}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string route, string trace);
}
