using System.Text.Json;
using Yoi.Protocol;

namespace Yoi.Agent;

/// <summary>How a model call failed.</summary>
/// <param name="Fault">What happened: <c>provider_failed</c>, <c>provider_unavailable</c>, <c>provider_quota</c> or <c>cassette_miss</c>.</param>
/// <param name="Transient">True where the same call may work later.</param>
/// <param name="RetryAfter">How long the provider asked to wait.</param>
public sealed record ProviderFailure(Fault Fault, bool Transient, TimeSpan? RetryAfter = null)
{
    internal static ProviderFailure From(Exception exception) => exception switch
    {
        ProviderException known => known.Failure,
        HttpRequestException or IOException => Retryable($"The connection to the model provider failed: {exception.Message}"),
        JsonException => Retryable("The model provider answered with something that is not the protocol it should speak."),
        // A provider that breaks its own protocol makes its client throw all kinds of exceptions; asking again is cheap and bounded.
        _ => Retryable($"The model provider's answer could not be read ({exception.GetType().Name})."),
    };

    internal static ProviderFailure Retryable(string message) => new(new(FaultCodes.ProviderUnavailable, message), Transient: true);

    internal static ProviderFailure Permanent(string message) => new(new(FaultCodes.ProviderFailed, message), Transient: false);
}
