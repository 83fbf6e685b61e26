namespace Yoi.Agent;

/// <summary>Turns every answer that is no success into a <see cref="ProviderException"/>, while its headers, which the library does not pass on, are at hand.</summary>
internal sealed class AnthropicErrors(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private const int MaxBody = 16 * 1024;

    /// <inheritdoc />
    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var response = await base.SendAsync(request, cancellationToken);
        if (response.IsSuccessStatusCode) return response;
        using (response) throw new ProviderException(AnthropicFailures.Of(response, await BodyAsync(response, cancellationToken)));
    }

    private static async Task<ReadOnlyMemory<byte>> BodyAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        try
        {
            var body = new byte[MaxBody];
            await using var stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            return body.AsMemory(0, await stream.ReadAtLeastAsync(body, MaxBody, throwOnEndOfStream: false, cancellationToken));
        }
        catch (Exception exception) when (exception is IOException or HttpRequestException)
        {
            // The status alone then says what there is to say.
            return default;
        }
    }
}
