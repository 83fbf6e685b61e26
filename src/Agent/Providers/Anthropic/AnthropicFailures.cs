using System.Text.Json;
using Anthropic.Exceptions;
using Yoi.Protocol;

namespace Yoi.Agent;

/// <summary>Reads what kind of failure an answer of the provider is.</summary>
internal static class AnthropicFailures
{
    private const int MaxMessage = 500;

    /// <summary>An answer that is no success.</summary>
    public static ProviderFailure Of(HttpResponseMessage response, ReadOnlyMemory<byte> body)
    {
        var status = (int)response.StatusCode;
        var (type, message) = Error(body);
        var said = message is null ? $"The model provider answered {status}." : $"The model provider answered {status}: {message}";
        return status switch
        {
            // Without money no waiting helps.
            402 => new(new(FaultCodes.ProviderQuota, said), Transient: false),
            _ when type == "billing_error" => new(new(FaultCodes.ProviderQuota, said), Transient: false),
            429 => new(new(FaultCodes.ProviderQuota, said), Transient: true, RetryAfter(response)),
            408 or 409 or 425 or >= 500 => new(new(FaultCodes.ProviderUnavailable, said), Transient: true, RetryAfter(response)),
            401 or 403 => ProviderFailure.Permanent($"{said} Check the key in {ModelProviders.AnthropicKeyVariable}."),
            _ => ProviderFailure.Permanent(said),
        };
    }

    /// <summary>What the library throws: a connection that failed, an error in the middle of a stream, or words that are not the protocol.</summary>
    public static ProviderFailure Of(AnthropicException exception) => exception switch
    {
        AnthropicIOException => ProviderFailure.Retryable($"The model provider could not be reached: {exception.InnerException?.Message ?? exception.Message}"),
        AnthropicSseException broken => InStream(broken),
        _ => ProviderFailure.Retryable("The model provider's answer could not be read."),
    };

    private static ProviderFailure InStream(AnthropicSseException broken)
    {
        var said = $"The model provider broke its answer off: {Short(broken.ApiMessage) ?? "no reason given"}";
        return broken.Type?.Raw() switch
        {
            "rate_limit_error" => new(new(FaultCodes.ProviderQuota, said), Transient: true),
            "billing_error" => new(new(FaultCodes.ProviderQuota, said), Transient: false),
            "invalid_request_error" or "authentication_error" or "permission_error" or "not_found_error" => ProviderFailure.Permanent(said),
            _ => ProviderFailure.Retryable(said),
        };
    }

    private static (string? Type, string? Message) Error(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("error", out var error) || error.ValueKind != JsonValueKind.Object) return default;
            return (Text(error, "type"), Short(Text(error, "message")));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A proxy's HTML page, or a body that was cut.
            return default;
        }
    }

    private static string? Text(JsonElement error, string name) =>
        error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Short(string? text) => text is { Length: > MaxMessage } ? text[..MaxMessage] + "…" : text;

    private static TimeSpan? RetryAfter(HttpResponseMessage response)
    {
        if (response.Headers.RetryAfter is not { } asked) return null;
        if (asked.Delta is { } delta) return delta < TimeSpan.FromDays(1) ? delta : TimeSpan.FromDays(1);
        // A date is compared with the provider's own clock, so that ours may be wrong.
        return asked.Date is { } until && response.Headers.Date is { } sent && until > sent ? until - sent : null;
    }
}
