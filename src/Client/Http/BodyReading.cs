namespace Yoi.Client;

/// <summary>Reads bodies as long as they are no larger than allowed.</summary>
internal static class BodyReading
{
    /// <summary>A whole body; null where there is more.</summary>
    public static async Task<byte[]?> ReadAsync(HttpContent content, int mostBytes, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > mostBytes) return null;
        await using var body = await content.ReadAsStreamAsync(cancellationToken);
        using var read = new MemoryStream();
        var buffer = new byte[16 * 1024];
        while (await body.ReadAsync(buffer, cancellationToken) is var count and > 0)
        {
            if (read.Length + count > mostBytes) return null;
            await read.WriteAsync(buffer.AsMemory(0, count), cancellationToken);
        }

        return read.ToArray();
    }
}
