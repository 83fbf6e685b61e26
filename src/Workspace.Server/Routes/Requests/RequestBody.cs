using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Yoi.Protocol;
using Yoi.Protocol.Browser;

namespace Yoi.Workspace.Server;

/// <summary>Reads what a request says, or answers why it cannot be read.</summary>
internal static class RequestBody
{
    /// <summary>Room for a text of 256 KiB however it is escaped.</summary>
    public const int MostText = 2 * 1024 * 1024;

    private const int MostKey = 128;

    /// <summary>A mistyped member is refused instead of being left out of what is done.</summary>
    private static readonly JsonSerializerOptions Strict = new(BrowserJson.Default.Options) { UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow };

    /// <summary>The body as one object; null where the request was answered with a refusal: 415, 413 or 400.</summary>
    public static async Task<T?> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type, int mostBytes = KestrelSetup.MaximumBody)
        where T : class
    {
        if (!context.Request.HasJsonContentType())
        {
            await Problem.WriteAsync(context, StatusCodes.Status415UnsupportedMediaType, FaultCodes.Invalid, "Send the body as application/json.");
            return null;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = mostBytes;
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        var bytes = body.GetBuffer().AsMemory(0, (int)body.Length);
        try
        {
            if (JsonSerializer.Deserialize(bytes.Span, Strictly(type)) is { } value) return KeyUse.Of(context) is not { } use || await use.MayGoOnAsync(context, bytes) ? value : null;
            await RefuseAsync(context, "The body is null; send an object.");
        }
        catch (JsonException exception)
        {
            // The path is made of the caller's own names; the rest of the message names types of ours.
            await RefuseAsync(context, $"The body is not the JSON object this route takes; look at {exception.Path ?? "$"}.");
        }

        return null;
    }

    /// <summary>Whether a call that takes no body may go on; false where it was answered for its key.</summary>
    public static ValueTask<bool> NoneAsync(HttpContext context) => KeyUse.Of(context) is { } use ? use.MayGoOnAsync(context, default) : new(true);

    /// <summary>The revision in If-Match, null where none is sent; false where the request was answered with 400.</summary>
    public static async Task<(bool IsFine, string? Revision)> RevisionAsync(HttpContext context)
    {
        var sent = context.Request.Headers.IfMatch;
        if (sent.Count == 0) return (true, null);
        if (sent is [{ Length: > 2 and <= MostKey } tag] && tag[0] == '"' && tag[^1] == '"' && tag[1..^1].All(char.IsAsciiLetterOrDigit)) return (true, tag[1..^1]);
        await RefuseAsync(context, "If-Match is one revision in double quotes.");
        return (false, null);
    }

    /// <summary>The caller's Idempotency-Key, null where it sends none; false where the request was answered with 400.</summary>
    public static async Task<(bool IsFine, string? Key)> KeyAsync(HttpContext context)
    {
        var sent = context.Request.Headers["Idempotency-Key"];
        if (sent.Count == 0) return (true, null);
        if (sent is [{ Length: > 0 and <= MostKey } key] && key.All(c => c is > ' ' and <= '~')) return (true, key);
        await RefuseAsync(context, $"An Idempotency-Key is 1 to {MostKey} visible ASCII characters.");
        return (false, null);
    }

    private static JsonTypeInfo<T> Strictly<T>(JsonTypeInfo<T> type) => (JsonTypeInfo<T>)Strict.GetTypeInfo(type.Type);

    private static Task RefuseAsync(HttpContext context, string sentence) => Problem.WriteAsync(context, StatusCodes.Status400BadRequest, FaultCodes.Invalid, sentence);
}
