using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Yoi.Protocol;

namespace Yoi.Client;

/// <summary>Reads what a runtime sent; what is no valid value of the wire is a fault.</summary>
internal static class WireReading
{
    public static Result<T> Read<T>(ReadOnlySpan<byte> json, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(json, type) is { } value ? value : RemoteFaults.Malformed;
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            // Not supported is what a case of a closed set is without its word.
            return RemoteFaults.Malformed;
        }
    }

    /// <summary>A whole answer, as long as it is no larger than allowed.</summary>
    public static async Task<Result<byte[]>> BodyAsync(HttpContent content, int mostBytes, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > mostBytes) return RemoteFaults.Malformed;
        await using var body = await content.ReadAsStreamAsync(cancellationToken);
        using var read = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await body.ReadAsync(buffer, cancellationToken) is var count and > 0)
        {
            if (read.Length + count > mostBytes) return RemoteFaults.Malformed;
            await read.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }

        return read.ToArray();
    }
}
