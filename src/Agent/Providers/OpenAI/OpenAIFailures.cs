using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.Text.Json;
using Yoi.Protocol;

namespace Yoi.Agent;

/// <summary>Reads what kind of failure an answer of the provider is.</summary>
internal static class OpenAIFailures
{
    private const int MaxMessage = 500;

    public static ProviderFailure Of(ClientResultException exception)
    {
        if (exception.GetRawResponse() is not { } response || response.Status == 0)
            return ProviderFailure.Retryable($"The model provider could not be reached: {exception.Message}");
        var (code, message) = Body(response);
        var said = message is null ? $"The model provider answered {response.Status}." : $"The model provider answered {response.Status}: {message}";
        return response.Status switch
        {
            // Without money or plan no waiting helps.
            429 when code is "insufficient_quota" or "billing_hard_limit_reached" => new(new(FaultCodes.ProviderQuota, said), Transient: false),
            429 => new(new(FaultCodes.ProviderQuota, said), Transient: true, RetryAfter(response)),
            408 or 409 or 425 or >= 500 => new(new(FaultCodes.ProviderUnavailable, said), Transient: true, RetryAfter(response)),
            200 => ProviderFailure.Retryable("The model provider's answer could not be read."),
            _ when code == FaultCodes.CassetteMiss => new(new(FaultCodes.CassetteMiss, said), Transient: false),
            401 or 403 => ProviderFailure.Permanent($"{said} Check the key in {ModelProviders.KeyVariable}."),
            _ => ProviderFailure.Permanent(said),
        };
    }

    private static (string? Code, string? Message) Body(PipelineResponse response)
    {
        try
        {
            using var document = JsonDocument.Parse(response.Content.ToMemory());
            if (document.RootElement.ValueKind != JsonValueKind.Object || !document.RootElement.TryGetProperty("error", out var error)) return default;
            if (error.ValueKind == JsonValueKind.String) return (null, Short(error.GetString()));
            if (error.ValueKind != JsonValueKind.Object) return default;
            return (Text(error, "code") ?? Text(error, "type"), Short(Text(error, "message")));
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A proxy's HTML page, or a body that was never read: the status alone then says what there is to say.
            return default;
        }
    }

    private static string? Text(JsonElement error, string name) =>
        error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string? Short(string? text) => text is { Length: > MaxMessage } ? text[..MaxMessage] + "…" : text;

    private static TimeSpan? RetryAfter(PipelineResponse response)
    {
        if (!response.Headers.TryGetValue("Retry-After", out var text) || text is null) return null;
        if (double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var seconds)) return TimeSpan.FromSeconds(Math.Min(seconds, 86_400));
        // A date is compared with the provider's own clock, so that ours may be wrong.
        return DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var until) && response.Headers.TryGetValue("Date", out var now)
            && DateTimeOffset.TryParse(now, CultureInfo.InvariantCulture, out var sent) && until > sent ? until - sent : null;
    }
}
