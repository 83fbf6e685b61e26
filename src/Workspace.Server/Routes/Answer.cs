using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Yoi.Protocol;

namespace Yoi.Workspace.Server;

/// <summary>Answers with one of the browser's types.</summary>
internal static class Answer
{
    /// <summary>Serialised whole before the first byte leaves, so that what goes wrong can still be told.</summary>
    public static async Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK)
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(value, type);
        KeyUse.Of(context)?.Answered(status, body);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>The value, or why there is none.</summary>
    public static Task OfAsync<T>(HttpContext context, Result<T> result, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK)
        where T : notnull => result.TryGet(out var value, out var fault) ? WriteAsync(context, value, type, status) : Refusal.WriteAsync(context, fault);

    /// <summary>That it is done, or why not.</summary>
    public static Task DoneAsync(HttpContext context, Fault? fault)
    {
        if (fault is not null) return Refusal.WriteAsync(context, fault);
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }
}
