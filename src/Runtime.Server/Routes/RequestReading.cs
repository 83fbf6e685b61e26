using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Yoi.Protocol;

namespace Yoi.Runtime.Server;

/// <summary>Reads what a request says, or answers why it cannot be read.</summary>
internal static class RequestReading
{
    /// <summary>Room for a text of 256 KiB however it is escaped.</summary>
    public const int MostText = 2 * 1024 * 1024;

    /// <summary>The body as one object; null where the request was answered with a refusal: 415, 413 or 400.</summary>
    public static async Task<T?> BodyAsync<T>(HttpContext context, JsonTypeInfo<T> type, int mostBytes = KestrelSetup.MaximumBody)
        where T : class
    {
        if (!context.Request.HasJsonContentType())
        {
            await Problem.WriteAsync(context, StatusCodes.Status415UnsupportedMediaType, FaultCodes.Invalid, "Send the body as application/json.");
            return null;
        }

        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit) limit.MaxRequestBodySize = mostBytes;
        try
        {
            if (await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted) is { } value) return value;
            await Refusal.WriteAsync(context, new(FaultCodes.Invalid, "The body is null; send an object."));
        }
        catch (JsonException exception)
        {
            // The path is made of the caller's own names; the rest of the message names types of ours.
            await Refusal.WriteAsync(context, new(FaultCodes.Invalid, $"The body is not the JSON object this route takes; look at {exception.Path ?? "$"}."));
        }

        return null;
    }

    /// <summary>A whole number of the query; null where it is not given, false where it is no such number.</summary>
    public static bool TryNumber(HttpContext context, string name, long least, long most, out long? value)
    {
        value = null;
        var sent = context.Request.Query[name];
        if (sent.Count == 0) return true;
        if (sent.Count > 1 || !long.TryParse(sent[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number) || number < least || number > most) return false;
        value = number;
        return true;
    }
}
