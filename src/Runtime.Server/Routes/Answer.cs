using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>Answers with one of the wire's types.</summary>
internal static class Answer
{
    /// <summary>Serialised whole before the first byte leaves, so that what goes wrong can still be told.</summary>
    public static async Task WriteAsync<T>(HttpContext context, T value, JsonTypeInfo<T> type, int status = StatusCodes.Status200OK)
    {
        using var body = new RentedBytes();
        using (var json = new Utf8JsonWriter(body)) JsonSerializer.Serialize(json, value, type);
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = body.Written.Length;
        await context.Response.Body.WriteAsync(body.Written, context.RequestAborted);
    }

    /// <summary>The value, or the refusal that took its place.</summary>
    public static Task WriteAsync<T>(HttpContext context, Result<T> result, JsonTypeInfo<T> type)
        where T : notnull => result.TryGet(out var value, out var fault) ? WriteAsync(context, value, type) : Refusal.WriteAsync(context, fault);
}
