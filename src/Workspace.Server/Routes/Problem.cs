using System.Globalization;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>The code a request was refused with.</summary>
internal sealed record RefusedWith(string Code);

/// <summary>Errors towards a browser: code, our own sentence, trace id. What else is known goes to the log under the same id.</summary>
internal static partial class Problem
{
    public static Task NotFoundAsync(HttpContext context) =>
        WriteAsync(context, StatusCodes.Status404NotFound, FaultCodes.NotFound, "There is no such thing here, or it is not yours to see.");

    /// <param name="context">The request.</param>
    /// <param name="status">The HTTP status.</param>
    /// <param name="code">One of <see cref="FaultCodes"/>.</param>
    /// <param name="sentence">Our own words, fit for a browser.</param>
    /// <param name="detail">For the log alone.</param>
    public static Task WriteAsync(HttpContext context, int status, string code, string sentence, string? detail = null)
    {
        var trace = RequestTrace.IdOf(context);
        // What only the log may say is worth more than a refusal that says all by itself.
        var level = detail is null ? LogLevel.Debug : LogLevel.Warning;
        var (method, route) = (context.Request.Method, RequestTrace.RouteOf(context));
        var logger = RequestTrace.LoggerOf(context);
        LogRefused(logger, level, method, route, status, code, trace, detail);
        return SendAsync(context, status, code, sentence, trace);
    }

    /// <summary>A limit is reached; <paramref name="seconds"/> later it may be none.</summary>
    public static Task OverloadedAsync(HttpContext context, int seconds, string sentence)
    {
        context.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return WriteAsync(context, StatusCodes.Status429TooManyRequests, FaultCodes.Overloaded, sentence);
    }

    /// <summary>A bug or a broken host: all of it to the log, nothing of it to the caller.</summary>
    public static Task WriteAsync(HttpContext context, Exception exception)
    {
        var trace = RequestTrace.IdOf(context);
        var route = RequestTrace.RouteOf(context);
        var logger = RequestTrace.LoggerOf(context);
        LogFailed(logger, exception, route, trace);
        if (!context.Response.HasStarted)
            return SendAsync(
                context, StatusCodes.Status500InternalServerError, FaultCodes.Internal,
                "The server failed on this request; its log has the rest under this trace id.", trace);
        // Half an answer must not look like a whole one.
        context.Abort();
        return Task.CompletedTask;
    }

    private static async Task SendAsync(HttpContext context, int status, string code, string sentence, string trace)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new ProblemView($"urn:yoi:problem:{code}", sentence, status, code, trace), BrowserJson.Default.ProblemView);
        context.Features.Set(new RefusedWith(code));
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/problem+json; charset=utf-8";
        context.Response.ContentLength = body.Length;
        context.Response.Headers.CacheControl = "no-store";
        if (HttpMethods.IsHead(context.Request.Method)) return;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    [LoggerMessage(Message = "Refused {Method} {Route}: {Status} {Code}, trace {Trace}. {Detail}")]
    private static partial void LogRefused(ILogger logger, LogLevel level, string method, string route, int status, string code, string trace, string? detail);

    [LoggerMessage(Level = LogLevel.Error, Message = "Failed on {Route}, trace {Trace}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string route, string trace);
}
