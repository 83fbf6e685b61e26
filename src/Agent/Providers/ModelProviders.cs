using Microsoft.Extensions.AI;
using Yoi.Protocol;

namespace Yoi.Agent;

/// <summary>From a profile to the client of its model.</summary>
public static class ModelProviders
{
    /// <summary>The variable that holds the key of OpenAI and of compatible servers.</summary>
    public const string KeyVariable = "OPENAI_API_KEY";

    private const string OpenAI = "openai";
    private static readonly Uri OpenAIEndpoint = new("https://api.openai.com/v1");

    /// <summary>
    /// Makes the client. <c>provider_missing</c> says what to set where the profile names no provider or model, or the key is absent; <c>invalid</c> where the provider is no name
    /// and no URL. A server on this machine needs no key.
    /// </summary>
    /// <param name="profile">The profile.</param>
    /// <param name="environment">Reads a variable of the environment; keys come from nowhere else and are kept in the client only.</param>
    public static Result<IChatClient> Create(Profile profile, Func<string, string?> environment)
    {
        var key = environment(KeyVariable) is { } set && !string.IsNullOrWhiteSpace(set) ? set.Trim() : null;
        var section = "profiles." + profile.Name[(profile.Name.IndexOf(':', StringComparison.Ordinal) + 1)..];
        if (profile.Provider is null && key is null)
        {
            return Missing(
                $"The profile '{profile.Name}' has no model provider. Set {section}.provider to 'openai' or to the base URL of an OpenAI-compatible server, " +
                $"or set the environment variable {KeyVariable}.");
        }

        if (string.IsNullOrWhiteSpace(profile.Model)) return Missing($"The profile '{profile.Name}' names no model. Set {section}.model.");
        var provider = profile.Provider ?? OpenAI;
        if (!TryEndpoint(provider, out var endpoint))
        {
            return new Fault(
                FaultCodes.Invalid,
                $"The provider '{provider}' of the profile '{profile.Name}' is neither 'openai' nor an http(s) URL without user and password. Correct {section}.provider.");
        }

        if (key is null && !endpoint.IsLoopback) return Missing($"The provider '{provider}' needs a key. Set the environment variable {KeyVariable}.");
        return new OpenAIChatClient(endpoint, profile.Model, key);
    }

    private static bool TryEndpoint(string provider, out Uri endpoint)
    {
        endpoint = OpenAIEndpoint;
        if (provider == OpenAI) return true;
        if (!Uri.TryCreate(provider, UriKind.Absolute, out var url)) return false;
        endpoint = url;
        return (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps) && url.UserInfo.Length == 0;
    }

    private static Fault Missing(string message) => new(FaultCodes.ProviderMissing, message);
}
